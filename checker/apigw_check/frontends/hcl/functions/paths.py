"""Functions on paths, which look at no files."""

from __future__ import annotations

import posixpath

from ..values import NotEvaluatedError
from .define import Function


def _clean(path: str) -> str:
    """The path without what is superfluous."""
    clean = posixpath.normpath(path)
    return clean[1:] if clean.startswith("//") else clean


def _basename(path: str) -> str:
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


def _expanded(path: str) -> str:
    if path.startswith("~"):
        raise NotEvaluatedError("the home folder is that of who runs terraform")
    return path


FUNCTIONS = {
    "basename": Function("s", _basename),
    "dirname": Function("s", lambda path: _clean(path[: path.rfind("/") + 1])),
    "pathexpand": Function("s", _expanded),
}
