"""Comments that carry a marker in files that are no HCL: `"//"` members of Terraform's JSON, comments of YAML.

What they are about is told as in `comments`: in JSON the object that the member stands in, with its name; in YAML what
begins on the comment's line, or, of a comment on a line of its own, on the next one that is no comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .blocks import Text
from .comments import Marked
from .documents import blank
from .objects import json_string, json_value_end, members

#: Terraform's blocks are not nested deeper in JSON than this.
_DEEPEST = 30
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_BLOCK_TEXT = re.compile(r"(?:^|[\s:-])[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")


def in_json(source: Text, marker: str) -> Iterator[Marked]:
    """Yield the comments in a `.tf.json` file that hold the marker; one at the top of the file is about nothing."""
    text = source.text
    if marker not in text:
        return
    waiting: list[tuple[int, int | None, int]] = [(_first(text), None, 0)]
    while waiting:
        pos, owner, depth = waiting.pop()
        listed = text.startswith("[", pos)
        for member in members(text, pos, len(text), json=True):
            if member.key != "//" or listed:
                if depth < _DEEPEST and text.startswith(("{", "["), member.value):
                    # In a list, an object is its own owner, unless it is the only one that a name stands for.
                    start = member.value if listed and member.key else owner if listed else member.start
                    waiting.append((member.value, start, depth + 1))
                continue
            lines = (0, 0)
            if owner is not None:
                last = max(json_value_end(text, pos) - 1, pos)
                lines = (source.position(owner)[0], source.position(last)[0])
            for start in _texts(text, member.value):
                said = json_string(text[start : json_value_end(text, start)])
                if marker in said:
                    yield Marked(start + 1, said, *lines)


def _first(text: str) -> int:
    return len(text) - len(text.lstrip())


def _texts(text: str, pos: int) -> list[int]:
    """Where the texts of a comment begin: it may be one, or a list of some."""
    if text.startswith('"', pos):
        return [pos]
    values = [member.value for member in members(text, pos, len(text), json=True)] if text.startswith("[", pos) else []
    return [value for value in values if text.startswith('"', value)]


def in_yaml(source: Text, marker: str) -> Iterator[Marked]:
    """Yield the comments in a YAML text, or a template of one, that hold the marker."""
    if marker not in source.text:
        return
    lines = blank(source.text).split("\n")
    written = source.text.split("\n")
    offset, inside = 0, -1
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        comment = _comment(line) if inside < 0 else None
        if comment is not None and marker in written[index]:
            own = not line[:comment].strip()
            first = _following(lines, index + 1) if own else index
            last = _end(lines, first) if first is not None else -1
            said = written[index][comment:].rstrip("\r")
            yield Marked(offset + comment, said, (first if first is not None else -1) + 1, last + 1)
        if inside < 0 and line.strip() and comment != indent and _BLOCK_TEXT.search(line):
            inside = indent
        offset += len(written[index]) + 1


def _comment(line: str) -> int | None:
    """Where the comment of a line begins."""
    for match in _COMMENT.finditer(line):
        before = line[: match.start()]
        if before.count('"') % 2 == 0 and before.count("'") % 2 == 0:
            return match.start()
    return None


def _following(lines: list[str], index: int) -> int | None:
    """The first line from one on that is no comment; None where it is blank."""
    while index < len(lines) and lines[index].lstrip().startswith("#"):
        index += 1
    return index if index < len(lines) and lines[index].strip() else None


def _end(lines: list[str], index: int) -> int:
    """The last line of what begins on a line: the lines that follow it and are indented more."""
    indent = len(lines[index]) - len(lines[index].lstrip())
    last = index
    for number in range(index + 1, len(lines)):
        line = lines[number]
        if line.strip():
            if len(line) - len(line.lstrip()) <= indent:
                break
            last = number
    return last
