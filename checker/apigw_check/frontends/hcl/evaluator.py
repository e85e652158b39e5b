"""The walk over an expression: each kind of node and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ...model.value import Unknown
from . import operators, tree
from .awaited import bare
from .functions import KEEPING, call
from .types import in_order, to_bool, to_number, to_string
from .values import SCALARS, FunctionError, HclList, HclSet, NotEvaluatedError, Sensitive, Value, unmark

if TYPE_CHECKING:
    from .evaluate import Diagnostic, Scope

#: No expression takes more steps than this.
_MOST_STEPS = 1_000_000


class EvaluationError(Exception):
    """Terraform would refuse the expression at this place."""

    def __init__(self, node: tree.Expression, message: str) -> None:
        super().__init__(message)
        self.line, self.column = node.line, node.column


class Evaluator:
    """Evaluates expressions of one scope; `bound` are the names that `for` gives."""

    def __init__(self, scope: Scope, diagnostics: list[Diagnostic] | None = None) -> None:
        self.scope = scope
        self.diagnostics = diagnostics
        self._bound: dict[str, Value] = {}
        self._steps = 0

    def value(self, node: tree.Expression) -> Value:
        """The value of a node; raises `EvaluationError` and `NotEvaluatedError`."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise NotEvaluatedError("an expression that takes too many steps")
        if isinstance(node, tree.Literal):
            return node.value
        method: Callable[[Evaluator, Any], Value] | None = _METHODS.get(type(node))
        if method is None:
            raise EvaluationError(node, "the expression could not be read")
        try:
            return method(self, node)
        except FunctionError as error:
            raise EvaluationError(node, str(error)) from None

    def spend(self, steps: int) -> None:
        """Count steps; raises `NotEvaluatedError` where they are too many."""
        self._steps += steps
        if self._steps > _MOST_STEPS:
            raise NotEvaluatedError("an expression that takes too many steps")

    def _invalid(self, node: tree.Invalid) -> Value:
        raise EvaluationError(node, node.message)

    def _template(self, node: tree.Template) -> Value:
        if len(node.parts) == 1 and isinstance(inner := node.parts[0], tree.Expression) and not _directive(inner):
            return self.value(inner)
        return self._rendered(node.parts)

    def _rendered(self, parts: Iterable[tree.Part]) -> Value:
        values = [part if isinstance(part, str) else self.value(part) for part in parts]
        return _marked(operators.render, values)

    def _template_if(self, node: tree.TemplateIf) -> Value:
        condition, marked = unmark(self.value(node.condition))
        if isinstance(condition, Unknown):
            return bare(condition)
        if condition is None:
            raise FunctionError("the condition is null")
        branch = node.then if to_bool(condition) else node.otherwise
        value = self._rendered(branch.parts)
        return Sensitive(value) if marked else value

    def _template_for(self, node: tree.TemplateFor) -> Value:
        collection, marked = unmark(self.value(node.collection))
        if isinstance(collection, Unknown):
            return bare(collection)
        parts = [self._with(node, key, item, node.body) for key, item in _members(collection)]
        value = _marked(operators.render, parts)
        return Sensitive(value) if marked else value

    def _with(self, node: tree.For | tree.TemplateFor, key: Value, item: Value, body: tree.Expression) -> Value:
        self.spend(1)  # for a body that is nothing but text
        outer = self._bound
        self._bound = {**outer, node.value: item, node.key: key} if node.key else {**outer, node.value: item}
        try:
            return self._rendered(body.parts) if isinstance(body, tree.Template) else self.value(body)
        finally:
            self._bound = outer

    def _name(self, node: tree.Name) -> Value:
        if node.name in self._bound:
            return self._bound[node.name]
        return self.scope.resolve((node.name,))[0]

    def _traversal(self, node: tree.Traversal) -> Value:
        base, steps = node.base, node.steps
        if not isinstance(base, tree.Name):
            return self._follow(self.value(base), steps)
        if base.name in self._bound:
            return self._follow(self._bound[base.name], steps)
        if node.path:
            value, taken = self.scope.resolve(node.path)
            return self._follow(value, steps[taken - 1 :]) if taken <= len(steps) else value
        path: list[str | int | Unknown] = [base.name]
        for step in steps:
            if isinstance(step, tree.Splat):
                break
            path.append(step.name if isinstance(step, tree.GetAttr) else self._key(step))
        value, taken = self.scope.resolve(tuple(path))
        if isinstance(value, Unknown) and any(isinstance(step, Unknown) for step in path):
            value = bare(value)
        return self._follow(value, steps[max(taken - 1, 0) :])

    def _key(self, step: tree.GetIndex) -> str | int | Unknown:
        key, _ = unmark(self.value(step.key))
        if isinstance(key, (str, int, Unknown)) and not isinstance(key, bool):
            return key
        if key is None:
            raise FunctionError("an index is null")
        return to_string(key)

    def _follow(self, value: Value, steps: tuple[tree.Step, ...]) -> Value:
        """Take steps into a value; the marks on the way are kept."""
        marked = False
        for step in steps:
            while isinstance(value, Sensitive):
                value, marked = value.value, True
            if isinstance(step, tree.GetAttr):
                if isinstance(value, Unknown):
                    break
                value = _member(value, step.name)
            elif isinstance(step, tree.Splat):
                value = self._splat(value, step)
            elif isinstance(value, Unknown):
                break
            else:
                key, secret = unmark(self.value(step.key))
                marked = marked or secret
                value = bare(key) if isinstance(key, Unknown) else _element(value, key)
        return Sensitive(value) if marked and steps else value

    def _splat(self, value: Value, step: tree.Splat) -> Value:
        if isinstance(value, Unknown):
            return bare(value)
        if value is None:
            return []
        if isinstance(value, list | HclSet):
            items = [self._follow(item, step.steps) for item in in_order(value)]
            return items if type(value) is list else HclList(items)
        return [self._follow(value, step.steps)]

    def _conditional(self, node: tree.Conditional) -> Value:
        condition, marked = unmark(self.value(node.condition))
        chosen = None if condition is None or isinstance(condition, Unknown) else to_bool(condition)
        then = self._branch(node.then, wanted=chosen is True)
        otherwise = self._branch(node.otherwise, wanted=chosen is False)
        a, b = unmark(then), unmark(otherwise)
        value = operators.choose(condition, a[0], b[0])
        secret = marked or (a[1] if chosen is not False else False) or (b[1] if chosen is not True else False)
        return Sensitive(value) if secret else value

    def _branch(self, node: tree.Expression, *, wanted: bool) -> Value:
        """The value of a branch; what is not chosen matters for its type alone."""
        if wanted:
            return self.value(node)
        try:
            return self.value(node)
        except (EvaluationError, NotEvaluatedError) as error:
            return Unknown(str(error))

    def _unary(self, node: tree.Unary) -> Value:
        return _marked(lambda values: operators.unary(node.operator, values[0]), [self.value(node.operand)])

    def _binary(self, node: tree.Binary) -> Value:
        left = self.value(node.left)
        try:
            right = self.value(node.right)
        except EvaluationError:
            # From 1.12 on, Terraform passes over the right side where the left one decides; before, it refused it.
            if not operators.decides(node.operator, unmark(left)[0]):
                raise
            return left
        return _marked(lambda sides: operators.binary(node.operator, *sides), [left, right])

    def _tuple(self, node: tree.Tuple) -> Value:
        return [self.value(item) for item in node.items]

    def _object(self, node: tree.Object) -> Value:
        found: dict[str, Value] = {}
        unknown: Unknown | None = None
        secret = False
        for key_node, item in node.items:
            key, marked = unmark(self.value(key_node))
            secret = secret or marked
            value = self.value(item)
            if isinstance(key, Unknown):
                unknown = unknown or key
                continue
            if key is None:
                raise FunctionError("a key is null")
            found[to_string(key)] = value
        result: Value = bare(unknown) if unknown is not None else found
        return Sensitive(result) if secret else result

    def _for(self, node: tree.For) -> Value:
        collection = self.value(node.collection)
        marked = isinstance(collection, Sensitive)
        while isinstance(collection, Sensitive):
            collection = collection.value
        if isinstance(collection, Unknown):
            return Sensitive(bare(collection)) if marked else bare(collection)
        result = self._for_tuple(node, collection) if node.result_key is None else self._for_object(node, collection)
        return Sensitive(result) if marked else result

    def _for_tuple(self, node: tree.For, collection: Value) -> Value:
        found = []
        for key, item in _members(collection):
            keep = self._keeps(node, key, item)
            if isinstance(keep, Unknown):
                return bare(keep)
            if keep:
                found.append(self._with(node, key, item, node.result))
        return found

    def _for_object(self, node: tree.For, collection: Value) -> Value:
        assert node.result_key is not None
        found: dict[str, Value] = {}
        for key, item in _members(collection, ordered=node.group):
            keep = self._keeps(node, key, item)
            name = unmark(self._with(node, key, item, node.result_key))[0] if keep is True else keep
            if isinstance(name, Unknown):
                return bare(name)
            if not keep:
                continue
            if name is None:
                raise FunctionError("a key is null")
            name = to_string(name)
            value = self._with(node, key, item, node.result)
            if node.group:
                found.setdefault(name, []).append(value)
            elif name in found:
                raise FunctionError("two elements have the same key")
            else:
                found[name] = value
        return found

    def _keeps(self, node: tree.For, key: Value, item: Value) -> bool | Unknown:
        if node.condition is None:
            return True
        keep = unmark(self._with(node, key, item, node.condition))[0]
        if keep is None:
            raise FunctionError("the condition is null")
        return keep if isinstance(keep, Unknown) else to_bool(keep)

    def _call(self, node: tree.Call) -> Value:
        result = call(self, node)
        # What most functions make of an unknown is another text.
        if node.name not in KEEPING:
            if isinstance(result, Unknown):
                return bare(result)
            if isinstance(result, Sensitive) and isinstance(result.value, Unknown):
                return Sensitive(bare(result.value))
        return result

    def _parenthesised(self, node: tree.Parenthesised) -> Value:
        return self.value(node.inner)


_METHODS: dict[type[tree.Expression], Callable[[Evaluator, Any], Value]] = {
    tree.Invalid: Evaluator._invalid,
    tree.ReferenceKey: Evaluator._invalid,
    tree.Template: Evaluator._template,
    tree.TemplateIf: Evaluator._template_if,
    tree.TemplateFor: Evaluator._template_for,
    tree.Name: Evaluator._name,
    tree.Traversal: Evaluator._traversal,
    tree.Conditional: Evaluator._conditional,
    tree.Unary: Evaluator._unary,
    tree.Binary: Evaluator._binary,
    tree.Tuple: Evaluator._tuple,
    tree.Object: Evaluator._object,
    tree.For: Evaluator._for,
    tree.Call: Evaluator._call,
    tree.Parenthesised: Evaluator._parenthesised,
}


def _directive(node: tree.Expression) -> bool:
    return isinstance(node, tree.TemplateIf | tree.TemplateFor)


def _marked(operation: Callable[[list[Value]], Value], values: list[Value]) -> Value:
    """Apply an operation to values without marks; the result is marked where one of them was."""
    if not any([type(value) not in SCALARS for value in values]):  # noqa: C419 - faster than a generator
        return operation(values)
    pairs = [unmark(value) for value in values]
    result = operation([value for value, _ in pairs])
    return Sensitive(result) if any(marked for _, marked in pairs) else result


def _members(collection: Value, *, ordered: bool = True) -> list[tuple[Value, Value]]:
    """The keys and elements of a collection, in Terraform's order; that of objects in a set matters if `ordered`."""
    if isinstance(collection, dict):
        return [(key, collection[key]) for key in sorted(collection)]
    if isinstance(collection, HclSet):
        return [(item, item) for item in (in_order(collection) if ordered else collection)]
    if isinstance(collection, list):
        return list(enumerate(collection))
    raise FunctionError("it is null, or no collection, and cannot be iterated")


def _member(value: Value, name: str) -> Value:
    if isinstance(value, dict):
        if name not in value:
            raise FunctionError(f'there is no attribute or key "{name}"')
        return value[name]
    raise FunctionError(f'"{name}" is looked up in what is null, or no object')


def _element(value: Value, key: Value) -> Value:
    if key is None or value is None:
        raise FunctionError("an index, or what it is taken of, is null")
    if isinstance(value, dict):
        name = to_string(key)
        if name not in value:
            raise FunctionError("there is no element with this key")
        return value[name]
    if isinstance(value, list):
        index = to_number(key)
        if not isinstance(index, int) or not 0 <= index < len(value):
            raise FunctionError("the index is outside the list")
        return value[index]
    raise FunctionError("an index is taken of what is no list, map or object")
