"""Module folders: the blocks that each one holds, and where the folder of a module call is."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from .address import unescape
from .blocks import Attribute, Header, SourceFile, Text
from .objects import Member, json_string, json_value_end, members

# Larger files are not read: no source or API description that people write comes near.
LARGEST = 5_000_000
_LITERAL = re.compile(r'"(?:[^"\\$%]++|\\.|[$%](?!\{)){0,2000}"')
_PREFIX = re.compile(r"^(?:git::)?(?:\w+://)?(?:[\w.-]+@)?")
_OVERRIDE = re.compile(r"(?:^|_)override\.tf(?:\.json)?$")


class Definition(Struct, frozen=True):
    """A block of a folder: its file, its text, and its place there (a header, or a member in JSON syntax)."""

    file: str
    source: SourceFile | Text
    at: Header | Member

    def argument(self, name: str) -> tuple[int, int] | None:
        """Return the offsets of the value of an argument; None where it is not set."""
        if isinstance(self.source, SourceFile) and isinstance(self.at, Header):
            attribute = self.source.block(self.at).attributes.get(name)
            return (attribute.value_start, attribute.value_end) if attribute else None
        if isinstance(self.at, Member):
            text = self.source.text
            for member in _objects(text, self.at.value):
                if member.key == name:
                    literal = _LITERAL.match(text, member.value)
                    return (member.value, literal.end()) if literal else None
        return None


class Folder:
    """The `.tf` and `.tf.json` files of one folder. `index` gives the definitions of a (kind, type, name), where kind
    is `resource`, `data` or `module`, whose type is empty; override files come last, as they win."""

    __slots__ = ("_locals", "files", "index", "path")

    def __init__(self, path: str, notes: list[str]) -> None:
        self.path = path
        self._locals: dict[str, tuple[str, SourceFile, Attribute]] | None = None
        self.files: dict[str, SourceFile | Text] = {}
        self.index: dict[tuple[str, str, str], list[Definition]] = {}
        for name in _source_names(path, notes):
            file = os.path.join(path, name)
            source = read_source(file, notes)
            if source is not None:
                self.files[file] = source
                for key, at in _definitions(source):
                    self.index.setdefault(key, []).append(Definition(file, source, at))

    def locals(self) -> Iterator[tuple[str, str, SourceFile, Attribute]]:
        """Yield (name, file, source, attribute) of each local in HCL syntax; one of an override file comes later."""
        for file, source in self.files.items():
            if isinstance(source, SourceFile):
                for header in source.headers:
                    if header.type == "locals":
                        for attribute in source.block(header).attributes.values():
                            yield attribute.name, file, source, attribute

    def local(self, name: str) -> tuple[str, SourceFile, Attribute] | None:
        """Return (file, source, attribute) of the local of a name."""
        if self._locals is None:
            self._locals = {local: (file, source, at) for local, file, source, at in self.locals()}
        return self._locals.get(name)


class Module(Struct):
    """What is known of the module at one path: the definitions of its call, its folder if that is at hand, and whether
    it is the team's own source rather than something that was downloaded."""

    calls: list[Definition]
    folder: Folder | None
    own: bool
    source: str = ""


class Inputs(Struct, frozen=True):
    """What is known of the values of the root module's variables: files that the command line names, variables that it
    gives values itself, and, where a plan tells, the values in force."""

    files: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    values: dict[str, Any] | None = None


class ModuleTree:
    """The folders of all modules below a root folder, looked up when they are asked for. Nothing here raises; what
    could not be read is said in `notes`."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.repository = _repository(self.root)
        self.notes: list[str] = []
        self.inputs = Inputs()
        self._folders: dict[str, Folder | None] = {}
        self._modules: dict[tuple[str, ...], Module] = {(): Module([], self._folder(self.root), True)}
        self._installed: list[tuple[str, dict[str, tuple[str, str]]]] | None = None

    def module(self, names: tuple[str, ...]) -> Module:
        """Return the module at a path of call names."""
        known = self._modules.get(names)
        if known is not None:
            return known
        module = self._modules[()]
        for depth in range(1, len(names) + 1):
            path = names[:depth]
            if path not in self._modules:
                self._modules[path] = self._called(module, path)
            module = self._modules[path]
            if module.folder is None:
                # What is called in a folder that is not at hand is not at hand either.
                return Module([], None, False) if depth < len(names) else module
        return module

    def sources(self) -> Iterator[tuple[str, SourceFile]]:
        """Yield (file, source) of the team's own files in HCL syntax, as far as they have been read."""
        for folder in list(self._folders.values()):
            if folder is not None and self.is_own(folder.path):
                for file, source in folder.files.items():
                    if isinstance(source, SourceFile):
                        yield file, source

    def json_sources(self) -> Iterator[tuple[str, Text]]:
        """Yield (file, source) of the team's own `.tf.json` files, as far as they have been read."""
        for folder in list(self._folders.values()):
            if folder is not None and self.is_own(folder.path):
                for file, source in folder.files.items():
                    if not isinstance(source, SourceFile):
                        yield file, source

    def _called(self, caller: Module, path: tuple[str, ...]) -> Module:
        """Return the module that `caller` calls by the last name of the path."""
        folder = caller.folder
        calls = folder.index.get(("module", "", path[-1]), []) if folder else []
        source = next((text for call in reversed(calls) if (text := _literal_argument(call, "source"))), "")
        if folder is not None and source.startswith(("./", "../", ".\\", "..\\")):
            found = os.path.normpath(os.path.join(folder.path, source.replace("\\", "/")))
            own = self.is_own(found)
        else:
            found, own = self._download(".".join(path), source), False
        return Module(calls, self._folder(found) if found else None, own, source)

    def is_own(self, path: str) -> bool:
        """Whether a file or folder is the team's own, rather than downloaded or outside of the repository."""
        return "/.terraform/" not in path.replace(os.sep, "/") + "/" and is_below(path, self.repository)

    def _folder(self, path: str) -> Folder | None:
        if path not in self._folders:
            self._folders[path] = Folder(path, self.notes) if os.path.isdir(path) else None
            if self._folders[path] is None:
                self.notes.append(f"{path}: no such folder, so what it declares is located at its module call")
        return self._folders[path]

    def _download(self, key: str, source: str) -> str:
        """Return the folder that `terraform init` put the module of this key in; empty where it is not at hand."""
        if self._installed is None:
            self._installed = list(self._manifests())
        for base, manifest in self._installed:
            folder, origin = manifest.get(key, ("", ""))
            # The manifest of a parent folder may be that of another configuration.
            if folder and (base == self.root or _same_source(source, origin)):
                path = os.path.normpath(os.path.join(base, folder))
                if not os.path.isabs(folder) and is_below(path, self.repository or base):
                    return path
                self.notes.append(f"{base}/.terraform/modules/modules.json: module {key} is outside of the repository")
        return ""

    def _manifests(self) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
        """Yield (base folder, manifest) of the root folder and of its parents within the repository."""
        base = self.root
        while True:
            file = os.path.join(base, ".terraform", "modules", "modules.json")
            if os.path.isfile(file) and (manifest := _manifest(file, self.notes)):
                yield base, manifest
            if not self.repository or base == self.repository:
                return
            base = os.path.dirname(base)


def locals_of(folder: str) -> dict[str, str]:
    """Return the text of the expression of each local that the files of a module folder declare."""
    read = Folder(folder, [])
    found = {
        name: source.text[attribute.value_start : attribute.value_end] for name, _, source, attribute in read.locals()
    }
    for source in read.files.values():
        if not isinstance(source, SourceFile):
            found |= _json_locals(source.text)
    return found


def read_source(file: str, notes: list[str]) -> SourceFile | Text | None:
    """Return the text of a file, as HCL unless its name says that it is JSON; None, with a note, if unreadable."""
    try:
        status = os.stat(file)
        if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
            return _read(file, (status.st_mtime_ns, status.st_size))
        notes.append(f"{file}: not read: no regular file of up to {LARGEST:,} bytes")
    except (OSError, ValueError) as error:
        notes.append(f"{file}: not read: {getattr(error, 'strerror', None) or error}")
    return None


@lru_cache(maxsize=4096)
def _read(file: str, _version: tuple[int, int]) -> SourceFile | Text:
    """Read a file once for as long as it does not change."""
    with open(file, "rb") as stream:
        text = stream.read(LARGEST).decode("utf-8", "replace")
    return SourceFile(text) if file.endswith(".tf") else Text(text)


def is_below(path: str, base: str) -> bool:
    """Whether a normal absolute path is `base` or stands below it; everything is below an empty base."""
    return path == base or path.startswith(base.rstrip(os.sep) + os.sep) or not base


def literal(text: str) -> str | None:
    """Return the value of an expression that is a string without templates; None of any other."""
    return unescape(text[1:-1]) if _LITERAL.fullmatch(text) else None


def _literal_argument(call: Definition, name: str) -> str | None:
    span = call.argument(name)
    return literal(call.source.text[span[0] : span[1]]) if span else None


def _source_names(path: str, notes: list[str]) -> list[str]:
    """Return the names of the source files of a folder in the order in which Terraform merges them."""
    try:
        names = [name for name in os.listdir(path) if name.endswith((".tf", ".tf.json"))]
    except (OSError, ValueError) as error:
        notes.append(f"{path}: not read: {getattr(error, 'strerror', None) or error}")
        return []
    return sorted(
        (name for name in names if not name.startswith((".", "#"))),
        key=lambda name: (_OVERRIDE.search(name) is not None, name),
    )


def _definitions(source: SourceFile | Text) -> Iterator[tuple[tuple[str, str, str], Header | Member]]:
    if isinstance(source, SourceFile):
        for header in source.headers:
            if header.type in ("resource", "data") and len(header.labels) == 2:
                yield (header.type, header.labels[0], header.labels[1]), header
            elif header.type == "module" and len(header.labels) == 1:
                yield ("module", "", header.labels[0]), header
        return
    text = source.text
    for section in _objects(text, 0):
        if section.key == "module":
            for call in _objects(text, section.value):
                yield ("module", "", str(call.key)), call
        elif section.key in ("resource", "data"):
            for kind in _objects(text, section.value):
                for name in _objects(text, kind.value):
                    yield (str(section.key), str(kind.key), str(name.key)), name


def _objects(text: str, pos: int) -> Iterator[Member]:
    """Yield the members of a JSON object, or of each object in a list of them."""
    for member in members(text, pos, len(text), json=True):
        if isinstance(member.key, int):
            yield from members(text, member.value, len(text), json=True)
        else:
            yield member


def _json_locals(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in _objects(text, 0):
        if section.key == "locals":
            for member in _objects(text, section.value):
                value = text[member.value : json_value_end(text, member.value)]
                if value.startswith('"') and "${" in value:
                    # The quotes inside a template are escaped in JSON, but not in HCL.
                    value = f'"{json_string(value)}"'
                found[str(member.key)] = value
    return found


def _repository(path: str) -> str:
    """Return the nearest folder at or above `path` that is a git work tree; empty where there is none."""
    while not os.path.exists(os.path.join(path, ".git")):
        parent = os.path.dirname(path)
        if parent == path:
            return ""
        path = parent
    return path


class _Installed(Struct, rename="pascal"):
    key: str = ""
    source: str = ""
    dir: str = ""


class _Manifest(Struct, rename="pascal"):
    modules: list[_Installed] = []


def _manifest(file: str, notes: list[str]) -> dict[str, tuple[str, str]]:
    """Return (folder, source) of each module key that `terraform init` wrote down."""
    try:
        with open(file, "rb") as stream:
            manifest = msgspec.json.decode(stream.read(LARGEST), type=_Manifest)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        notes.append(f"{file}: not read: {error}")
        return {}
    return {module.key: (module.dir, module.source) for module in manifest.modules if module.dir}


def _same_source(called: str, installed: str) -> bool:
    """Whether the source in a module call is the one, spelled out, that was installed for it."""
    short, full = (_PREFIX.sub("", source.split("?")[0]).replace(".git", "") for source in (called, installed))
    return bool(short) and short in full
