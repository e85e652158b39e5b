"""What a plan's `configuration` says: modules, their calls, and references in expressions taken apart.

A plan names what an expression refers to, not what it computes: `module.api[each.key].api_id` becomes
`["module.api", "each.key"]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, TypeAlias

import msgspec
from msgspec import Raw, Struct, field

from ..model.resource import Written

Key: TypeAlias = str | int | None
Step: TypeAlias = "str | int | Computed"
Path: TypeAlias = tuple[Step, ...]

# These are compiled where they are met, which in many plans is nowhere.
_STEP = r'(?s)\.?([^\W\d][\w-]*)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\.(\d+)|(\[\*\]|\.\*)|(\[)'
_BRACKET = r'(?s)"(?:[^"\\]|\\.)*"|[\[\]]'
_ESCAPE = r"(?s)\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|\$\$\{|%%\{"
_TEMPLATE = r"(?<!\$)\$\{|(?<!%)%\{"
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
#: References in sources may be long expressions (an index); no address comes near.
_LONGEST = 4_000
#: Nor are blocks nested deeper than this (the statements of web ACLs are the deepest, with some 20 levels).
_DEEPEST = 60


class Computed(Struct, frozen=True, eq=False):
    """A step that is computed: the `each.key` in `aws_x.y[each.key].id`, as the text that stands in the sources.

    `path` is that text where it is a reference and nothing else; None for `*` (a splat) and other expressions.
    """

    text: str
    path: Path | None = None


SPLAT = Computed("*")


class SourceIndex(Protocol):
    """What `.tf` sources add to a plan; the command line provides it where the sources are at hand."""

    def expression(
        self, path: tuple[str, ...], kind: str, label: str, name: str, keys: Sequence[str | int]
    ) -> Written | None:
        """An expression of the module at a path, followed into an object by keys; None where it is not found.

        `kind` and `label` name the block: `locals` (no label), `module` (the call's name), `output` (the output's, with
        the name `value`), `resource` (the address in its module).
        """

    def dynamic(self, path: tuple[str, ...], type_: str, name: str, block: str) -> dict[str, Any] | None:
        """The expressions in a dynamic block's content."""

    def replace_triggered_by(self, path: tuple[str, ...], type_: str, name: str) -> bool | None:
        """Whether the resource's lifecycle has `replace_triggered_by`, None where the resource is not found."""

    def members(
        self, path: tuple[str, ...], type_: str, name: str, argument: str, block: tuple[Any, ...]
    ) -> dict[str, Written] | None:
        """The members of an argument that is written out as an object; None where it is not."""

    def text(self, path: tuple[str, ...], kind: str, label: str, name: str) -> str | None:
        """The text of an expression (see `expression`); None where it is not found."""

    def lifecycle(self, path: tuple[str, ...], type_: str, name: str) -> dict[str, tuple[str, tuple[str, ...]]] | None:
        """The arguments of the resource's lifecycle as texts with their references, None where it is not found."""

    def file(self, path: tuple[str, ...], type_: str, name: str) -> str | None:
        """The name of the file in which the resource stands, None where it is not found."""


class Body(Struct):
    """A resource block of the configuration: decoded when it is asked for.

    `place` is where the sources have it, as kind and label (see `SourceIndex.expression`).
    """

    raw: Raw = Raw(b"{}")
    raw_for_each: Raw = Raw(b"null")
    raw_count: Raw = Raw(b"null")
    depends_on: tuple[str, ...] = ()
    place: tuple[str, str] = ("", "")
    _expressions: dict[str, Any] | None = None
    _repeat: tuple[Any, Any] | None = None

    @property
    def expressions(self) -> dict[str, Any]:
        """The expressions by attribute."""
        if self._expressions is None:
            decoded = _decoded(self.raw)
            self._expressions = decoded if isinstance(decoded, dict) else {}
        return self._expressions

    @property
    def for_each(self) -> Any:
        """The expression of `for_each`, None where it has none."""
        return self._repeats()[0]

    @property
    def count(self) -> Any:
        """The expression of `count`, None where it has none."""
        return self._repeats()[1]

    @property
    def is_repeated(self) -> bool:
        """Whether its instances have keys."""
        return any(expression is not None for expression in self._repeats())

    def _repeats(self) -> tuple[Any, Any]:
        if self._repeat is None:
            self._repeat = (_decoded(self.raw_for_each), _decoded(self.raw_count))
        return self._repeat


class Call(Struct):
    """A module call of the configuration. `place` is that of `Body`."""

    source: str = ""
    expressions: dict[str, Any] = field(default_factory=dict)
    for_each: Any = None
    count: Any = None
    depends_on: tuple[str, ...] = ()
    place: tuple[str, str] = ("", "")

    @property
    def is_repeated(self) -> bool:
        """Whether its instances have keys."""
        return self.for_each is not None or self.count is not None


class ConfigModule(Struct, eq=False):
    """A module of the configuration, and how its parent calls it. `resources` are by `type.name`."""

    path: tuple[str, ...]
    parent: ConfigModule | None = None
    call: Call = field(default_factory=Call)
    resources: dict[str, Body] = field(default_factory=dict)
    calls: dict[str, ConfigModule] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)


class Reference(Struct, frozen=True, eq=False):
    """A reference of an expression. `index` is the next one, where that may be what it is indexed with."""

    path: Path
    index: Path | None = None


def _decoded(raw: Raw) -> Any:
    """An expression that is decoded when it is asked for; one that is damaged says nothing."""
    try:
        return ready(msgspec.json.decode(raw))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def ready(expression: Any, depth: int = 0) -> Any:
    """Expressions as they are asked: with the references as tuples of texts, made once for all instances of a block."""
    if isinstance(expression, dict) and depth < _DEEPEST:
        for name, value in expression.items():
            if name == "references":
                found = value if isinstance(value, list) else ()
                expression[name] = tuple(item for item in found if isinstance(item, str))
            elif name != "constant_value":
                ready(value, depth + 1)
    elif isinstance(expression, list) and depth < _DEEPEST:
        for item in expression:
            ready(item, depth + 1)
    return expression


def references_of(expression: Any) -> tuple[str, ...]:
    """The references that a plan names for an expression (`ready`)."""
    found = expression.get("references") if isinstance(expression, dict) else None
    return found if isinstance(found, tuple) else ()


def constant_of(expression: Any) -> tuple[bool, Any]:
    """Whether an expression is a constant, and which."""
    if isinstance(expression, dict) and "constant_value" in expression:
        return True, expression["constant_value"]
    return False, None


def split(references: Sequence[str]) -> list[Reference]:
    """The references of an expression, each once, without those that only repeat the beginning of the one before.

    Terraform lists them in the order of the expression: what follows `aws_x.y` in `["aws_x.y", "each.key"]` is the
    index of `aws_x.y[each.key]`, whose attribute is lost.
    """
    kept: list[str] = []
    for reference in references:
        if kept and kept[-1].startswith(reference) and kept[-1][len(reference) :][:1] in ("", ".", "["):
            continue
        kept.append(reference)
    paths = [steps(reference) for reference in kept]
    found: list[Reference] = []
    seen: set[tuple[str, str]] = set()
    for place, path in enumerate(paths):
        following = kept[place + 1] if place + 1 < len(kept) else ""
        if path and (kept[place], following) not in seen:
            seen.add((kept[place], following))
            found.append(Reference(path, (paths[place + 1] or None) if following else None))
    return found


def steps(reference: str) -> Path:
    """Splits `module.api["a"].ids[0]` into its steps; indexes by number are ints."""
    if "[" not in reference and len(reference) < _LONGEST:
        found: list[Step] = []
        for part in reference.split("."):
            if part.replace("-", "_").isidentifier():
                found.append(part)
            else:
                break
        else:
            return tuple(found)
    return _steps(reference)[0]


def _steps(reference: str) -> tuple[Path, int]:
    """The steps of a reference, and where it ends in the text."""
    found: list[Step] = []
    position, end = 0, min(len(reference), _LONGEST)
    step = re.compile(_STEP)
    while position < end:
        match = step.match(reference, position)
        if match is None:
            break
        position = match.end()
        name, quoted, number, legacy, splat, bracket = match.groups()
        if name:
            found.append(name)
        elif quoted is not None:
            template = "{" in quoted and re.search(_TEMPLATE, quoted)
            found.append(_computed(f'"{quoted}"') if template else unescape(quoted))
        elif number or legacy:
            found.append(int((number or legacy)[:9]))
        elif splat:
            found.append(SPLAT)
        elif bracket:
            closing = _closing(reference, position)
            found.append(_computed(reference[position:closing].strip()))
            position = closing + 1
    return tuple(found), position


def _computed(text: str) -> Computed:
    inner = text[3:-2] if text.startswith('"${') and text.endswith('}"') else text
    if len(inner) > _LONGEST or "[" in inner:
        return Computed(text)
    path, end = _steps(inner)
    return Computed(text, path if end == len(inner) and len(path) > 1 else None)


def _closing(text: str, position: int) -> int:
    depth = 1
    for token in re.finditer(_BRACKET, text[position:_LONGEST]):
        depth += {"[": 1, "]": -1}.get(token[0], 0)
        if depth == 0:
            return position + token.start()
    return len(text)


def unescape(quoted: str) -> str:
    """What stands between the quotes of a key as Terraform writes it in addresses and references."""
    return re.sub(_ESCAPE, _character, quoted) if "\\" in quoted or "${" in quoted or "%{" in quoted else quoted


def _character(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    if digits := short or long:
        number = int(digits, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return match[0][1:]
