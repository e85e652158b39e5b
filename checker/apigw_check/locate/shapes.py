"""The outermost shape of an HCL expression: what it is, and where its parts stand. Nothing is evaluated.

An expression is read one level at a time, so neither deep nesting nor a large object costs more than what is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from .address import unescape
from .lexer import COMMENT, HEREDOC, IDENTIFIER, STRING, STRUCTURE, after_block, after_template, lex

Span = tuple[int, int]

_PLAIN_STRING = r'"(?:[^"\\$%\n]++|\\[^\n]|\$\$\{|%%\{|[$%](?!\{)){0,40}"'
_TOKEN = re.compile(
    rf"{STRING}|\"|{COMMENT}|{HEREDOC}|[{{}}()\[\]\n,?*]|=>|(?<![=!<>])=(?!=)|(?<!:):(?!:)|\.\.\.|\."
    rf"|{IDENTIFIER}(?:::{IDENTIFIER}){{0,9}}|\d++"
)
# As _TOKEN, but a string with a template in it is no single token.
_TEMPLATE = re.compile(rf'{_PLAIN_STRING}|"|{COMMENT}|{HEREDOC}|[{{}}]')
_LITERAL = re.compile(rf"{_PLAIN_STRING}|-?\d[\w.]*+|true|false|null")
_BLANK = re.compile(rf"(?:\s++|{COMMENT}){{1,64}}")
_FOR = re.compile(rf"for\s++({IDENTIFIER})(?:\s*+,\s*+({IDENTIFIER}))?\s++in\b")
_ABSENT = re.compile(r"(==|!=)\s*+null\Z")

# What an expression is. The parts are the spans of: what stands in parentheses or alone in a template; an object or a
# tuple itself; condition and branches; the collection, the key (of an object) and the value of a `for` expression; the
# arguments of a call; the operands of anything else.
INSIDE, OBJECT, TUPLE, CHOICE, FOR_OBJECT, FOR_TUPLE, CALL, NAME, LITERAL, OTHER = range(10)


class Shape(Struct, frozen=True, gc=False):
    """An expression without its inner parts. `steps` follow it: attribute names, numbers, None for a splat, and spans
    of indexes that are no literals; `names` are the variables of a `for` expression, the key first, and its `name` is
    `if` where it leaves members out; the first name of a call is `...` where its last argument holds many."""

    kind: int
    parts: tuple[Span, ...] = ()
    name: str = ""
    steps: tuple[str | int | Span | None, ...] = ()
    names: tuple[str, str] = ("", "")


class Entry(Struct, frozen=True, gc=False):
    """A member of an object or an element of a tuple: the offset where it begins, and the span of its value."""

    start: int
    value: int
    stop: int


_Token = tuple[str, int, int]


def read(text: str, start: int, stop: int) -> Shape:
    """Return the shape of the expression between two offsets. No text makes this fail."""
    start, stop = _skip(text, start, stop), _trim(text, stop)
    if _LITERAL.fullmatch(text, start, stop):
        return Shape(LITERAL, ((start, stop),))
    if text.startswith("{", start) and after_block(text, start + 1, stop) == stop:
        return _braces(text, start, stop)
    tokens = [token for token in level(text, start, stop) if token[0] != "\n"]
    if not tokens:
        return Shape(OTHER)
    mark = next((number for number, token in enumerate(tokens) if token[0] == "?"), 0)
    if mark:
        if (colon := _colon(tokens, mark + 1)) < 0:
            return Shape(OTHER)
        return Shape(
            CHOICE,
            ((start, tokens[mark][1]), (tokens[mark][2], tokens[colon][1]), (tokens[colon][2], stop)),
        )
    if tokens[0][1] == start:
        shape, taken, _ = _operand(text, tokens, 0)
        if taken == len(tokens):
            return shape
    return Shape(OTHER, tuple(_operands(text, tokens)))


def level(text: str, pos: int, stop: int) -> Iterator[_Token]:
    """Yield (kind, start, stop) of the tokens of an expression; what stands in brackets or in a template is one token,
    whose kind is what opens it. Operators that need no attention are left out."""
    search = _TOKEN.search
    while match := search(text, pos, stop):
        start, pos = match.span()
        kind = text[start]
        if kind == "{":
            pos = _limit(after_block(text, pos, stop), stop)
        elif kind in "([":
            pos = _after_bracket(text, pos, stop)
        elif kind == "<" or (kind == '"' and pos - start == 1):
            kind, pos = "<", after_template(text, start, stop)
        elif kind in ")]}":
            return
        elif kind in "#/":
            continue
        yield kind, start, pos


def _after_bracket(text: str, pos: int, stop: int) -> int:
    """Return the offset after what closes a bracket; braces inside are passed over."""
    depth = 1
    while match := STRUCTURE.search(text, pos, stop):
        start, pos = match.span()
        kind = text[start]
        if kind in ")]":
            depth -= 1
            if not depth:
                return pos
        elif kind in "([":
            depth += 1
        elif kind == "{":
            pos = _limit(after_block(text, pos, stop), stop)
        elif kind == "<" or (kind == '"' and pos - start == 1):
            pos = after_template(text, start, stop)
    return stop


def _limit(pos: int, stop: int) -> int:
    return stop if pos < 0 else pos


def null_test(text: str, span: Span) -> str:
    """Return `==` or `!=` where a condition asks, at its end, whether something is null; else an empty string."""
    match = _ABSENT.search(text, max(span[0], span[1] - 40), _trim(text, span[1]))
    return match[1] if match else ""


def entries(text: str, start: int, stop: int) -> tuple[dict[str, Entry], bool]:
    """Return the members of an object by key, and whether these are all: computed keys are left out."""
    found: dict[str, Entry] = {}
    whole = True
    for _, tokens in _items(text, start + 1, stop, lines=True):
        mark = next((number for number, token in enumerate(tokens) if token[0] in "=:"), 0)
        kind, begin, end = tokens[0]
        if mark and mark + 1 < len(tokens):
            value = _skip(text, tokens[mark][2], stop)
            key = _key(text, kind, begin, end) if mark == 1 else None
            if key is not None:
                found[key] = Entry(begin, value, tokens[-1][2])
                continue
        whole = False
    return found, whole


def elements(text: str, start: int, stop: int) -> list[Entry]:
    """Return the elements of a tuple, or the arguments of a call, from the offset of what opens it."""
    return [
        Entry(begin, begin, tokens[-1][2])
        for after, tokens in _items(text, start + 1, stop, lines=False)
        if (begin := _skip(text, after, stop)) <= tokens[0][1]
    ]


def _items(text: str, pos: int, stop: int, *, lines: bool) -> Iterator[tuple[int, list[_Token]]]:
    """Yield the tokens between commas (and line breaks), and the offset after what separates them from the last."""
    item: list[_Token] = []
    for token in level(text, pos, stop):
        if token[0] == "," or (lines and token[0] == "\n"):
            if item:
                yield pos, item
                item = []
            pos = token[2]
        elif token[0] != "\n":
            item.append(token)
    if item:
        yield pos, item


def _key(text: str, kind: str, start: int, stop: int) -> str | None:
    """Return what a key says; None where it is computed."""
    if kind == '"':
        inside = text[start + 1 : stop - 1]
        return None if _LITERAL.fullmatch(text, start, stop) is None else unescape(inside)
    if kind == "<" and text[start] == '"':
        return None
    return text[start:stop] if kind.isalnum() or kind == "_" else None


def _skip(text: str, pos: int, stop: int) -> int:
    while gap := _BLANK.match(text, pos, stop):
        pos = gap.end()
    return pos


def _trim(text: str, stop: int) -> int:
    while stop and text[stop - 1].isspace():
        stop -= 1
    return stop


def _colon(tokens: list[_Token], number: int) -> int:
    """Return the number of the colon that belongs to the question mark before `number`."""
    depth = 0
    for place in range(number, len(tokens)):
        kind = tokens[place][0]
        if kind == "?":
            depth += 1
        elif kind == ":":
            if not depth:
                return place
            depth -= 1
    return -1


def _operands(text: str, tokens: list[_Token]) -> Iterator[Span]:
    number = 0
    while number < len(tokens):
        kind, start, _ = tokens[number]
        if kind in ",?*=:.":
            number += 1
            continue
        _, number, end = _operand(text, tokens, number)
        yield start, end


def _operand(text: str, tokens: list[_Token], number: int) -> tuple[Shape, int, int]:
    """Read a value with the steps behind it. Return it, the number of the token after it, and the offset there."""
    kind, start, end = tokens[number]
    number += 1
    shape: Shape
    if kind == "(":
        shape = Shape(INSIDE, ((start + 1, end - 1),))
    elif kind == "{":
        shape = _braces(text, start, end)
    elif kind == "[":
        shape = _brackets(text, start, end)
    elif kind in '"<':
        shape = _template(text, start, end)
    elif not (kind.isalpha() or kind == "_"):
        shape = Shape(LITERAL, ((start, end),))
    elif number < len(tokens) and tokens[number][0] == "(" and tokens[number][1] == end:
        name, begin, end = text[start:end], *tokens[number][1:]
        number += 1
        shape = _call(text, name, begin, end)
    else:
        shape = Shape(NAME, (), text[start:end])
    steps: list[str | int | Span | None] = []
    while number < len(tokens) and not text[end : tokens[number][1]].strip():
        kind, start, stop = tokens[number]
        if kind == "[":
            steps.append(_index(text, start + 1, stop - 1))
            number += 1
        elif kind == "." and stop - start == 1 and number + 1 < len(tokens):
            _, start, stop = tokens[number + 1]
            word = text[start:stop]
            steps.append(None if word == "*" else int(word) if word.isdecimal() and len(word) < 9 else word)
            number += 2
        else:
            break
        end = stop
    if steps:
        shape = Shape(shape.kind, shape.parts, shape.name, tuple(steps), shape.names)
    return shape, number, end


def _call(text: str, name: str, start: int, stop: int) -> Shape:
    """Return the shape of a call; its first name is `...` where the last argument holds many."""
    parts = [(entry.value, entry.stop) for entry in elements(text, start, stop - 1)]
    spread = bool(parts) and text.endswith("...", *parts[-1])
    if spread:
        parts[-1] = (parts[-1][0], parts[-1][1] - 3)
    return Shape(CALL, tuple(parts), name, (), ("..." if spread else "", ""))


def _index(text: str, start: int, stop: int) -> str | int | Span | None:
    inside = text[start:stop].strip()
    if inside == "*":
        return None
    if inside.isdecimal() and len(inside) < 9:
        return int(inside)
    start = _skip(text, start, stop)
    stop = _trim(text, stop)
    if inside.startswith('"') and _LITERAL.fullmatch(text, start, stop):
        return unescape(text[start + 1 : stop - 1])
    return start, stop


def _braces(text: str, start: int, stop: int) -> Shape:
    return _for(text, start, stop, FOR_OBJECT) or Shape(OBJECT, ((start, stop),))


def _brackets(text: str, start: int, stop: int) -> Shape:
    return _for(text, start, stop, FOR_TUPLE) or Shape(TUPLE, ((start, stop),))


def _for(text: str, start: int, stop: int, kind: int) -> Shape | None:
    head = _FOR.match(text, _skip(text, start + 1, stop), stop)
    if head is None:
        return None
    begin = head.end()
    tokens = [token for token in level(text, begin, stop - 1) if token[0] != "\n"]
    colon = _colon(tokens, 0)
    if colon < 0:
        return Shape(OTHER)
    parts = [(begin, tokens[colon][1])]
    begin = tokens[colon][2]
    last = next((token for token in tokens[colon + 1 :] if text[token[1] : token[2]] == "if"), None)
    end = last[1] if last else stop - 1
    if kind == FOR_OBJECT:
        arrow = next((token for token in tokens[colon + 1 :] if text.startswith("=>", token[1])), None)
        if arrow is None or arrow[1] > end:
            return Shape(OTHER)
        parts.append((begin, arrow[1]))
        begin = arrow[2]
    end = _trim(text, end)
    parts.append((begin, end - 3 if text.endswith("...", begin, end) else end))
    names = (head[1], head[2]) if head[2] else ("", head[1])
    return Shape(
        kind,
        tuple((_skip(text, begin, end), _trim(text, end)) for begin, end in parts),
        "if" if last else "",
        (),
        names,
    )


def _template(text: str, start: int, stop: int) -> Shape:
    """Return the shape of a string or heredoc: of what it interpolates, where it is no literal."""
    spans: list[Span] = []
    depth = begin = 0
    for kind, first, after in lex(text, start, stop, _TEMPLATE):
        if kind in ("<", "{", "${", "%{"):
            if depth == 1 and kind == "${":
                begin = after
            depth += 1
        elif kind in (">", "}"):
            depth -= 1
            if depth == 1 and begin:
                spans.append((begin + text.startswith("~", begin), first - text.startswith("~", first - 1)))
                begin = 0
    if not spans:
        return Shape(LITERAL, ((start, stop),))
    alone = len(spans) == 1 and text.startswith('"${', start) and text[spans[0][1] : stop].lstrip("~") == '}"'
    return Shape(INSIDE if alone else OTHER, tuple(spans))
