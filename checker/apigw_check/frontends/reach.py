"""What an expression hangs on: the blocks, inputs and files whose change changes its value.

A deployment publishes an API anew when its triggers change. A plan names what the triggers refer to; locals, functions
and lifecycles stand in the sources alone. Everything here is about blocks of the configuration, not their instances.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from ..model.resource import Resource
from ..model.value import Unknown
from .references import Body, Call, ConfigModule, Key, Path, constant_of, references_of
from .scopes import MAX_DEPTH, Scopes

#: A block (module path, `type.name`), or an input of a module by the same path.
Node: TypeAlias = tuple[tuple[str, ...], str]
#: Where an expression stands (see `SourceIndex.expression`).
Place: TypeAlias = tuple[str, str, str]

#: What a deployment takes a snapshot of.
PUBLISHED = frozenset(
    {
        "aws_api_gateway_authorizer",
        "aws_api_gateway_gateway_response",
        "aws_api_gateway_integration",
        "aws_api_gateway_integration_response",
        "aws_api_gateway_method",
        "aws_api_gateway_method_response",
        "aws_api_gateway_model",
        "aws_api_gateway_request_validator",
        "aws_api_gateway_resource",
        "aws_api_gateway_rest_api",
        "aws_api_gateway_rest_api_policy",
        "aws_api_gateway_rest_api_put",
    }
)
#: Attributes that stay when what they belong to changes in place.
_IDENTITY = frozenset(
    {
        "arn",
        "created_date",
        "execution_arn",
        "http_method",
        "id",
        "name",
        "resource_id",
        "response_type",
        "rest_api_id",
        "root_resource_id",
        "status_code",
    }
)
#: Arguments that say where a part stands, not what it is.
_PLACE = ("parent_id", "resource_id", "rest_api_id")
_CARRIERS = (
    "terraform_data",
    "null_resource",
    "random_id",
    "random_uuid",
    "time_rotating",
    "time_sleep",
    "time_static",
)
#: Data sources that say where the configuration is applied.
_CIRCUMSTANCES = ("data.aws_caller_identity", "data.aws_partition", "data.aws_region")
_ALWAYS = r"\b(?:timestamp|uuid|bcrypt)\s*\("
_FILES = (
    r"\b(?:file|filebase64|filemd5|filesha1|filesha256|filesha512|filebase64sha256|filebase64sha512|fileset"
    r"|templatefile)\s*\(\s*((?:\"(?:[^\"\\]|\\.)*\"|[^,()])*)"
)
_TF_NAME = r'"([^"]*(?:\*|\.tf)[^"]*)"'


class _Walk:
    """Follows references through the configuration and collects what they lead to."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.nodes: set[Node] = set()
        #: Why not all of it can be told; empty where it can.
        self.unclear = ""

    def doubt(self, reason: str) -> None:
        """Notes the first reason."""
        self.unclear = self.unclear or reason

    def visit(self, config: ConfigModule, name: str) -> bool:
        """Whether this is the first visit."""
        node = (config.path, name)
        new = node not in self.nodes
        self.nodes.add(node)
        return new

    def text(self, config: ConfigModule, place: Place) -> tuple[str, tuple[str, ...]] | None:
        """The expression in the sources, and its references."""
        sources = self.scopes.sources
        if sources is None:
            return None
        text = sources.text(config.path, *place)
        found = sources.expression(config.path, *place, ()) if text is not None else None
        return (text, found.references) if text is not None and found is not None else None

    def take(self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None) -> None:
        """Follows an expression; `expression` is what the plan has of it, None where it has nothing."""
        written = self.text(config, place)
        if written is not None:
            self.read(config, written[0])
            self.refer(config, written[1], body)
            return
        references = references_of(expression)
        if expression is None:
            self.doubt(f"{place[0].removesuffix('s')}.{place[2]} stands in the sources alone")
        elif any(each.startswith("path.") for each in references):
            self.doubt("it reads a file, which the sources alone name")
        elif not references and not constant_of(expression)[0]:
            for inner in _inner(expression):
                self.take(config, ("", "", ""), inner, body)
            if not isinstance(expression, list):
                self.doubt("what it computes stands in the sources alone")
        self.refer(config, references, body)

    def read(self, config: ConfigModule, text: str) -> None:
        """Reads the text of an expression."""

    def refer(self, config: ConfigModule, references: tuple[str, ...], body: Body | Call | None) -> None:
        """Follows the references of an expression in a block."""
        for reference in self.scopes.split(references):
            self._path(config, reference.path, body)

    def _path(self, config: ConfigModule, path: Path, body: Body | Call | None) -> None:
        root, rest = path[0], path[1:]
        if root == "each":
            if rest[:1] == ("value",) and body is not None:
                self.refer(config, references_of(body.for_each), None)
            return
        if root in ("count", "path", "self", "terraform") or not rest or not isinstance(rest[0], str):
            return
        if root == "var":
            self.variable(config, rest[0])
        elif root == "local":
            if self.visit(config, f"local.{rest[0]}"):
                self.take(config, ("locals", "", rest[0]), None, None)
        elif root == "module":
            self._module(config, rest[0], rest[1:])
        elif root == "data":
            self.resource(config, f"data.{rest[0]}", str(rest[1]) if len(rest) > 1 else "", rest[2:])
        else:
            self.resource(config, str(root), rest[0], rest[1:])

    def variable(self, config: ConfigModule, name: str) -> None:
        """Follows an input of the module to what its call gives it."""
        if not self.visit(config, f"var.{name}") or config.parent is None:
            return
        expression = config.call.expressions.get(name)
        if expression is not None:
            self.take(config.parent, ("module", config.path[-1], name), expression, config.call)

    def _module(self, config: ConfigModule, call: str, rest: Path) -> None:
        inner = config.calls.get(call)
        if inner is None:
            return
        named = next((step for step in rest if isinstance(step, str) and step in inner.outputs), None)
        for output in [named] if named is not None else inner.outputs:
            if self.visit(inner, f"output.{output}"):
                declared = inner.outputs[output]
                expression = declared.get("expression") if isinstance(declared, dict) else None
                self.take(inner, ("output", str(output), "value"), expression or {}, None)

    def resource(self, config: ConfigModule, type_: str, name: str, rest: Path) -> None:
        """What a reference to a resource means."""
        raise NotImplementedError

    def block(self, config: ConfigModule, label: str, body: Body) -> None:
        """Follows every argument of a block."""
        for name, expression in body.expressions.items():
            self.take(config, ("resource", label, name), expression, body)


class Triggers(_Walk):
    """What the triggers of a deployment, and the `replace_triggered_by` of its lifecycle, hang on."""

    def __init__(self, scopes: Scopes, resource: Resource) -> None:
        super().__init__(scopes)
        self._blocks: dict[Node, dict[Key, set[str]]] = {}
        self._files: set[tuple[tuple[str, ...], str]] = set()
        self._tf: list[tuple[tuple[str, ...], str]] = []
        self._always = False
        self._covered: dict[Node, bool | None] = {}
        config, label, body = block_of(scopes, resource)
        if body is None:
            self.doubt("it is not in the configuration any more")
            return
        if "triggers" in body.expressions:
            self.take(config, ("resource", label, "triggers"), body.expressions["triggers"], body)
        lifecycle = lifecycle_of(scopes, resource)
        if lifecycle is None:
            self.doubt("whether its lifecycle has replace_triggered_by stands in the sources alone")
        elif "replace_triggered_by" in lifecycle:
            self.refer(config, lifecycle["replace_triggered_by"][1], body)

    def read(self, config: ConfigModule, text: str) -> None:
        """Notes the files that a function reads, and functions that never give the same twice."""
        self._always = self._always or re.search(_ALWAYS, text) is not None
        files = _files(config, text)
        if files:
            self._files |= files
            self._tf += [(config.path, name) for name in re.findall(_TF_NAME, text)]
            self.doubt("it hashes files, and whether the API stands in these is not known")

    def variable(self, config: ConfigModule, name: str) -> None:
        """An input may hold all that the API is made of, or nothing of it."""
        self.doubt(f"it is made of var.{name}, and whether all of the API is made of that is not known")
        super().variable(config, name)

    def resource(self, config: ConfigModule, type_: str, name: str, rest: Path) -> None:
        """Notes a part of an API; other resources hand on what they are given, or say nothing of it."""
        label = f"{type_}.{name}"
        body = config.resources.get(label)
        if type_ in PUBLISHED:
            key: Key = None
            if body is not None and body.is_repeated and rest:
                key = rest[0] if isinstance(rest[0], (str, int)) else None
                rest = rest[1:]
            attribute = next((step for step in rest if isinstance(step, str)), "")
            self._blocks.setdefault((config.path, label), {}).setdefault(key, set()).add(attribute)
        elif self.visit(config, label) and body is not None and type_ in _CARRIERS:
            self.block(config, label, body)
        elif type_ not in _CARRIERS and not type_.startswith(("aws_", "data.aws_")):
            self.doubt(f"it is made of {label}, and whether all of the API is in that is not known")

    # -- answers -----------------------------------------------------------------------------------------------------

    def sees(self, part: Resource, attribute: str = "") -> bool | Unknown:
        """Whether a change of a part (of one of its attributes) changes the triggers."""
        if self._always:
            return True
        attributes = self._attributes(part)
        seen = bool(attributes & {"", attribute} if attribute else attributes - _IDENTITY)
        if seen or self._stands_in_file(part) or self._made_of_inputs(part, attribute):
            return True
        return Unknown(self.unclear) if self.unclear else False

    def names(self, part: Resource) -> bool:
        """Whether the triggers refer to the part at all, if only to its id."""
        return bool(self._attributes(part))

    def _attributes(self, part: Resource) -> set[str]:
        config, label, _ = block_of(self.scopes, part)
        keys = self._blocks.get((config.path, label), {})
        return keys.get(None, set()) | (keys.get(part.key, set()) if part.key is not None else set())

    def _stands_in_file(self, part: Resource) -> bool:
        if not self._tf or self.scopes.sources is None:
            return False
        from fnmatch import fnmatchcase

        config = self.scopes.module(part.module)
        file = self.scopes.sources.file(config.path, part.type, part.name)
        if file is None:
            return False
        return any(path == config.path and fnmatchcase(file, name.rpartition("/")[2]) for path, name in self._tf)

    def _made_of_inputs(self, part: Resource, attribute: str) -> bool:
        """Whether all that a part is made of is what the triggers are made of."""
        if not self.nodes and not self._files:
            return False
        config, label, body = block_of(self.scopes, part)
        if body is None:
            return False
        node = (config.path, f"{label} {attribute}")
        if node not in self._covered:
            names = [attribute] if attribute else [name for name in body.expressions if name not in _PLACE]
            answers = [
                self._is_covered(config, ("resource", label, name), body.expressions.get(name), body, 0)
                for name in names
            ]
            self._covered[node] = False not in answers and True in answers
        return bool(self._covered[node])

    def _is_covered(
        self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None, depth: int
    ) -> bool | None:
        """Whether the triggers change with an expression; None where it says nothing of what the part is."""
        if depth > MAX_DEPTH:
            return False
        if isinstance(expression, list):
            inner = [self._is_covered(config, ("", "", ""), e, body, depth + 1) for e in _inner(expression)]
            return _worst(inner)
        given, value = constant_of(expression)
        if given:
            return None if value is None or value in ("", [], {}) else False
        written = self.text(config, place) if place[0] else None
        answers: list[bool | None] = []
        if written is not None:
            files = _files(config, written[0])
            answers += [each in self._files for each in files]
            references = written[1]
        else:
            references = references_of(expression)
            if not references and isinstance(expression, dict) and expression:
                return _worst([self._is_covered(config, ("", "", ""), e, body, depth + 1) for e in _inner(expression)])
        if not references and not answers:
            return False  # made of literals: the triggers do not change with them
        answers += [self._holds(config, r.path, body, depth + 1) for r in self.scopes.split(references)]
        return _worst(answers)

    def _holds(self, config: ConfigModule, path: Path, body: Body | Call | None, depth: int) -> bool | None:
        root, rest = path[0], path[1:]
        if root == "each":
            references = references_of(body.for_each) if body is not None else ()
            found = self.scopes.split(references)
            return _worst([self._holds(config, r.path, None, depth + 1) for r in found]) if found else False
        if root in ("count", "path", "self", "terraform") or not rest or not isinstance(rest[0], str):
            return None
        name = rest[0]
        if root == "var":
            return self._given(config, name, depth)
        if root == "local":
            if (config.path, f"local.{name}") in self.nodes:
                return True
            return self._is_covered(config, ("locals", "", name), {}, None, depth)
        if root == "module":
            inner = config.calls.get(name)
            found_outputs = [o for o in (inner.outputs if inner else ()) if o in rest[1:]] if inner else []
            return all((inner.path, f"output.{o}") in self.nodes for o in found_outputs) if inner else False
        if root == "data":
            label = f"data.{name}.{rest[1]}" if len(rest) > 1 else f"data.{name}"
            if label.startswith(_CIRCUMSTANCES):
                return None
            return (config.path, label) in self.nodes
        # The ids of other resources stay while these stay; parts of the API are asked for themselves.
        return None

    def _given(self, config: ConfigModule, name: str, depth: int) -> bool | None:
        if (config.path, f"var.{name}") in self.nodes:
            return True
        if config.parent is None:
            return False
        expression = config.call.expressions.get(name)
        if expression is None:
            return None  # its default
        return self._is_covered(config.parent, ("module", config.path[-1], name), expression, config.call, depth)


class Dependencies(_Walk):
    """The blocks that Terraform finishes before it begins with a resource."""

    def __init__(self, scopes: Scopes, resource: Resource) -> None:
        super().__init__(scopes)
        config, label, body = block_of(scopes, resource)
        if body is None:
            self.doubt("it is not in the configuration any more")
            return
        self._enter(config, label, body)
        lifecycle = lifecycle_of(scopes, resource)
        if lifecycle is not None and "replace_triggered_by" in lifecycle:
            self.refer(config, lifecycle["replace_triggered_by"][1], body)

    def resource(self, config: ConfigModule, type_: str, name: str, rest: Path) -> None:  # noqa: ARG002
        """Follows a resource to what it depends on itself."""
        body = config.resources.get(f"{type_}.{name}")
        if body is not None:
            self._enter(config, f"{type_}.{name}", body)

    def _enter(self, config: ConfigModule, label: str, body: Body) -> None:
        if not self.visit(config, label):
            return
        for expression in (*body.expressions.values(), body.for_each, body.count):
            self._follow(config, expression, body)
        self.wait(config, body.depends_on)
        inner: ConfigModule | None = config
        while inner is not None and inner.parent is not None:
            if self.visit(inner, "(call)"):
                self.wait(inner.parent, inner.call.depends_on)
                for expression in (inner.call.for_each, inner.call.count):
                    self._follow(inner.parent, expression, None)
            inner = inner.parent

    def _follow(self, config: ConfigModule, expression: Any, body: Body | None) -> None:
        self.refer(config, references_of(expression), body)
        for part in _inner(expression):
            self._follow(config, part, body)

    def take(self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None) -> None:
        """Follows an expression; what the plan has of it is enough, but for locals."""
        if expression is not None:
            self.refer(config, references_of(expression), body)
            return
        written = self.text(config, place)
        if written is None:
            self.doubt(f"local.{place[2]} stands in the sources alone")
        else:
            self.refer(config, written[1], body)

    def wait(self, config: ConfigModule, names: tuple[str, ...]) -> None:
        """Follows `depends_on`, where a module call stands for all that it holds."""
        for name in names:
            if name.startswith("module.") and name.count(".") == 1:
                inner = config.calls.get(name.partition(".")[2])
                if inner is not None:
                    self._all(inner)
            else:
                self.refer(config, (name,), None)

    def _all(self, config: ConfigModule) -> None:
        for label, body in config.resources.items():
            self._enter(config, label, body)
        for inner in config.calls.values():
            self._all(inner)

    def has(self, part: Resource) -> bool | Unknown:
        """Whether a resource is finished before."""
        config, label, _ = block_of(self.scopes, part)
        if (config.path, label) in self.nodes:
            return True
        return Unknown(self.unclear) if self.unclear else False


def block_of(scopes: Scopes, resource: Resource) -> tuple[ConfigModule, str, Body | None]:
    """The module, label and body of the block that a resource is an instance of."""
    config = scopes.module(resource.module)
    label = f"{resource.type}.{resource.name}"
    return config, label, config.resources.get(label)


def lifecycle_of(scopes: Scopes, resource: Resource) -> dict[str, tuple[str, tuple[str, ...]]] | None:
    """The arguments of a resource's lifecycle, as texts with their references; None where the sources are not there."""
    if scopes.sources is None:
        return None
    return scopes.sources.lifecycle(scopes.module(resource.module).path, resource.type, resource.name)


def _files(config: ConfigModule, text: str) -> set[tuple[tuple[str, ...], str]]:
    """The files that an expression reads, by the module and the text that names them."""
    if "file" not in text:
        return set()
    found = (match.strip().strip('"') for match in re.findall(_FILES, text))
    return {(config.path, name.removeprefix("${path.module}/").removeprefix("./")) for name in found}


def _inner(expression: Any) -> Iterator[Any]:
    """The expressions in nested blocks."""
    if isinstance(expression, list):
        yield from expression
    elif isinstance(expression, dict) and "references" not in expression and "constant_value" not in expression:
        yield from expression.values()


def _worst(answers: list[bool | None]) -> bool | None:
    """False where one is False, True where one is True, None where none says anything."""
    return False if False in answers else True if True in answers else None


class DeploymentReach:
    """What a deployment hangs on (`model.resource.Reach`), each worked out when it is asked for."""

    def __init__(self, scopes: Scopes, resource: Resource) -> None:
        self._scopes = scopes
        self._resource = resource
        self._triggers: Triggers | None = None
        self._dependencies: Dependencies | None = None

    def sees(self, part: Resource, attribute: str = "") -> bool | Unknown:
        """Whether a change of the part (of one attribute) makes the deployment anew."""
        return self._sight().sees(part, attribute)

    def names(self, part: Resource) -> bool:
        """Whether its triggers refer to the part at all, if only to its id."""
        return self._sight().names(part)

    def follows(self, part: Resource) -> bool | Unknown:
        """Whether it is made after the part."""
        if self._sight().names(part):
            return True  # what an expression refers to is made before
        if self._dependencies is None:
            self._dependencies = Dependencies(self._scopes, self._resource)
        return self._dependencies.has(part)

    def _sight(self) -> Triggers:
        if self._triggers is None:
            self._triggers = Triggers(self._scopes, self._resource)
        return self._triggers


def created_first(scopes: Scopes, resource: Resource) -> bool | Unknown:
    """Whether the lifecycle has create_before_destroy; Unknown where the sources are not at hand."""
    lifecycle = lifecycle_of(scopes, resource)
    if lifecycle is None:
        return Unknown("a plan does not say whether the lifecycle has create_before_destroy; its sources do")
    return lifecycle.get("create_before_destroy", ("", ()))[0] == "true"
