"""How a folder is read, as the command line says it."""

from __future__ import annotations

from msgspec import Struct


class FolderOptions(Struct, frozen=True):
    """Files and values of variables, and whether `file()` may leave the folder."""

    var_files: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    allow_outside: bool = False
