"""Options that several commands take, and what is typed in them."""

from __future__ import annotations

import ast
from typing import Any

import click

from helpers.errors import InputError
from helpers.labels.language import choose

LANG = "LANG"  # the notebooks' parameter
ALLOW_PRIVATE = click.option(
    "--allow-private", is_flag=True, help="Read URLs that lead into this machine or its network."
)
LANGUAGE = click.option(
    "--lang", metavar="LANG", help="Language of what is written: fr or en; else the article's, if Relire speaks it."
)


def with_language(parameters: dict[str, Any], lang: str | None) -> dict[str, Any]:
    """The parameters, the language among them: ``--lang fr`` and ``-p LANG=fr`` are the same."""
    given = parameters.get(LANG, lang)
    if lang is not None and given != lang:
        raise InputError(f"--lang {lang} and -p {LANG}={given} say two languages; give one of them")
    choose(given)  # a language that there is not is refused before anything is read
    return parameters if given is None else parameters | {LANG: given}


def pair_of(pair: str) -> tuple[str, Any]:
    """Name and value of ``-p``; the value is a Python literal, or else text.

    >>> pair_of("TOP=5"), pair_of("QUERY=la paix")
    (('TOP', 5), ('QUERY', 'la paix'))
    """
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        raise InputError(f"-p {pair}: write it as NAME=VALUE")
    try:
        return name.strip(), ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name.strip(), value
