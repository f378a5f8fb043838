"""Who sits at the other end of the kernel: somebody in JupyterLab, or nobody."""

from __future__ import annotations


def can_type() -> bool:
    """Whether someone sits at the front end that runs this: what executes notebooks unseen allows no input."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    return bool(parent.get("content", {}).get("allow_stdin"))
