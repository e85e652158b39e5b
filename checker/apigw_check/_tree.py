"""Folders below a folder: patterns, and the root modules of a tree of Terraform sources.

No symbolic link to a folder is entered, so nothing is read twice and no loop is endless.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

MAGIC = ("*", "?", "[")
SOURCES = (".tf", ".tf.json")
TERRAGRUNT = ("terragrunt.hcl", "terragrunt.hcl.json")
#: Folders that hold modules for others to call, or what tests are made with: no configuration that anyone applies.
ASIDE = frozenset({"fixtures", "modules", "test", "testdata", "tests"})
_FOREIGN = frozenset({"node_modules"})


class Tree(Struct, eq=False):
    """What stands below a folder: `sources` are the folders with `.tf` files (itself included), `units` those with a
    `terragrunt.hcl` and no `.tf` files; `links` were not entered, `unread` could not be, with the reason."""

    sources: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


class Roots(Struct, eq=False):
    """The root modules of a tree, and the folders that nothing there calls but that were passed over."""

    chosen: list[str]
    aside: list[str]


def walk(folder: str, most: int | None = None) -> Tree:
    """The tree below a folder, in the order of names; of `most` folders where that is given.

    Hidden folders (`.git`, `.terraform`, `.terragrunt-cache`) and `node_modules` are passed over.
    """
    tree = Tree()
    waiting, count = [folder], 0
    while waiting and (most is None or count < most):
        here = waiting.pop()
        count += 1
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            tree.unread.append((here, error.strerror or "unknown error"))
            continue
        names = [entry.name for entry in found]
        if any(name.endswith(SOURCES) for name in names):
            tree.sources.append(here)
        elif any(name in TERRAGRUNT for name in names):
            tree.units.append(here)
        for entry in reversed(found):
            if entry.name.startswith(".") or entry.name in _FOREIGN:
                continue
            if _is_folder(entry):
                (tree.links if entry.is_symlink() else waiting).append(joined(here, entry.name))
    return tree


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return entry.is_symlink()


def joined(folder: str, name: str) -> str:
    """A path in a folder, without the `./` of the working directory."""
    return name if folder in ("", ".") else os.path.join(folder, name)


def roots(tree: Tree, top: str) -> Roots:
    """The folders of a tree that no other one calls as a local module.

    Those below a folder of `ASIDE` are passed over, unless there is nothing else.
    """
    called = {os.path.realpath(path) for path in _called(tree.sources)}
    free = [path for path in tree.sources if os.path.realpath(path) not in called]
    if not free:
        free = tree.sources  # modules that call each other: none of them is one's own alone
    chosen = [path for path in free if not _is_aside(path, top)]
    return Roots(chosen, [path for path in free if path not in set(chosen)]) if chosen else Roots(free, [])


def _is_aside(path: str, top: str) -> bool:
    below = os.path.relpath(path, top).replace(os.sep, "/").split("/")
    return not ASIDE.isdisjoint(below)


def _called(folders: Iterable[str]) -> Iterator[str]:
    """The folders that module calls with a literal local source lead to."""
    from .locate.modules import Folder, literal

    for path in folders:
        for (kind, _, _), definitions in Folder(path, []).index.items():
            for definition in definitions if kind == "module" else ():
                span = definition.argument("source")
                source = literal(definition.source.text[span[0] : span[1]].strip()) if span else None
                if source and source.startswith(("./", "../", ".\\", "..\\")):
                    yield os.path.normpath(os.path.join(path, source.replace("\\", "/")))


def has_magic(path: str) -> bool:
    """Whether a path may be a pattern."""
    return any(char in path for char in MAGIC)


def matches(pattern: str) -> list[str]:
    """The files and folders that fit a pattern, sorted; `**` is any number of folders, hidden ones aside."""
    text = pattern.replace("\\", "/") if os.sep == "\\" else pattern
    drive, text = os.path.splitdrive(text)
    start = f"{drive}/" if text.startswith("/") else drive
    parts = [part for part in text.split("/") if part not in ("", ".")]
    return sorted(set(_match(start, parts)))


def _match(start: str, parts: list[str]) -> Iterator[str]:
    """Follows the parts of a pattern, level by level."""
    from fnmatch import fnmatchcase

    level = [start]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        following: dict[str, None] = {}
        for here in level:
            if part == "**":
                for folder in _below(here):
                    following[folder] = None
                    for entry in _entries(folder) if last else ():
                        following[joined(folder, entry.name)] = None
            elif has_magic(part):
                for entry in _entries(here):
                    hidden = entry.name.startswith(".") and not part.startswith(".")
                    if not hidden and fnmatchcase(entry.name, part) and (last or _is_folder(entry)):
                        following[joined(here, entry.name)] = None
            else:
                path = joined(here, part)
                if os.path.exists(path):
                    following[path] = None
        level = list(following)
    yield from (path for path in level if path)


def _below(folder: str) -> Iterator[str]:
    """A folder and those below it, without hidden ones and without entering symbolic links."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        yield here
        for entry in _entries(here):
            passed = entry.name.startswith(".") or entry.name in _FOREIGN or entry.is_symlink()
            if not passed and _is_folder(entry):
                waiting.append(joined(here, entry.name))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or ".") as entries:
            return list(entries)
    except OSError:  # a pattern speaks of what can be seen
        return []
