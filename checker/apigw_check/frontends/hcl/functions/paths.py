"""Functions on paths, which look at no files."""

from __future__ import annotations

import posixpath

from .define import Function


def _clean(path: str) -> str:
    """The path without what is superfluous."""
    clean = posixpath.normpath(path)
    return clean[1:] if clean.startswith("//") else clean


def _basename(path: str) -> str:
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


FUNCTIONS = {
    "basename": Function("s", _basename),
    "dirname": Function("s", lambda path: _clean(path[: path.rfind("/") + 1])),
}
