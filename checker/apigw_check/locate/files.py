"""The files that `file()` and `templatefile()` read: which one is meant, and whether it is one to look into."""

from __future__ import annotations

import os
import re

from .modules import ModuleTree, is_below

_BASE = re.compile(r"\$\{\s*+path\.(module|root|cwd)\s*+\}/")


def file_of(tree: ModuleTree, module: tuple[str, ...], name: str) -> str | None:
    """Return the file that a name in quotes means inside a module, if it is one of the team's own; None otherwise, and
    where the name depends on more than the folder of the module."""
    folder = tree.module(module).folder
    base = _BASE.match(name)
    relative = name[base.end() :] if base else name
    if folder is None or "${" in relative or "%{" in relative or os.path.isabs(relative):
        return None
    start = folder.path if base and base[1] == "module" else tree.root
    file = os.path.normpath(os.path.join(start, relative))
    return file if _allowed(tree, file, folder.path) else None


def _allowed(tree: ModuleTree, file: str, module: str) -> bool:
    """Whether a file stands in the repository (or, without one, in the root folder or in that of the module) once its
    symbolic links are followed."""
    bases = (tree.repository,) if tree.repository else (tree.root, module)
    try:
        real = os.path.realpath(file)
        allowed = any(is_below(real, os.path.realpath(base)) for base in bases)
    except (OSError, ValueError):
        return False
    note = f"{file}: not read: it is outside of the sources"
    if not allowed and note not in tree.notes:
        tree.notes.append(note)
    return allowed
