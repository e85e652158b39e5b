"""Functions that read files, which never leave the folders that they may read."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import stat
from collections.abc import Callable

from ..texts import normalized
from ..types import make_set
from ..values import FunctionError, HclSet, NotEvaluatedError, Value
from .define import Function

#: Files that are larger are not read.
LARGEST_FILE = 5_000_000
#: No more files than this are listed.
_MOST_FILES = 20_000


class Files:
    """The files of a scan: `base` is the folder that relative paths start from, `root` what may not be left.

    Links are followed before it is decided whether a path is inside.
    """

    __slots__ = ("base", "outside", "root")

    def __init__(self, base: str, root: str | None = None, *, outside: bool = False) -> None:
        self.base = os.path.realpath(base)
        self.root = os.path.realpath(root) if root is not None else self.base
        self.outside = outside

    def find(self, path: str) -> str:
        """The real path of a file; raises `NotEvaluatedError` where it is outside."""
        if "\0" in path or path.startswith("~"):
            raise NotEvaluatedError("the path is not one that is looked up here")
        real = os.path.realpath(os.path.join(self.base, path))
        if not self.outside and not self.inside(real):
            raise NotEvaluatedError("the file is outside the folder that is scanned")
        return real

    def inside(self, real: str) -> bool:
        """Whether a real path is in the folder that is scanned."""
        return real == self.root or real.startswith(self.root.rstrip(os.sep) + os.sep)

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `NotEvaluatedError` where it is missing, outside, too large or no plain file."""
        real = self.find(path)
        try:
            found = os.stat(real)
            if not stat.S_ISREG(found.st_mode):
                raise NotEvaluatedError("it is not a plain file")
            if found.st_size > LARGEST_FILE:
                raise NotEvaluatedError("the file is too large")
            with open(real, "rb") as file:
                data = file.read(found.st_size + 1)
        except FileNotFoundError:
            raise NotEvaluatedError("the file is not there") from None
        except OSError:
            raise NotEvaluatedError("the file cannot be read") from None
        if len(data) > LARGEST_FILE:
            raise NotEvaluatedError("the file is too large")
        return data


def _given(files: Files | None) -> Files:
    if files is None:
        raise NotEvaluatedError("no files are read")
    return files


def text(files: Files | None, path: str) -> str:
    """The text of a file; raises `NotEvaluatedError`, and `FunctionError` where it is no UTF-8."""
    try:
        return normalized(_given(files).read(path).decode())
    except UnicodeDecodeError:
        raise FunctionError("the file is not UTF-8") from None


def _exists(files: Files | None, path: str) -> bool:
    real = _given(files).find(path)
    if os.path.isdir(real):
        raise FunctionError("the path is that of a folder")
    return os.path.isfile(real)


def _glob(pattern: str) -> re.Pattern[str]:
    """A pattern of `fileset` as a regular expression; raises `NotEvaluatedError` for more than `*`, `**`, `?`, `{}`."""
    if re.search(r"[\\\[\]]", pattern) or pattern.count("*") > 8 or pattern.startswith(("/", "..")):
        raise NotEvaluatedError("the pattern")
    depth = 0
    parts = []
    for sign in re.findall(r"\*\*/|\*\*|\*|\?|[{},]|[^*?{},]+", pattern):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth not in (0, 1):
            raise NotEvaluatedError("the pattern")
        special = {"**/": "(?:[^/]+/)*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")"}
        special["**"] = ".*" if sign == pattern or pattern.endswith("/**") else "[^/]*"
        if sign == "," and depth:
            parts.append("|")
        else:
            parts.append(special.get(sign) or re.escape(sign))
    if depth:
        raise NotEvaluatedError("the pattern")
    return re.compile("".join(parts), re.DOTALL)


def _fileset(files: Files | None, folder: str, pattern: str) -> HclSet:
    found = _given(files)
    base = found.find(folder)
    matcher = _glob(pattern)
    names: list[str] = []
    count = 0
    for parent, folders, members in os.walk(base):
        folders.sort()
        count += len(members) + len(folders)
        if count > _MOST_FILES:
            raise NotEvaluatedError("there are too many files")
        if any(os.path.islink(os.path.join(parent, name)) for name in folders):
            raise NotEvaluatedError("there is a link to a folder")
        for name in members:
            full = os.path.join(parent, name)
            relative = os.path.relpath(full, base).replace(os.sep, "/")
            if matcher.fullmatch(relative) and os.path.isfile(full):
                names.append(relative)
    return make_set(names)


def _hashed(kind: str, encode: Callable[[bytes], str]) -> Callable[[Files | None, str], str]:
    return lambda files, path: encode(hashlib.new(kind, _given(files).read(path), usedforsecurity=False).digest())


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


_BODIES: dict[str, tuple[str, Callable[..., Value]]] = {
    "file": ("s", text),
    "filebase64": ("s", lambda files, path: _base64(_given(files).read(path))),
    "filebase64sha256": ("s", _hashed("sha256", _base64)),
    "filebase64sha512": ("s", _hashed("sha512", _base64)),
    "fileexists": ("s", _exists),
    "filemd5": ("s", _hashed("md5", bytes.hex)),
    "fileset": ("ss", _fileset),
    "filesha1": ("s", _hashed("sha1", bytes.hex)),
    "filesha256": ("s", _hashed("sha256", bytes.hex)),
    "filesha512": ("s", _hashed("sha512", bytes.hex)),
}
FUNCTIONS = frozenset(_BODIES)


def bound(name: str, files: Files | None) -> Function:
    """A function of this module for the files of a scope."""
    parameters, body = _BODIES[name]
    return Function(parameters, lambda *given: body(files, *given))
