"""The folders of a configuration: which blocks their files declare, and where the folder of a module call is.

A file is parsed when a block of it is asked for; which blocks it has is told from its headers.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct, field

from . import tree
from .glance import may_be_broken
from .syntax import Attribute, Block, Body, File, SyntaxProblem, parse

#: Larger files are not read: no source that people write comes near.
LARGEST = 5_000_000
#: More files in one folder, or more module calls within one another, than anyone writes.
MOST_FILES, DEEPEST_MODULES = 5_000, 30
#: More module calls, each counted as often as it is reached, than anyone has.
_MOST_CALLS = 10_000
#: What a header names: (kind, type, name); kinds without labels have empty ones.
Key = tuple[str, str, str]

_HEADER = re.compile(
    rb"^(?:\xef\xbb\xbf)?[ \t]*(?:/\*.{0,200}?\*/[ \t]*)?(resource|data|module|variable|output|locals|provider)\b[ \t]*"
    rb'(?:"([^"\n]*)"|([\w-]+))?[ \t]*(?:"([^"\n]*)"|([\w-]+))?[ \t]*\{',
    re.MULTILINE,
)
_LABELS = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "locals": 0}
_OVERRIDE = re.compile(r"(?:^|_)override\.tf(?:\.json)?$")
_LOCAL = ("./", "../", ".\\", "..\\")


class Problem(Struct, frozen=True):
    """A file that could not be read or understood; line 0 where it is about the whole of it."""

    file: str
    line: int
    column: int
    message: str

    def text(self, shown: Callable[[str], str]) -> str:
        """The problem in one line; `shown` gives the path as the user sees it."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{shown(self.file)}{place}: {self.message}"


class _Unread(Struct):
    """A file that was read, and not yet parsed."""

    path: str
    data: bytes
    keys: set[Key]
    override: bool


class Folder:
    """The `.tf` and `.tf.json` files of a folder. `keys` are all blocks that they seem to declare."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.bytes = 0
        self._problems = problems
        self._blocks: dict[Key, Block] = {}
        self._locals: dict[str, Attribute] = {}
        self._files: dict[int, str] = {}
        self._asked: set[Key] = set()
        self._waiting: list[_Unread] = list(self._read())
        self.keys: set[Key] = {key for file in self._waiting for key in file.keys}

    def block(self, kind: str, type_: str = "", name: str = "") -> Block | None:
        """The block of a kind, type and name, with what override files say; None where there is none."""
        key = (kind, type_, name)
        self._ask(key)
        return self._blocks.get(key)

    def blocks(self, kind: str) -> dict[tuple[str, str], Block]:
        """All blocks of a kind by (type, name)."""
        self._need({key for key in self.keys if key[0] == kind})
        return {key[1:]: block for key, block in self._blocks.items() if key[0] == kind}

    def local(self, name: str) -> Attribute | None:
        """The attribute of a `locals` block."""
        self._ask(("locals", "", ""))
        return self._locals.get(name)

    def parsed(self) -> Iterator[tuple[Key, Block]]:
        """The blocks of the files that were parsed so far."""
        yield from list(self._blocks.items())

    def examine(self) -> None:
        """Parses what nobody asked for and looks broken, for its errors."""
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            if not file.path.endswith(".json") and may_be_broken(file.data):
                self._tell(file, _parse(file))

    def _tell(self, file: _Unread, parsed: File) -> None:
        self._problems += [Problem(file.path, one.line, one.column, one.message) for one in parsed.errors]

    def _ask(self, key: Key) -> None:
        """Parses the files that declare a key, when it is first asked for."""
        if key not in self._asked and key in self.keys:
            self._asked.add(key)
            self._need({key})

    def _need(self, keys: set[Key]) -> None:
        """Parses the files that declare one of the keys; override files of the same blocks are among them."""
        wanted = [file for file in self._waiting if not keys.isdisjoint(file.keys)]
        if wanted:
            self._waiting = [file for file in self._waiting if file not in wanted]
            for file in wanted:
                self._add(file)

    def _add(self, file: _Unread) -> None:
        parsed = _parse(file)
        self._tell(file, parsed)
        for block in parsed.body.blocks:
            self._declare(block, file)

    def _declare(self, block: Block, file: _Unread) -> None:
        override = file.override
        if block.type == "locals":
            for name, attribute in block.body.attributes.items():
                if override or name not in self._locals:
                    self._locals[name] = attribute
                else:
                    self._twice(file, attribute.expression, f"local.{name}")
            return
        key = _key(block)
        if key is None:
            return
        self.keys.add(key)
        known = self._blocks.get(key)
        if known is None:
            self._blocks[key] = block
        elif override:
            self._blocks[key] = _merged(known, block)
        else:
            self._twice(file, block, ".".join(word for word in key if word))

    def _twice(self, file: _Unread, place: Block | tree.Expression, what: str) -> None:
        message = f"{what} is declared twice, and only the first is read"
        self._problems.append(Problem(file.path, place.line, place.column, message))

    def _read(self) -> Iterator[_Unread]:
        try:
            with os.scandir(self.path) as entries:
                names = sorted(entry.name for entry in entries if entry.name.endswith((".tf", ".tf.json")))
        except OSError as error:
            self._problems.append(Problem(self.path, 0, 0, f"cannot be read: {error.strerror}"))
            return
        if len(names) > MOST_FILES:
            self._problems.append(
                Problem(self.path, 0, 0, f"has more than {MOST_FILES:,} files, and the rest is unread")
            )
        for name in sorted(names[:MOST_FILES], key=lambda name: (_OVERRIDE.search(name) is not None, name)):
            if name.startswith((".", "#")) or name.endswith("~"):
                continue  # an editor's, which Terraform passes over
            path = os.path.join(self.path, name)
            data = read_file(path, self._problems)
            if data is not None:
                self.bytes += len(data)
                keys = _keys(path, data, self._problems)
                if not keys and b"\0" in data:
                    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
                    message = "is UTF-16, and Terraform reads UTF-8 alone" if utf_16 else "is no text: it has NUL bytes"
                    self._problems.append(Problem(path, 0, 0, message))
                if b"\r" in data and b"\n" not in data:
                    message = "ends its lines with CR alone, which Terraform refuses"
                    self._problems.append(Problem(path, 0, 0, message))
                yield _Unread(path, data, keys, _OVERRIDE.search(name) is not None)


def read_file(path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a regular file of a sensible size; None, with a problem, of anything else."""
    message = ""
    try:
        with open(path, "rb", buffering=0, opener=_open) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                message = "is no regular file"
            elif status.st_size > LARGEST:
                message = f"is larger than {LARGEST:,} bytes and was not read"
            else:
                return stream.read(status.st_size)
    except OSError as error:
        message = "is a folder" if isinstance(error, IsADirectoryError) else f"cannot be read: {error.strerror}"
    except ValueError:
        message = "cannot be read"
    problems.append(Problem(path, 0, 0, message))
    return None


def _open(path: str, flags: int) -> int:
    # A named pipe would wait for a writer.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _keys(path: str, data: bytes, problems: list[Problem]) -> set[Key]:
    if path.endswith(".json"):
        try:
            parsed = _parse(_Unread(path, data, set(), False))
            problems += [Problem(path, one.line, one.column, one.message) for one in parsed.errors]
            return {key for block in parsed.body.blocks if (key := _place(block))}
        except RecursionError:
            problems.append(Problem(path, 0, 0, "is nested too deeply"))
            return set()
    found: set[Key] = set()
    odd = False
    for kind, *labels in _HEADER.findall(data):
        texts = [label.decode("utf-8", "replace") for label in labels if label]
        word = kind.decode()
        if len(texts) != _LABELS[word]:
            odd = True
        elif word == "locals":
            found.add(("locals", "", ""))
        elif len(texts) == 2:
            found.add((word, texts[0], texts[1]))
        else:
            found.add((word, "", texts[0]))
    if odd:
        problems += _odd_blocks(path, data)
    return found


def _odd_blocks(path: str, data: bytes) -> Iterator[Problem]:
    """The blocks whose labels are too many or too few: they declare nothing, and Terraform refuses them."""
    for block in parse(data, path).body.blocks:
        wanted = _LABELS.get(block.type, len(block.labels))
        if len(block.labels) != wanted:
            message = f"a block {block.type} has {len(block.labels)} labels here, and needs {wanted}"
            yield Problem(path, block.line, block.column, message)


def _parse(file: _Unread) -> File:
    if file.path.endswith(".json"):
        from . import json_syntax

        return json_syntax.parse(file.data, file.path)
    return parse(file.data, file.path, validations=False)


def _key(block: Block) -> Key | None:
    if block.type in ("resource", "data") and len(block.labels) == 2:
        return (block.type, block.labels[0], block.labels[1])
    if block.type in ("module", "variable", "output", "provider") and len(block.labels) == 1:
        name = block.labels[0]
        alias = block.body.attributes.get("alias") if block.type == "provider" else None
        if alias is not None:
            name += f".{literal(alias.expression)}"
        return (block.type, "", name)
    return None


def _place(block: Block) -> Key | None:
    """The key that a header shows: of a provider, the name without its alias."""
    if block.type == "locals":
        return ("locals", "", "")
    key = _key(block)
    return ("provider", "", block.labels[0]) if key is not None and block.type == "provider" else key


def _merged(known: Block, override: Block) -> Block:
    """A block with what an override file says: arguments one by one, nested blocks by their type."""
    # In Terraform's JSON, blocks look like arguments.
    replaced = {_nested_type(block) for block in override.body.blocks}
    arguments = {name: one for name, one in known.body.attributes.items() if name not in replaced}
    replaced |= override.body.attributes.keys()
    kept = [block for block in known.body.blocks if _nested_type(block) not in replaced]
    body = Body({**arguments, **override.body.attributes}, kept + override.body.blocks)
    return Block(known.type, known.labels, body, known.line, known.column, known.end_line)


def _nested_type(block: Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def literal(expression: tree.Expression | None) -> str | None:
    """The text of an expression that is one and nothing else."""
    value = expression.value if isinstance(expression, tree.Literal) else None
    return value if isinstance(value, str) else None


# -- module calls ----------------------------------------------------------------------------------------------------


class Module(Struct, eq=False):
    """A module at one place of the tree of calls. `folder` is None where its sources are not at hand, and `why` says
    why; `call` is None for the root."""

    path: tuple[str, ...]
    folder: Folder | None
    parent: Module | None = None
    call: Block | None = None
    source: str = ""
    why: str = ""
    calls: dict[str, Module] = field(default_factory=dict)


class _Installed(Struct, rename="pascal"):
    key: str = ""
    source: str = ""
    dir: str = ""


class _Manifest(Struct, rename="pascal"):
    modules: list[_Installed] = []


class Modules:
    """All modules below a root folder. What could not be read is in `problems`, what is not at hand in `notes`.

    `undeclared` are the resources that something refers to and that are not there.
    """

    def __init__(self, root: str) -> None:
        self.root_path = os.path.abspath(root)
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.undeclared: set[str] = set()
        self._folders: dict[str, Folder] = {}
        self._real: dict[str, str] = {}
        self._manifest: dict[str, tuple[str, str]] | None = None
        self.root = Module((), self.folder(self.root_path))
        self._descend()

    @property
    def folders(self) -> Iterable[Folder]:
        """Every folder that was read, each once."""
        return self._folders.values()

    def folder(self, path: str) -> Folder:
        """The folder at a path, read once."""
        real = self.real(path)
        if real not in self._folders:
            self._folders[real] = Folder(path, self.problems)
        return self._folders[real]

    def real(self, path: str) -> str:
        """The path without links; each is looked up once."""
        if path not in self._real:
            self._real[path] = os.path.realpath(path)
        return self._real[path]

    def _descend(self) -> None:
        waiting, count = [self.root], 0
        while waiting:
            module = waiting.pop()
            if module.folder is None:
                continue
            for (_, name), call in module.folder.blocks("module").items():
                count += 1
                if count > _MOST_CALLS:
                    message = f"leads to more than {_MOST_CALLS:,} module calls, and the rest is unread"
                    self.problems.append(Problem(self.root_path, 0, 0, message))
                    return
                module.calls[name] = self._called(module, name, call)
                waiting.append(module.calls[name])

    def _called(self, caller: Module, name: str, call: Block) -> Module:
        path = (*caller.path, name)
        given = call.body.attributes.get("source")
        source = literal(given.expression) if given is not None else None
        found, why = self._place(caller, path, source)
        if found:
            real = self.real(found)
            above: Module | None = caller
            while above is not None and above.folder is not None and self.real(above.folder.path) != real:
                above = above.parent
            if above is not None:
                found, why = "", f"{source} calls itself"
            elif len(path) > DEEPEST_MODULES:
                found, why = "", f"modules are called within one another more than {DEEPEST_MODULES} deep"
        if not found:
            self.notes.append(f"module.{'.module.'.join(path)} was not read: {why}")
        return Module(path, self.folder(found) if found else None, caller, call, source or "", why)

    def _place(self, caller: Module, path: tuple[str, ...], source: str | None) -> tuple[str, str]:
        """The folder of a call; or an empty one, and why."""
        assert caller.folder is not None
        if source is None:
            return "", "its source is no plain text"
        if source.startswith(_LOCAL):
            found = os.path.normpath(os.path.join(caller.folder.path, source.replace("\\", "/")))
            return (found, "") if os.path.isdir(found) else ("", f"there is no folder {source}")
        folder, origin = self._installed().get(".".join(path), ("", ""))
        if not folder or os.path.isabs(folder) or "\0" in folder:
            return "", f"{source} is not in .terraform/modules (terraform init puts it there)"
        if not origin.removeprefix("registry.terraform.io/").startswith(source.partition("?")[0].partition("//")[0]):
            return "", f".terraform/modules has another source than {source} (terraform init brings it up to date)"
        found = os.path.normpath(os.path.join(self.root_path, folder))
        if os.path.realpath(found) != os.path.realpath(self.root_path) and not _is_below(found, self.root_path):
            return "", f"{folder} is outside of the folder"
        return (found, "") if os.path.isdir(found) else ("", f"there is no folder {folder}")

    def _installed(self) -> dict[str, tuple[str, str]]:
        """Folder and source of each module that `terraform init` wrote down."""
        if self._manifest is None:
            self._manifest = {}
            path = os.path.join(self.root_path, ".terraform", "modules", "modules.json")
            data = read_file(path, self.problems) if os.path.isfile(path) else None
            if data is not None:
                try:
                    manifest: Any = msgspec.json.decode(data, type=_Manifest)
                    self._manifest = {one.key: (one.dir, one.source) for one in manifest.modules}
                except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                    self.problems.append(Problem(path, 0, 0, "is not what terraform init writes"))
        return self._manifest


def _is_below(path: str, base: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(base).rstrip(os.sep) + os.sep)


__all__ = ["Folder", "Module", "Modules", "Problem", "SyntaxProblem", "literal", "read_file"]
