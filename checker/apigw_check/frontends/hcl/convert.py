"""From tree-sitter's nodes to expressions.

The grammar of tree-sitter-hcl differs from Terraform's in places, which are put right here: it reads
`a ? b : c ? d : e` from the left, gives the steps after `.*` to each element, and leaves white space at the edges of
literals out.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ...model.value import Unknown
from . import texts, tree
from .numbers import normal
from .texts import Token
from .values import NotEvaluatedError

if TYPE_CHECKING:
    from tree_sitter import Node

    from .source import Source

#: Expressions that are nested deeper are not read.
DEEPEST = 100
_INNER = {"template_directive", "template_if", "template_for"}
_MARKERS = {"template_if_intro": "if", "template_else_intro": "else", "template_if_end": "endif"}
_MARKERS |= {"template_for_start": "for", "template_for_end": "endfor"}
_POSTFIX = {"get_attr", "index", "splat", "new_index", "legacy_index"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
#: What most arguments are: a text without anything to fill in, a whole number, a word, or names with dots.
#: Its names are counted, not repeated possessively, for the reason that `locate.lexer` has.
_SIMPLE = re.compile(
    rb'"([^"\\$%\x00-\x1f\x80-\xff]*+)"|([0-9]|[1-9][0-9]{1,14})|([a-z_]\w*+(?:\.[A-Za-z_]\w*+){0,20})', re.ASCII
)
_WORDS = {"true": True, "false": False, "null": None}
_HEREDOC_START = re.compile(rb"[ \t]*\r?\n")


class _Legacy(tree.GetIndex, frozen=True, eq=False):
    """The step `.0`, which `.*` takes into each element, as it does not with `[0]`."""


class ConvertError(Exception):
    """A part of an expression that could not be read, with its place."""

    def __init__(self, node: Node, message: str) -> None:
        super().__init__(message)
        self.node = node


def convert(node: Node, source: Source) -> tree.Expression:
    """The expression of a node; what cannot be read is `Invalid`."""
    place = source.place(node)
    if (simple := _SIMPLE.fullmatch(source.data, node.start_byte, node.end_byte)) is not None:
        return _simple(simple, place)
    if node.has_error:
        return tree.Invalid(*place, "the expression could not be read")
    try:
        return _Converter(source).expression(node, 0)
    except ConvertError as error:
        return tree.Invalid(*source.place(error.node), str(error))
    except _UnclearError:
        return tree.Literal(*place, Unknown("a text whose escape sequences are not read"))
    except RecursionError:
        return tree.Invalid(*place, f"expressions are nested more than {DEEPEST} deep")


def _simple(found: re.Match[bytes], place: tuple[int, int]) -> tree.Expression:
    """What the grammar would give for it as well, which takes ten times as long."""
    text, number, names = found.groups()
    if text is not None:
        return tree.Literal(*place, text.decode())
    if number is not None:
        return tree.Literal(*place, int(number))
    first, *steps = names.decode().split(".")
    base = tree.Literal(*place, _WORDS[first]) if first in _WORDS else tree.Name(*place, first)
    return tree.Traversal(*place, base, tuple([tree.GetAttr(step) for step in steps])) if steps else base


class _UnclearError(Exception):
    """A text that the grammar reads otherwise than Terraform does."""


class _Converter:
    def __init__(self, source: Source) -> None:
        self._source = source

    def expression(self, node: Node, depth: int) -> tree.Expression:
        if depth > DEEPEST:
            raise ConvertError(node, f"expressions are nested more than {DEEPEST} deep")
        source = self._source
        if (simple := _SIMPLE.fullmatch(source.data, node.start_byte, node.end_byte)) is not None:
            return _simple(simple, source.place(node))
        children = node.children
        if len(children) == 1:
            return self._term(children[0], depth)
        return self._terms(node, [child for child in children if child.type != "comment"], depth)

    def _terms(self, node: Node, children: list[Node], depth: int) -> tree.Expression:
        """A term and the steps into it."""
        if children[0].type == "(":
            base: tree.Expression = tree.Parenthesised(
                *self._source.place(children[0]), self.expression(children[1], depth + 1)
            )
            rest = children[3:]
        else:
            base, rest = self._term(children[0], depth), children[1:]
        if not rest:
            return base
        return _traverse(base, self._postfixes(rest, depth), self._source.place(node))

    def _term(self, node: Node, depth: int) -> tree.Expression:
        kind = node.type
        method = getattr(self, f"_{kind}", None)
        if method is None:
            raise ConvertError(node, "the expression could not be read")
        found: tree.Expression = method(node, depth)
        return found

    def _postfixes(self, nodes: list[Node], depth: int) -> list[Any]:
        """The steps in a row; "*" and ".*" stand for splats."""
        steps: list[Any] = []
        for node in nodes:
            kind = node.type
            if kind == "get_attr":
                steps.append(tree.GetAttr(self._text(node.named_children[-1])))
            elif kind == "new_index":
                steps.append(tree.GetIndex(self.expression(_inner(node)[0], depth + 1)))
            elif kind == "legacy_index":
                place = self._source.place(node)
                steps.append(_Legacy(tree.Literal(*place, int(self._text(node).lstrip(".")))))
            elif kind in ("index", "splat"):
                steps += self._postfixes(_inner(node), depth)
            elif kind in ("attr_splat", "full_splat"):
                steps.append(".*" if kind == "attr_splat" else "*")
                steps += self._postfixes(_inner(node), depth)
            else:
                raise ConvertError(node, "the expression could not be read")
        return steps

    def _expression(self, node: Node, depth: int) -> tree.Expression:
        return self.expression(node, depth + 1)

    def _variable_expr(self, node: Node, _depth: int) -> tree.Expression:
        return tree.Name(*self._source.place(node), self._text(node))

    def _literal_value(self, node: Node, depth: int) -> tree.Expression:
        inner = node.named_children[0]
        place = self._source.place(inner)
        if inner.type == "string_lit":
            return self._quoted(inner, depth)
        text = self._text(inner)
        if inner.type == "numeric_lit":
            try:
                return tree.Literal(*place, normal(Decimal(text)))
            except (NotEvaluatedError, InvalidOperation):
                return tree.Literal(*place, Unknown("a number beyond what is computed here"))
        return tree.Literal(*place, {"true": True, "false": False}.get(text))

    def _template_expr(self, node: Node, depth: int) -> tree.Expression:
        inner = node.named_children[0]
        return self._quoted(inner, depth) if inner.type == "quoted_template" else self._heredoc(inner, depth)

    def _collection_value(self, node: Node, depth: int) -> tree.Expression:
        inner = _inner(node)[0]
        place = self._source.place(inner)
        if inner.type == "tuple":
            items = (self.expression(child, depth + 1) for child in _inner(inner) if child.type == "expression")
            return tree.Tuple(*place, tuple(items))
        pairs = []
        for element in inner.named_children:
            if element.type == "object_elem":
                key, value = (child for child in element.named_children if child.type == "expression")
                pairs.append((self._key(key, depth), self.expression(value, depth + 1)))
        return tree.Object(*place, tuple(pairs))

    def _key(self, node: Node, depth: int) -> tree.Expression:
        """The key of an object's member: a bare word stands for itself."""
        children = _inner(node)
        if len(children) == 1 and children[0].type == "variable_expr" and node.child_count == 1:
            return tree.Literal(*self._source.place(node), self._text(node))
        if len(children) == 1 and self._text(node) in ("true", "false", "null"):
            return tree.Literal(*self._source.place(node), self._text(node))
        key = self.expression(node, depth + 1)
        if isinstance(key, tree.Traversal) and isinstance(key.base, tree.Name):
            message = "a key that is a reference has to stand in parentheses"
            return tree.ReferenceKey(*self._source.place(node), message, key)
        return key

    def _for_expr(self, node: Node, depth: int) -> tree.Expression:
        children = _inner(_inner(node)[0])
        intro = next(child for child in children if child.type == "for_intro")
        names = [self._text(child) for child in intro.named_children if child.type == "identifier"]
        collection = next(child for child in intro.named_children if child.type == "expression")
        results = [self.expression(child, depth + 1) for child in children if child.type == "expression"]
        condition = next((child for child in children if child.type == "for_cond"), None)
        return tree.For(
            *self._source.place(node),
            names[0] if len(names) > 1 else "",
            names[-1],
            self.expression(collection, depth + 1),
            results[0] if len(results) > 1 else None,
            results[-1],
            self.expression(_inner(condition)[0], depth + 1) if condition is not None else None,
            any(child.type == "ellipsis" for child in children),
        )

    def _function_call(self, node: Node, depth: int) -> tree.Expression:
        children = _inner(node)
        given = _inner(children[1]) if len(children) > 1 else []
        arguments = tuple(self.expression(child, depth + 1) for child in given if child.type == "expression")
        expand = any(child.type == "ellipsis" for child in given)
        return tree.Call(*self._source.place(node), self._text(children[0]), arguments, expand)

    def _conditional(self, node: Node, depth: int) -> tree.Expression:
        """A chain of conditionals, which the grammar nests on the left, from the left."""
        links: list[tuple[Node, Node]] = []
        while True:
            condition, then, otherwise = (child for child in node.named_children if child.type == "expression")
            links.append((then, otherwise))
            inner = _inner(condition)
            if len(inner) != 1 or inner[0].type != "conditional" or condition.child_count != 1:
                break
            if len(links) > DEEPEST:
                raise ConvertError(node, f"more than {DEEPEST} conditionals in a row")
            node = inner[0]
        # The condition of each link is what the link to its left has for otherwise.
        found = self.expression(links[0][1], depth + 1)
        for index, (then, _) in enumerate(links):
            test = links[index + 1][1] if index + 1 < len(links) else condition
            found = tree.Conditional(
                *self._source.place(test), self.expression(test, depth + 1), self.expression(then, depth + 1), found
            )
        return found

    def _operation(self, node: Node, depth: int) -> tree.Expression:
        inner = _inner(node)[0]
        children = [child for child in inner.children if child.type != "comment"]
        place = self._source.place(inner)
        if inner.type == "unary_operation":
            operand = self._terms(children[1], children[1:], depth + 1)
            return tree.Unary(*place, children[0].type, operand)
        at = next(index for index, child in enumerate(children) if not child.is_named and child.type not in "()")
        left = self._terms(inner, children[:at], depth + 1)
        right = self._terms(children[at + 1], children[at + 1 :], depth + 1)
        return tree.Binary(*place, children[at].type, left, right)

    def _quoted(self, node: Node, depth: int) -> tree.Expression:
        children = node.children
        if len(children) == 2 or (len(children) == 3 and children[1].type == "template_literal"):
            tokens = [Token("text", self._literal(node, children[0].end_byte, children[-1].start_byte, quoted=True))]
        else:
            tokens = self._tokens(node, children[0].end_byte, children[-1].start_byte, depth, quoted=True)
            texts.trim(tokens)
        return texts.build(tokens, *self._source.place(node))

    def _heredoc(self, node: Node, depth: int) -> tree.Expression:
        markers = [child for child in node.children if child.type == "heredoc_identifier"]
        data = self._source.data
        begin = _HEREDOC_START.match(data, markers[0].end_byte)
        start = begin.end() if begin else markers[0].end_byte
        stop = data.rfind(b"\n", 0, markers[-1].start_byte) + 1
        tokens = self._tokens(node, start, max(start, stop), depth, quoted=False)
        texts.trim(tokens)
        if self._text(node.children[0]) == "<<-":
            texts.strip_indent(tokens)
        return texts.build(tokens, *self._source.place(node))

    def template_file(self, node: Node, stop: int) -> tree.Expression:
        """The template of a heredoc that was written around the text of a file; `stop` is where that text ends."""
        marker = next(child for child in node.children if child.type == "heredoc_identifier")
        tokens = self._tokens(node, marker.end_byte + 1, stop, 0, quoted=False)
        texts.trim(tokens)
        return texts.build(tokens, 1, 1)

    def _tokens(self, node: Node, start: int, stop: int, depth: int, *, quoted: bool) -> list[Token]:
        tokens: list[Token] = []
        pos = start
        for marker in _markers(node):
            if self._source.data[max(pos, marker.start_byte - 2) : marker.start_byte] in (b"$$", b"%%"):
                raise _UnclearError
            self._texts(node, pos, marker.start_byte, tokens, quoted=quoted)
            tokens.append(self._marker(marker, depth))
            pos = marker.end_byte
        self._texts(node, pos, stop, tokens, quoted=quoted)
        return tokens

    def _texts(self, node: Node, start: int, stop: int, tokens: list[Token], *, quoted: bool) -> None:
        if start < stop:
            text = self._literal(node, start, stop, quoted=quoted)
            tokens += [Token("text", part) for part in ([text] if quoted else _LINE.findall(text))]

    def _literal(self, node: Node, start: int, stop: int, *, quoted: bool) -> str:
        raw = self._source.data[start:stop].decode()
        try:
            return texts.quoted(raw) if quoted else texts.bare(raw)
        except texts.TextError as error:
            raise ConvertError(node, str(error)) from None

    def _marker(self, node: Node, depth: int) -> Token:
        line, column = self._source.place(node)
        children = [child for child in node.children if child.type != "comment"]
        given = next((child for child in children if child.type == "expression"), None)
        return Token(
            _MARKERS.get(node.type, "fill"),
            expression=self.expression(given, depth + 1) if given is not None else None,
            names=tuple(self._text(child) for child in children if child.type == "identifier"),
            before=children[1].type == "strip_marker",
            after=children[-2].type == "strip_marker",
            line=line,
            column=column,
        )

    def _text(self, node: Node) -> str:
        return self._source.data[node.start_byte : node.end_byte].decode()


def _inner(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _markers(node: Node) -> list[Node]:
    """What is filled in and the directives of a template, in their order."""
    found: list[Node] = []
    pending = list(reversed(node.children))
    while pending:
        child = pending.pop()
        if child.type == "template_interpolation" or child.type in _MARKERS:
            found.append(child)
        elif child.type in _INNER:
            pending += reversed(child.children)
    return found


def _traverse(base: tree.Expression, steps: list[Any], place: tuple[int, int]) -> tree.Expression:
    return tree.Traversal(*place, base, _fold(steps))


def _fold(steps: list[Any]) -> tuple[tree.Step, ...]:
    """Give splats the steps that are theirs: all that follow for `[*]`, the names alone for `.*`."""
    found: list[tree.Step] = []
    for index, step in enumerate(steps):
        if step == "*":
            found.append(tree.Splat(_fold(steps[index + 1 :])))
            break
        if step == ".*":
            stop = index + 1
            while stop < len(steps) and isinstance(steps[stop], tree.GetAttr | _Legacy):
                stop += 1
            found.append(tree.Splat(tuple(steps[index + 1 : stop])))
            found += _fold(steps[stop:])
            break
        found.append(step)
    return tuple(found)
