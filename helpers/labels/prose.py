"""The notebooks' prose in the language that is spoken."""

from __future__ import annotations


def prose_of(source: str) -> str:
    return source
