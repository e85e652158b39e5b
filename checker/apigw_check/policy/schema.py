"""The files that people write, as pydantic models, and their errors in words.

Only imported once a file is to be read.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from . import PolicyFileError
from .document import Document
from .fail_on import PATTERN, FailOn
from .names import KeyPath, key_name, nearest, shown, suggestion

Severity: TypeAlias = Literal["critical", "high", "medium", "low", "info"]
Grade: TypeAlias = Literal["recommended", "strict"]


def _texts(value: object) -> list[str]:
    """One text or a list of texts; never empty."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"must be a text or a list of texts, not {shown(value)}")
    return texts


def _outputs(value: object) -> list[tuple[str, str]]:
    """`[FORMAT=FILE, ...]` or `{FORMAT: FILE}`."""
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list) and all(isinstance(item, str) and "=" in item for item in value):
        pairs = [tuple(item.split("=", 1)) for item in value]
    else:
        raise ValueError(f"must be a list of FORMAT=FILE or a mapping of FORMAT to FILE, not {shown(value)}")
    for name, file in pairs:
        if not isinstance(file, str) or not name.strip() or not file.strip():
            raise ValueError(f"must name a format and a file, not {shown(name)} and {shown(file)}")
    return [(name.strip(), file.strip()) for name, file in pairs]


def _threshold(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - what pydantic turns into an error of the file
            f"must be a severity, or such as new:low,existing:high, not {shown(value)}"
        )
    return str(FailOn.parse(value))


def _day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"must be a date such as 2027-01-31, not {shown(value)}")


def _reason(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must say why; it is blank")
    return value


def _mapping(value: object) -> object:
    """A key without a value (`APIGW-101:`) is an empty mapping."""
    return {} if value is None else value


_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
Texts: TypeAlias = Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)]
_OUTPUTS = {
    "anyOf": [
        {"type": "array", "items": {"type": "string", "pattern": "="}},
        {"type": "object", "additionalProperties": {"type": "string"}},
    ]
}


def _with_hyphens(name: str) -> str:
    return name.replace("_", "-")


class _File(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class RuleEntry(_File):
    """What a configuration says of one rule."""

    severity: Severity | None = Field(None, description="The severity in place of the rule's own.")
    enabled: bool | None = Field(None, description="Whether the rule is asked at all.")
    params: dict[str, Any] = Field({}, description="Parameters by name; their types are those of the defaults.")


class NamedRuleEntry(RuleEntry):
    """What a configuration or a pack says of one rule everywhere."""

    ignorable: bool | None = Field(
        None,
        description="Whether its findings can be accepted: by a comment, a waiver or the baseline. A false of a pack "
        "cannot be taken back.",
    )


class PackRuleEntry(NamedRuleEntry):
    """What a pack says of one rule. Naming a rule selects it, unless `enabled` is false."""

    controls: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Controls of a framework that the rule answers for."
    )


class WaiverEntry(_File):
    """A finding that is accepted, where, why and until when."""

    rule: Texts = Field(description="Rule ids or slugs.")
    address: Texts = Field(description="Globs of Terraform addresses: * and ? are special, brackets are not.")
    route: str | None = Field(None, description="A glob of the subject's name, such as `GET /health`.")
    reason: Annotated[str, BeforeValidator(_reason)] = Field(description="Why the finding is accepted.", min_length=1)
    owner: str | None = Field(None, description="Who answers for it.")
    until: Annotated[date | None, BeforeValidator(lambda value: None if value is None else _day(value))] = Field(
        None, description="The last day on which it holds."
    )
    since: Annotated[date | None, BeforeValidator(lambda value: None if value is None else _day(value))] = Field(
        None, description="The day on which it was written; `apigw-check suppressions` tells its age."
    )


class SuppressionsEntry(_File):
    """What is asked of every ignore and waiver: one that does not meet it does not hold."""

    max_days: int | None = Field(None, description="How many days away `until` may be.", ge=1)
    require_until: bool = Field(False, description="Whether each needs an end.")
    require_owner: bool = Field(False, description="Whether each needs an owner.")


class PublicRouteEntry(_File):
    """Routes that are meant to be public, where, and why: for every rule that has the parameter `public_routes`."""

    route: Texts = Field(description="Globs such as `GET /health` or `* /public/*`.")
    address: Annotated[list[str] | None, BeforeValidator(lambda v: None if v is None else _texts(v))] = Field(
        None, description="Globs of Terraform addresses (everywhere without them)."
    )
    reason: Annotated[str, BeforeValidator(_reason)] = Field(description="Why they are public.", min_length=1)


class OverrideEntry(_File):
    """Settings of rules for some routes or addresses only."""

    route: str | None = Field(None, description="A glob of the subject's name, such as `* /internal/*`.", min_length=1)
    address: Annotated[list[str] | None, BeforeValidator(lambda v: None if v is None else _texts(v))] = Field(
        None, description="Globs of Terraform addresses, such as `module.internal.*`."
    )
    reason: Annotated[str, BeforeValidator(_reason)] = Field(description="Why it is different there.", min_length=1)
    rules: Annotated[dict[str, Annotated[RuleEntry, BeforeValidator(_mapping)]], BeforeValidator(_mapping)] = Field(
        description="Settings of rules, by id or slug."
    )


class _Scoped(_File):
    """What packs and configurations share."""

    public_routes: Annotated[list[PublicRouteEntry], BeforeValidator(lambda v: [] if v is None else v)] = Field(
        [], description="Routes that are meant to be public."
    )
    overrides: Annotated[list[OverrideEntry], BeforeValidator(lambda v: [] if v is None else v)] = Field(
        [], description="Settings of rules for some routes or addresses; later ones win."
    )
    suppressions: SuppressionsEntry | None = Field(None, description="What is asked of every ignore and waiver.")


class ConfigFile(_Scoped):
    """`.apigw-check.yaml`, or `[tool.apigw-check]` in a pyproject.toml. Paths are relative to the file's folder."""

    pack: str | None = Field(None, description="The name of a built-in pack, or the path of a pack file.", min_length=1)
    fail_on: Annotated[
        str | None, BeforeValidator(_threshold), WithJsonSchema({"type": "string", "pattern": PATTERN})
    ] = Field(None, description="The mildest severity that gives exit code 1, such as high or new:low,existing:high.")
    scope: Literal["all", "changed"] | None = Field(
        None, description="Whether the report is about all gateways, or those that the change touches."
    )
    strict_unknown: bool | None = Field(None, description="Whether undecided results count as failures.")
    format: str | None = Field(None, description="The format of the report on standard output.")
    output: Annotated[list[tuple[str, str]], BeforeValidator(_outputs), WithJsonSchema(_OUTPUTS)] = Field(
        [], description="Further reports: FORMAT=FILE."
    )
    source: str | None = Field(None, description="The folder of the Terraform sources.", min_length=1)
    var: dict[str, Any] = Field({}, description="Values of variables, for folders of Terraform sources.")
    var_file: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Files with values of variables, for folders of Terraform sources."
    )
    allow_outside: bool | None = Field(None, description="Whether file() may read outside of a folder that is judged.")
    keep_going: bool | None = Field(None, description="Whether sources that cannot be read are passed over.")
    recursive: bool | None = Field(None, description="Whether the root modules below a folder are judged as well.")
    jobs: int | None = Field(
        None, description="How many processes judge several inputs; 0 for as many as pay.", ge=0, le=256
    )
    rules_dir: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Folders with rules of one's own, a YAML file each."
    )
    no_ignores: bool | None = Field(None, description="Whether comments in the sources are passed over.")
    baseline: str | None = Field(None, description="The file that `apigw-check baseline` wrote.", min_length=1)
    rules: Annotated[dict[str, Annotated[NamedRuleEntry, BeforeValidator(_mapping)]], BeforeValidator(_mapping)] = (
        Field({}, description="Settings of rules, by id or slug.")
    )
    waivers: Annotated[list[WaiverEntry], BeforeValidator(lambda value: [] if value is None else value)] = Field(
        [], description="Findings that are accepted."
    )


class PackFile(_Scoped):
    """A pack: which rules, how severe, with which parameters, for which controls."""

    name: str = Field(min_length=1, description="The name that `--pack` takes.")
    title: str = Field("", description="One line for lists.")
    description: str = Field("", description="What the pack is for.")
    extends: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Packs that this one builds on, by name or path; later ones win."
    )
    requires: str | None = Field(
        None, description="The versions of apigw-check that it is written for, such as `>=0.2, <1`.", min_length=1
    )
    select: list[Grade] = Field([], description="Rules of these grades; strict contains recommended.")
    rules: Annotated[dict[str, Annotated[PackRuleEntry, BeforeValidator(_mapping)]], BeforeValidator(_mapping)] = Field(
        {}, description="Rules by id or slug."
    )


class ParamEntry(_File):
    """A parameter of a rule: conditions read it as `params.NAME`."""

    default: Any = Field(description="Its value where no pack and no configuration sets it; its type is the type.")
    description: str = Field("", description="What it does.")


class RuleFile(_File):
    """A rule of one's own: one subject, one condition. Conditions are JMESPath over the model (docs/model.md)."""

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]*-[0-9]+$", description="A permanent id such as ACME-001.")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="A name such as https-issuer.")
    title: str = Field(min_length=1, description="What a finding is, in a few words.")
    subject: str = Field(description="What is judged: api, route, authorizer, integration, stage, domain, ...")
    severity: Severity = Field(description="How severe a finding is.")
    pack: Grade = Field("recommended", description="The mildest pack that asks it.")
    where: str | None = Field(None, description="JMESPath: the subjects that the rule is asked of.", min_length=1)
    require: str = Field(description="JMESPath: what has to hold of each.", min_length=1)
    message: str = Field(description="One sentence about a subject that fails; {name} and other fields are filled in.")
    at: str = Field("", description="The field that a finding points at, such as audience or integration.uri.")
    fix: str = Field("", description="What to write instead, in one line.")
    requires: str = Field("", description="What the rule requires, in words, for its page.")
    why: str = Field("", description="Why it is required, for its page.")
    when_fine: str = Field("", description="When a finding is fine, for its page.")
    how_to_fix: str = Field("", description="How to fix it, for its page; Terraform in a fenced block.")
    references: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Where the requirement comes from."
    )
    replaces: Annotated[list[str], BeforeValidator(_texts), WithJsonSchema(_TEXTS)] = Field(
        [], description="Ids of rules whose failure on the same subject has the same cause."
    )
    params: Annotated[dict[str, ParamEntry], BeforeValidator(_mapping)] = Field({}, description="Parameters by name.")


M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document) -> M:
    """The document as a model; raises `PolicyFileError` with one line for each problem."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = [_problem(model, document, dict(detail)) for detail in error.errors(include_url=False)]
        raise PolicyFileError("\n".join(dict.fromkeys(problems))) from None


def _problem(model: type[BaseModel], document: Document, detail: dict[str, Any]) -> str:
    path: KeyPath = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    place = document.place(path)
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        where = f" in {key_name(path[:-1])}" if len(path) > 1 else ""
        return f'{place}: unknown key "{path[-1]}"{where}; {suggestion(str(path[-1]), known)}'
    if kind == "missing":
        owner = key_name(path[:-1]) or "the file"
        return f'{place}: {owner} lacks the key "{path[-1]}"'
    return f"{place}: {key_name(path)} {_wrong(kind, context, detail['input'])}"


def _wrong(kind: str, context: dict[str, Any], value: object) -> str:
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        allowed = context["expected"].replace("'", "").replace(" or ", ", ")
        near = nearest(value, allowed.split(", ")) if isinstance(value, str) else None
        return f"is {shown(value)}; allowed: {allowed}{f' (did you mean {near}?)' if near else ''}"
    if kind == "string_pattern_mismatch":
        return f"is {shown(value)}; it has to match {context['pattern']}"
    wanted = {
        "string_type": "a text",
        "bool_type": "true or false",
        "int_type": "a whole number",
        "greater_than_equal": "at least 1",
        "list_type": "a list",
        "dict_type": "a mapping",
        "model_type": "a mapping",
        "string_too_short": "a text that is not empty",
    }
    return f"must be {wanted.get(kind, 'something else')}, not {shown(value)}"


def _keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that the file may have at a path."""
    for part in path:
        if isinstance(part, str) and (field := _field(model, part)) is not None:
            found = [inner for inner in _inner(field) if issubclass(inner, BaseModel)]
            model = found[0] if found else model
    return [info.alias or name for name, info in model.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> object:
    for info in model.model_fields.values():
        if info.alias == key:
            return info.annotation
    return None


def _inner(annotation: object) -> list[type]:
    """The classes that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation]
    return [found for part in get_args(annotation) for found in _inner(part)]
