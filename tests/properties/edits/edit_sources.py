"""Edits to the text of `.tf` files: ones that make a value unknown, ones that change nothing, and any at all."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import tree_sitter
import tree_sitter_hcl
from msgspec import Struct

PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
ROOT = Path(__file__).resolve().parents[3]

#: What has no value before terraform runs, and what declares it. Nothing refers to it that a rule looks at.
UNKNOWNS = ("var.unknown_one", "data.aws_ssm_parameter.unknown_one.value", "terraform_data.unknown_one.output")
DECLARED = """
variable "unknown_one" {}
data "aws_ssm_parameter" "unknown_one" {
  name = "unknown"
}
resource "terraform_data" "unknown_one" {}
"""
#: Arguments that are no values: terraform wants literals there, or names.
_NO_VALUES = ("source", "version", "providers", "provider", "depends_on", "iterator", "lifecycle", "terraform")
_HOLDERS = ("resource", "data", "locals", "module", "output")
_REFERENCE = re.compile(r"\b(?:aws_\w+|data|module|local|terraform_data|null_resource)\.")
_TEXT = re.compile(r'"[^"$]*"')


class Spot(Struct, frozen=True):
    """An expression in a file: its bytes, and the argument of a block (or the local) that it is a part of."""

    start: int
    stop: int
    argument: str
    is_key: bool
    text: str

    @property
    def refers(self) -> bool:
        """Whether it leads to a resource, a module or a local: then it says what belongs to what."""
        return _REFERENCE.search(_TEXT.sub('""', self.text)) is not None


def folders(*patterns: str) -> list[Path]:
    """The folders of the repository with sources."""
    return sorted(folder for each in patterns for folder in ROOT.glob(each) if (folder / "main.tf").is_file())


def sources(folder: Path) -> dict[str, bytes]:
    """Everything in a folder that a run on it may read, by relative name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("plan") and ".terraform" not in path.parts
    }


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _text(data: bytes, node: tree_sitter.Node) -> str:
    return data[node.start_byte : node.end_byte].decode()


def expressions(data: bytes) -> Iterator[Spot]:
    """The expressions of a file that have a value, the inner ones too."""
    waiting: list[tuple[tree_sitter.Node, str, str]] = [(PARSER.parse(data).root_node, "", "")]
    while waiting:
        node, holder, argument = waiting.pop()
        if node.type == "block":
            name = _text(data, node.children[0])
            if name in _NO_VALUES or (not holder and name not in _HOLDERS):
                continue
            holder = holder or name
        elif node.type == "attribute":
            name = _text(data, node.children[0])
            if name in _NO_VALUES:
                continue
            argument = name
        elif node.type == "expression" and holder and node.parent is not None:
            key = node.parent.type == "object_elem" and node.parent.child_by_field_name("key") == node
            yield Spot(node.start_byte, node.end_byte, argument, key, _text(data, node))
            if key:
                continue
        waiting += [(child, holder, argument) for child in node.children]


def unknown(data: bytes, spot: Spot, what: str) -> bytes:
    """The file with an expression replaced by one without a value."""
    new = f"({what})" if spot.is_key else what
    return data[: spot.start] + new.encode() + data[spot.stop :]


# -- edits that change nothing ---------------------------------------------------------------------------------------


def _blocks(data: bytes) -> list[bytes]:
    """The top-level blocks of a file, in order."""
    root = PARSER.parse(data).root_node
    body = next((child for child in root.children if child.type == "body"), None)
    found = body.children if body is not None else ()
    return [data[node.start_byte : node.end_byte] for node in found if node.type in ("block", "attribute")]


def _starts(data: bytes) -> list[int]:
    """Offsets of lines on which a block or an argument begins: what stands above them is white space to terraform."""
    waiting = [PARSER.parse(data).root_node]
    found: list[int] = []
    while waiting:
        node = waiting.pop()
        if node.type in ("block", "attribute"):
            start = data.rfind(b"\n", 0, node.start_byte) + 1
            if not data[start : node.start_byte].strip():
                found.append(start)
        if node.type != "attribute":
            waiting += node.children
    return sorted(set(found))


def commented(data: bytes, draw: random.Random) -> bytes:
    """The file with comments, blank lines and blanks where they mean nothing."""
    pieces = ["\n", "# } {\n", '\t// resource "a" "b" {\n', "/* a = 1\n } */\n", "   ", "\t", "# é日本\n", "/**/ "]
    for start in reversed(_starts(data)):
        if draw.random() < 0.4:
            data = data[:start] + draw.choice(pieces).encode() + data[start:]
    return data


def reordered(data: bytes, draw: random.Random) -> bytes:
    """The file with its top-level blocks in another order."""
    blocks = _blocks(data)
    draw.shuffle(blocks)
    return b"\n\n".join([*blocks, b""])


def spread(data: bytes, draw: random.Random) -> dict[str, bytes]:
    """The blocks of a file in three files."""
    found: dict[str, list[bytes]] = {name: [] for name in ("a.tf", "main.tf", "z.tf")}
    for block in _blocks(data):
        found[draw.choice(list(found))].append(block)
    return {name: b"\n".join([*blocks, b""]) for name, blocks in found.items()}


# -- any edits -------------------------------------------------------------------------------------------------------

_PIECES = [
    "",
    "{",
    "}",
    '"',
    "${",
    "%{",
    "\n",
    "[",
    "(",
    "\x00",
    "é",
    "<<E\n",
    "/*",
    "*/",
    "#",
    "\r",
    "\\",
    "=",
    "null",
]


def damaged(data: bytes, draw: random.Random) -> bytes:
    """The file after an edit by someone who is not looking."""
    lines = data.split(b"\n")
    kind = draw.randrange(8)
    at, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[other])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at:other] = lines[at:other] * 2
    elif kind == 4:
        return data[: draw.randrange(len(data) + 1)]
    else:
        start = draw.randrange(len(data) + 1)
        stop = min(len(data), start + draw.choice([0, 0, 1, 1, 2, 30]))
        piece = bytes([draw.randrange(256)]) if kind == 7 else draw.choice(_PIECES).encode()
        return data[:start] + piece + data[stop:]
    return b"\n".join(lines)
