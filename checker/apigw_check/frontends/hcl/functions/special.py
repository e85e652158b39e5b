"""Functions that see expressions instead of values, and those that see marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ....model.value import Unknown
from .. import tree
from ..types import to_string
from ..values import FunctionError, NotEvaluatedError, Sensitive, Value, combined, first_unknown, unmark

if TYPE_CHECKING:
    from ..evaluator import Evaluator
    from .files import Files


def _try(evaluator: Evaluator, node: tree.Call) -> Value:
    from ..evaluator import EvaluationError

    for argument in node.arguments:
        try:
            return evaluator.value(argument)
        except EvaluationError:
            continue
    raise FunctionError("try(): no argument is valid")


def _can(evaluator: Evaluator, node: tree.Call) -> Value:
    from ..evaluator import EvaluationError

    try:
        value = evaluator.value(_only(node))
    except EvaluationError:
        return False
    return True if first_unknown(value) is None else combined(value)


def _only(node: tree.Call) -> tree.Expression:
    if len(node.arguments) != 1 or node.expand:
        raise FunctionError(f"{node.name}(): one argument is needed")
    return node.arguments[0]


def _sensitive(evaluator: Evaluator, node: tree.Call) -> Value:
    return Sensitive(evaluator.value(_only(node)))


def _nonsensitive(evaluator: Evaluator, node: tree.Call) -> Value:
    value = evaluator.value(_only(node))
    return value.value if isinstance(value, Sensitive) else value


def _issensitive(evaluator: Evaluator, node: tree.Call) -> Value:
    value = evaluator.value(_only(node))
    if isinstance(value, Unknown):
        return value
    return isinstance(value, Sensitive)


def _type(_evaluator: Evaluator, _node: tree.Call) -> Value:
    raise FunctionError("type(): it exists in `terraform console` only")


class TemplateScope:
    """The names that a template file may use."""

    def __init__(self, names: dict[str, Value], files: Files | None) -> None:
        self.names = names
        self.files = files

    def resolve(self, path: tuple[str | int | Unknown, ...]) -> tuple[Value, int]:
        """The value of a name; a template has no others."""
        name = path[0]
        if isinstance(name, str) and name in self.names:
            return self.names[name], 1
        raise FunctionError("the template uses a name that it is not given")


def _templatefile(evaluator: Evaluator, node: tree.Call) -> Value:
    from . import files, given_arguments

    given = given_arguments(evaluator, node)
    if isinstance(given, Unknown):
        return given
    if len(given) != 2:
        raise FunctionError("templatefile(): two arguments are needed")
    path, secret = unmark(given[0])
    names = given[1]
    while isinstance(names, Sensitive):
        names, secret = {key: Sensitive(item) for key, item in unmark(names)[0].items()}, True
    if isinstance(path, Unknown) or isinstance(names, Unknown):
        return combined(path, names)
    if not isinstance(path, str) or not isinstance(names, dict):
        raise FunctionError("templatefile(): a path and an object are needed")
    if isinstance(evaluator.scope, TemplateScope):
        raise FunctionError("templatefile(): it cannot be used in a template")
    try:
        text = files.text(evaluator.scope.files, path)
    except NotEvaluatedError as error:
        return Unknown(f"the function templatefile() is not evaluated here: {error}")
    result = _rendered(evaluator, node, text, names)
    return Sensitive(result) if secret else result


def _templatestring(evaluator: Evaluator, node: tree.Call) -> Value:
    from . import given_arguments

    if isinstance(evaluator.scope, TemplateScope):
        raise NotEvaluatedError("templatestring() in a template")
    if not node.arguments or not isinstance(node.arguments[0], tree.Traversal | tree.Name):
        raise FunctionError("templatestring(): a reference to a text is needed")
    given = given_arguments(evaluator, node)
    if isinstance(given, Unknown):
        return given
    if len(given) != 2:
        raise FunctionError("templatestring(): two arguments are needed")
    (text, hidden), (names, secret) = unmark(given[0]), unmark(given[1])
    if isinstance(text, Unknown) or isinstance(names, Unknown):
        return combined(text, names)
    if not isinstance(text, str) or not isinstance(names, dict):
        raise FunctionError("templatestring(): a text and an object are needed")
    result, marked = unmark(_rendered(evaluator, node, text, names))
    if not isinstance(result, Unknown):
        result = to_string(result)
    return Sensitive(result) if hidden or secret or marked else result


def _rendered(evaluator: Evaluator, node: tree.Call, text: str, names: dict[str, Value]) -> Value:
    """A template filled in with the names that it is given."""
    from ..evaluator import EvaluationError, Evaluator
    from ..syntax import parse_template

    scope = TemplateScope(names, evaluator.scope.files)
    try:
        return Evaluator(scope).value(parse_template(text))
    except EvaluationError as error:
        raise FunctionError(f"{node.name}(): line {error.line} of the template: {error}") from None


FUNCTIONS: dict[str, Callable[[Evaluator, tree.Call], Value]] = {
    "can": _can,
    "issensitive": _issensitive,
    "nonsensitive": _nonsensitive,
    "sensitive": _sensitive,
    "templatefile": _templatefile,
    "templatestring": _templatestring,
    "try": _try,
    "type": _type,
}
