"""An IPython whose outputs are kept as a notebook keeps them, without a kernel's messages."""

from __future__ import annotations

import base64
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]  # as in a notebook's JSON


class _Hook(DisplayHook):
    shell: Any

    def write_output_prompt(self) -> None:
        """A notebook has none."""

    def write_format_data(self, format_dict: Mapping[str, Any], md_dict: Mapping[str, Any] | None = None) -> None:
        output = {"output_type": "execute_result", "execution_count": None}
        self.shell.outputs.append(output | _data(format_dict, md_dict))

    def finish_displayhook(self) -> None:
        """Nothing to end."""


class _Publisher(DisplayPublisher):
    shell: Any

    def publish(
        self,
        data: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        source: object = None,  # noqa: ARG002 - IPython itself ignores it
        *,
        transient: Mapping[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        shown = _data(data, metadata)
        name = (transient or {}).get("display_id")
        for output in self.shell.outputs if update else ():
            if output.get("display_id") == name:
                output.update(shown)
        if not update:
            output = {"output_type": "display_data"} | ({"display_id": name} if name else {})
            self.shell.outputs.append(output | shown)

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002 - nothing is seen meanwhile
        self.shell.outputs.clear()


class _Stream(io.TextIOBase):
    """What a cell prints."""

    encoding = "utf-8"

    def __init__(self, shell: Shell, name: str) -> None:
        self.shell, self.name = shell, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        last = self.shell.outputs[-1] if self.shell.outputs else {}
        if last.get("name") == self.name:
            last["text"] += text
        elif text:
            self.shell.outputs.append({"output_type": "stream", "name": self.name, "text": str(text)})
        return len(text)


class Shell(InteractiveShell):
    """Runs cells one after the other; ``outputs`` are those of the last."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **options: Any) -> None:
        self.outputs: list[Output] = []
        self.failed: dict[str, str] | None = None
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def run(self, source: str) -> list[Output]:
        """Execute a cell; ``failed`` then says what went wrong, or is None."""
        self.outputs, self.failed = [], None
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream(self, "stdout"), _Stream(self, "stderr")
        try:
            self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        finally:
            sys.stdout, sys.stderr = streams
        return self.outputs

    def enable_gui(self, gui: str | None = None) -> None:
        """No window is ever opened here; ``%matplotlib inline`` asks all the same."""

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException | None, stb: Any) -> None:
        lines = stb if isinstance(stb, list) else str(stb).splitlines()
        self.failed = {"ename": etype.__name__, "evalue": str(evalue), "traceback": "\n".join(lines)}
        self.outputs.append(
            {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": lines}
        )


def _data(data: Mapping[str, Any], metadata: Mapping[str, Any] | None) -> Output:
    packed = {
        kind: base64.b64encode(value).decode() if isinstance(value, bytes) else value for kind, value in data.items()
    }
    return {"data": packed, "metadata": dict(metadata or {})}


def new_shell(home: str) -> Shell:
    """The shell of this process, with no history and none of the reader's own settings; ``home`` is for its files."""
    os.environ["IPYTHONDIR"] = home
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    return Shell.instance(config=config)


def run_cells(shell: Shell, cells: Iterable[Mapping[str, Any]], send: Callable[[dict[str, Any]], None]) -> None:
    """Execute cells until one fails that may not; ``send`` is given what each put out, with its ``error`` or None."""
    for cell in cells:
        outputs = shell.run(cell["source"])
        failed = None if cell["may_fail"] else shell.failed
        for output in outputs:
            output.pop("display_id", None)
        send({"outputs": outputs, "error": failed})
        if failed:
            return
