"""What the triggers of a deployment hang on: the blocks, inputs and files whose change makes it anew.

A plan names what the triggers refer to; locals, functions and lifecycles stand in the sources alone.
"""

from __future__ import annotations

import re
from typing import Any

from ..model.resource import Resource
from ..model.value import Unknown
from .config_walk import Node, Place, Walk, block_of, inner_expressions, lifecycle_of
from .references import Body, Call, ConfigModule, Key, Path, constant_of, references_of
from .scopes import MAX_DEPTH, Scopes

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


class Triggers(Walk):
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

    def take(self, config: ConfigModule, place: Place, expression: Any, body: Body | Call | None) -> None:
        """Follows an expression: as the sources have it, else as far as the plan shows it."""
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
            for inner in inner_expressions(expression):
                self.take(config, ("", "", ""), inner, body)
            if not isinstance(expression, list):
                self.doubt("what it computes stands in the sources alone")
        self.refer(config, references, body)

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
            inner = [self._is_covered(config, ("", "", ""), e, body, depth + 1) for e in inner_expressions(expression)]
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
                return _worst(
                    [self._is_covered(config, ("", "", ""), e, body, depth + 1) for e in inner_expressions(expression)]
                )
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


def _files(config: ConfigModule, text: str) -> set[tuple[tuple[str, ...], str]]:
    """The files that an expression reads, by the module and the text that names them."""
    if "file" not in text:
        return set()
    found = (match.strip().strip('"') for match in re.findall(_FILES, text))
    return {(config.path, name.removeprefix("${path.module}/").removeprefix("./")) for name in found}


def _worst(answers: list[bool | None]) -> bool | None:
    """False where one is False, True where one is True, None where none says anything."""
    return False if False in answers else True if True in answers else None
