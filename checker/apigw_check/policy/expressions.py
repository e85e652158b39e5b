"""JMESPath over the gateway model, with a third answer: a condition that an unknown decides is undecided.

`&&`, `||` and `!` are those of a three-valued logic: `false && unknown` is false, `true || unknown` is true. An
unknown counts as present (`audience != null` holds), since an expression stands there; whatever else asks for its
value, `audience == null` too, raises `UndecidedError`. The grammar, parser and functions are those of the library: https://jmespath.org/specification.html
"""

from __future__ import annotations

from typing import Any, TypeAlias

import jmespath
from jmespath import exceptions
from jmespath.visitor import TreeInterpreter
from msgspec import Struct

from ..model.value import UndecidedError, Unknown
from . import PolicyFileError
from .names import suggestion
from .vocabulary import Kind, Shape, fields_of, kind_of, read

#: A parsed expression: the library's tree of dictionaries.
Tree: TypeAlias = dict[str, Any]

#: Functions that ask for no value of the members of a list.
_SHALLOW = frozenset({"length", "not_null", "map", "keys", "values", "reverse", "to_array"})


class ExpressionError(PolicyFileError):
    """An expression that cannot be used: what is wrong with it, in one line."""


def parse(text: str, kind: str, params: tuple[str, ...] = ()) -> Tree:
    """Parses an expression about a subject of a kind; raises `ExpressionError`, for unknown fields too."""
    try:
        tree: Tree = jmespath.compile(text).parsed
    except exceptions.JMESPathError as error:
        first = str(error).strip().splitlines()[0].rstrip(":")
        raise ExpressionError(f"this is no JMESPath expression: {first}") from None
    _Checker(params).infer(tree, Shape(kind_of(kind)))
    return tree


class UndecidedFieldError(UndecidedError):
    """An unknown that decides, and where it was read: a model object and its field (None where it was none)."""

    def __init__(self, unknown: Unknown, owner: Struct | None, name: str) -> None:
        super().__init__(unknown)
        self.owner = owner
        self.name = name


def decide(tree: Tree, subject: Struct, params: dict[str, Any]) -> bool:
    """Whether the expression holds of the subject; raises `UndecidedFieldError` where an unknown decides."""
    interpreter = _Interpreter(subject, params)
    try:
        return interpreter.is_true(interpreter.visit(tree, subject))
    except UndecidedError as error:
        raise UndecidedFieldError(error.unknown, *interpreter.read_at.get(id(error.unknown), (None, ""))) from None


def value_of(tree: Tree, subject: Struct, params: dict[str, Any]) -> Any:
    """The value of an expression, which may be `Unknown`."""
    return _Interpreter(subject, params).visit(tree, subject)


class _Interpreter(TreeInterpreter):  # type: ignore[misc] # the library has no types
    """The library's interpreter, reading model objects, with unknowns."""

    def __init__(self, subject: Struct, params: dict[str, Any]) -> None:
        super().__init__()
        self._subject = subject
        self._params = params
        #: Where each unknown was read.
        self.read_at: dict[int, tuple[Struct, str]] = {}

    def is_true(self, value: Any) -> bool:
        """JMESPath's truth: everything but empty texts, lists and objects, null and false."""
        return bool(self._is_true(value))

    def visit_field(self, node: Tree, value: Any) -> Any:
        name = node["value"]
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Struct):
            if value is self._subject and name == "params":
                return self._params
            found = read(value, name)
            if isinstance(found, Unknown):
                self.read_at.setdefault(id(found), (value, name))
            return found
        return value.get(name) if isinstance(value, dict) else None

    def visit_comparator(self, node: Tree, value: Any) -> Any:
        left, right = (self.visit(child, value) for child in node["children"])
        if node["value"] in ("eq", "ne"):
            if node["value"] == "ne" and (left is None) != (right is None):  # an unknown is present
                same = False
            elif isinstance(left, Unknown) or isinstance(right, Unknown):
                raise UndecidedError(left if isinstance(left, Unknown) else right)
            else:
                same = bool(self.COMPARATOR_FUNC["eq"](left, right))
            return same if node["value"] == "eq" else not same
        for side in (left, right):
            if isinstance(side, Unknown):
                raise UndecidedError(side)
        literal = {"type": "comparator", "value": node["value"], "children": [_literal(left), _literal(right)]}
        return super().visit_comparator(literal, None)

    def visit_and_expression(self, node: Tree, value: Any) -> Any:
        return self._either(node, value, decisive=False)

    def visit_or_expression(self, node: Tree, value: Any) -> Any:
        return self._either(node, value, decisive=True)

    def _either(self, node: Tree, value: Any, decisive: bool) -> Any:
        """Two conditions, of which one that is `decisive` decides whatever the other is."""
        first, second = node["children"]
        try:
            found = self.visit(first, value)
            if self.is_true(found) is decisive:
                return found
        except UndecidedError:
            other = self.visit(second, value)
            if other is decisive:  # a condition; a default (`x || 'y'`) decides nothing about an unknown x
                return other
            raise
        return self.visit(second, value)

    def visit_not_expression(self, node: Tree, value: Any) -> Any:
        return not self.is_true(self.visit(node["children"][0], value))

    def visit_filter_projection(self, node: Tree, value: Any) -> Any:
        return self._over(node, value, super().visit_filter_projection)

    def visit_projection(self, node: Tree, value: Any) -> Any:
        return self._over(node, value, super().visit_projection)

    def visit_value_projection(self, node: Tree, value: Any) -> Any:
        return self._over(node, value, super().visit_value_projection)

    def visit_flatten(self, node: Tree, value: Any) -> Any:
        return self._over(node, value, super().visit_flatten)

    def _over(self, node: Tree, value: Any, visit: Any) -> Any:
        """A projection: over an unknown it is unknown."""
        base = self.visit(node["children"][0], value)
        if isinstance(base, Unknown):
            return base
        return visit({**node, "children": [_literal(base), *node["children"][1:]]}, value)

    def visit_index(self, node: Tree, value: Any) -> Any:
        return value if isinstance(value, Unknown) else super().visit_index(node, value)

    def visit_slice(self, node: Tree, value: Any) -> Any:
        return value if isinstance(value, Unknown) else super().visit_slice(node, value)

    def visit_function_expression(self, node: Tree, value: Any) -> Any:
        name = node["value"]
        given = [self.visit(child, value) for child in node["children"]]
        if name == "not_null":
            return next((item for item in given if item is not None), None)
        if name == "contains" and isinstance(given[0], list) and len(given) == 2:
            return _contains(given[0], given[1])
        for item in given:
            if isinstance(item, Unknown):
                raise UndecidedError(item)
            members = item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
            for member in members if name not in _SHALLOW else ():
                if isinstance(member, Unknown):
                    raise UndecidedError(member)
        try:
            return self._functions.call_function(name, given)
        except exceptions.JMESPathTypeError as error:
            raise TypeError(f"{name}() is given {error.actual_type}; test it first, as in `x != null && ...`") from None


def _contains(members: list[Any], wanted: Any) -> bool:
    """Whether a list has a member; undecided only where the one that it lacks may be among the unknown ones."""
    if isinstance(wanted, Unknown):
        raise UndecidedError(wanted)
    unknown = [member for member in members if isinstance(member, Unknown)]
    if any(member == wanted for member in members if not isinstance(member, Unknown)):
        return True
    if unknown:
        raise UndecidedError(unknown[0])
    return False


def _literal(value: Any) -> Tree:
    return {"type": "literal", "value": value, "children": []}


class _Checker:
    """Finds fields that the model does not have, as far as the expression's parts can be followed."""

    def __init__(self, params: tuple[str, ...]) -> None:
        self._params = params

    def infer(self, node: Tree, shape: Shape) -> Shape:
        """The shape of what a node gives for a value of a shape; raises `ExpressionError`."""
        kind, children = node["type"], node.get("children", [])
        if kind == "field":
            return self._field(node["value"], shape)
        if kind in ("subexpression", "pipe", "index_expression"):
            for child in children:
                shape = self.infer(child, shape)
            return shape
        if kind in ("projection", "value_projection"):
            inner = self.infer(children[0], shape)
            return Shape(self.infer(children[1], inner.member()).kind, True)
        if kind == "filter_projection":
            inner = self.infer(children[0], shape).member()
            self.infer(children[2], inner)
            return Shape(self.infer(children[1], inner).kind, True)
        if kind == "flatten":
            return Shape(self.infer(children[0], shape).kind, True)
        if kind in ("current", "identity", "slice"):
            return shape
        if kind == "index":
            return shape.member()
        for child in children:
            if isinstance(child, dict) and kind != "expref":  # what an expression is applied to is not followed
                self.infer(child, shape)
        return Shape(None)

    def _field(self, name: str, shape: Shape) -> Shape:
        if shape.kind is None:
            return Shape(None)
        kind: Kind = shape.kind
        if shape.many:
            raise ExpressionError(f"{name} is asked of a list; write [] or [?...] before it")
        if name == "params" or name == "null":  # a field of no object is null
            return Shape(None)
        if name in ("true", "false"):
            raise ExpressionError(f"write {name} in backticks: `{name}`")
        known = fields_of(kind)
        if name not in known:
            raise ExpressionError(f'{kind.__name__} has no field "{name}"; {suggestion(name, sorted(known))}')
        return known[name].shape
