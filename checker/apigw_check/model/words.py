"""What is said of the places where a caller wrote the value that an attribute inside a module has."""

from __future__ import annotations

SET = "set here"
ENTRY = "written in this entry"
DEFAULT = "default of this variable"
TRACED = frozenset((SET, ENTRY, DEFAULT))
