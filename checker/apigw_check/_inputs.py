"""From what the command line names to inputs: files as they are, patterns, and folders with root modules below them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from ._tree import Roots, Tree, has_magic, matches, roots, walk

_TERRAGRUNT_HINT = (
    "judge the plans: terragrunt run --all --json-out-dir DIR plan, then apigw-check 'DIR/**/tfplan.json'"
)
#: Of folders that a message is about, so many are named.
_MOST_NAMES = 3


class Inputs(Struct, eq=False):
    """The inputs in order, each once. `found` are those that a tree or a pattern gave; `errors` are (message, hint)."""

    paths: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, path: str, *, found: bool = False) -> None:
        """Adds an input, unless another spelling of it is there already."""
        real = path if path == "-" else os.path.realpath(path)
        if real not in self.seen:
            self.seen.add(real)
            self.paths.append(path)
            if found:
                self.found.add(path)


def expand(paths: Sequence[str], *, recursive: bool = False, keep_going: bool = False) -> Inputs:
    """The inputs that the words of a command line mean.

    What is there under that very name is meant, else a pattern is. A folder without `.tf` files stands for the root
    modules below it; with `recursive`, so does one with `.tf` files, beside itself. With `keep_going`, folders that
    cannot be read are notes.
    """
    inputs = Inputs()
    for path in paths:
        if path == "-" or not has_magic(path) or os.path.lexists(path):
            _named(path, inputs, recursive=recursive, keep_going=keep_going)
        else:
            _pattern(path, inputs, recursive=recursive, keep_going=keep_going)
    return inputs


def _named(path: str, inputs: Inputs, *, recursive: bool, keep_going: bool) -> None:
    if path != "-" and os.path.isdir(path) and (recursive or not _has_sources(path)):
        _tree(path, inputs, keep_going=keep_going)
    else:
        inputs.add(path)


def _pattern(pattern: str, inputs: Inputs, *, recursive: bool, keep_going: bool) -> None:
    """Adds what a pattern fits: JSON files, and folders with `.tf` files; everything else is no input."""
    fitting = matches(pattern)
    chosen = [path for path in fitting if (_has_sources(path) if os.path.isdir(path) else path.endswith(".json"))]
    for path in chosen:
        if recursive and os.path.isdir(path):
            _tree(path, inputs, keep_going=keep_going)
        else:
            inputs.add(path, found=True)
    if not fitting:
        inputs.errors.append(
            (
                f"{pattern}: no such file or folder, and nothing fits it as a pattern",
                "* and ? stand for parts of a name, ** for any folders below",
            )
        )
    elif not chosen:
        what = f"{len(fitting)} files and folders fit" if len(fitting) > 1 else f"{fitting[0]} fits"
        inputs.errors.append(
            (
                f"{pattern}: {what} this pattern, but no plan in JSON and no folder with .tf files",
                "name plans as 'envs/*/plan.json', or folders as 'envs/*'",
            )
        )


def _tree(path: str, inputs: Inputs, *, keep_going: bool) -> None:
    """Adds the root modules of a tree."""
    tree = walk(path)
    found = roots(tree, path) if tree.sources else Roots([], [])
    for folder, why in tree.unread:
        if folder == path:
            continue  # said where it is read
        if keep_going:
            inputs.notes.append(f"{folder}: a folder that cannot be read ({why}); passed over")
        else:
            hint = "check its permissions, or leave it out with --keep-going"
            inputs.errors.append((f"{folder}: a folder that cannot be read ({why})", hint))
    if not found.chosen:
        if tree.units:
            unit = tree.units[0] if tree.units[0] != path else "it"
            inputs.errors.append(
                (f"{path}: no .tf files: {unit} is a Terragrunt unit, which gets them on each run", _TERRAGRUNT_HINT)
            )
        elif not any(folder != path for folder, _ in tree.unread):
            inputs.add(path)  # what is wrong with it is said where it is read
        return
    for folder in found.chosen:
        inputs.add(folder, found=folder != path)
    _tell(path, tree, found, inputs)


def _tell(path: str, tree: Tree, found: Roots, inputs: Inputs) -> None:
    """Says what was taken, and what was not."""
    if found.chosen != [path]:
        inputs.notes.append(f"{path}: {_counted(found.chosen, 'root module')} below it")
    if found.aside:
        what = _counted(found.aside, "folder")
        inputs.notes.append(
            f"{path}: {what} that nothing there calls passed over as modules or tests "
            f"({_names(found.aside)}); name them to judge them"
        )
    if tree.links:
        what = _counted(tree.links, "symbolic link")
        inputs.notes.append(f"{path}: {what} to folders not followed ({_names(tree.links)}); name them to judge them")
    if tree.units:
        what = _counted(tree.units, "Terragrunt unit")
        inputs.notes.append(f"{path}: {what} without .tf files not judged ({_names(tree.units)}); {_TERRAGRUNT_HINT}")


def _counted(things: Sequence[str], noun: str) -> str:
    return f"{len(things)} {noun}{'s' if len(things) != 1 else ''}"


def _names(paths: Sequence[str]) -> str:
    rest = len(paths) - _MOST_NAMES
    return ", ".join(paths[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _has_sources(path: str) -> bool:
    """Whether a folder has `.tf` files of its own; one that cannot be read may have some."""
    try:
        names: Iterable[str] = os.listdir(path)
    except OSError:
        return True
    return any(name.endswith((".tf", ".tf.json")) for name in names)
