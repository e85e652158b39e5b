"""IAM policy documents as statements: resource policies of APIs, later roles and permissions.

Two sources are read into the same statements: a policy text (`parse_policy`) and the decoded values of an
`aws_iam_policy_document` data source (`policy_from_document`), which may hold `Unknown` anywhere. What a policy lets
through is decided by `open_to_everyone` and `limits_network`.

Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ._iam_access import limits_network, open_to_everyone
from .holes import Awaited, PartlyKnown
from .json_text import JsonTextError, decode_json, kind_of
from .value import UndecidedError, Unknown, known

__all__ = [
    "Condition",
    "Policy",
    "PolicyError",
    "Statement",
    "limits_network",
    "open_to_everyone",
    "parse_holed",
    "parse_policy",
    "policy_from_document",
]


class Condition(Struct, frozen=True, eq=False):
    """One operator and key of a statement's condition block; `values` are alternatives (any of them)."""

    operator: str | Unknown
    key: str | Unknown
    values: tuple[str | Unknown, ...] | Unknown


class Statement(Struct, frozen=True, eq=False):
    """One statement.

    `principals` are `(type, identifier)` pairs such as `("AWS", "*")`; `("*", "*")` is `"Principal": "*"` and None a
    statement without principal. `principal_negated` says that they were given as NotPrincipal, likewise
    `actions_negated` and `resources_negated`. `pointer` is the statement's JSON pointer in its document.
    """

    effect: str | Unknown
    principals: tuple[tuple[str | Unknown, str | Unknown], ...] | Unknown | None
    principal_negated: bool
    actions: tuple[str | Unknown, ...] | Unknown
    actions_negated: bool
    resources: tuple[str | Unknown, ...] | Unknown
    resources_negated: bool
    conditions: tuple[Condition, ...] | Unknown
    sid: str = ""
    pointer: str = ""


class Policy(Struct, frozen=True, eq=False):
    """A policy document."""

    statements: tuple[Statement, ...]


class PolicyError(Struct, frozen=True, eq=False):
    """A text that should be a policy document and is none; `message` says why."""

    message: str


class _MalformedError(Exception):
    pass


def parse_policy(document: str | Mapping[str, Any], *, pointer: str = "") -> Policy | PolicyError:
    """Reads a policy document, as JSON text or decoded.

    `pointer` is where the document stands in a greater one (an OpenAPI body); statements' pointers start with it.
    Element names are taken in any case, a single statement without its list, and strings where lists may stand. What
    is unknown in a decoded document stays so in the statements; where they cannot be told apart, `UndecidedError` says
    why.
    """
    try:
        if isinstance(document, str):
            if not document.strip():
                return PolicyError("the policy is empty")
            document = decode_json(document)
        return Policy(tuple(_statements(document, pointer)))
    except JsonTextError as error:
        return PolicyError(f"the policy is not JSON: {error}")
    except _MalformedError as error:
        return PolicyError(f"the policy is no IAM policy document: {error}")


def parse_holed(document: PartlyKnown) -> Policy | Unknown:
    """Reads the text of a policy document with holes: what a hole is in is `Unknown`, at worst the whole."""
    marked = document.marked()
    try:
        found = parse_policy(known(marked.fill(decode_json(marked.text))))
    except UndecidedError as error:
        return error.unknown
    except JsonTextError:
        return document
    # What is no policy may be one when the holes are filled.
    return document if isinstance(found, PolicyError) else found


def _statements(document: object, pointer: str) -> Iterator[Statement]:
    if not isinstance(document, Mapping):
        twice = " (encoded twice?)" if isinstance(document, str) else ""
        raise _MalformedError(f"it is {kind_of(document)}, not an object{twice}")
    name = next((key for key in document if str(key).lower() == "statement"), None)
    if name is None:
        raise _MalformedError("it has no Statement")
    found = known(document[name])
    if isinstance(found, Mapping):
        yield _statement(found, name, f"{pointer}/{name}")
    elif isinstance(found, list):
        for index, item in enumerate(found):
            if isinstance(item, Unknown):
                yield _unread(item, f"{pointer}/{name}/{index}")
            elif isinstance(item, Mapping):
                yield _statement(item, f"{name}[{index}]", f"{pointer}/{name}/{index}")
            else:
                raise _MalformedError(f"{name}[{index}] is {kind_of(item)}, not an object")
    else:
        raise _MalformedError(f"{name} is {kind_of(found)}, not a list of statements")


def _statement(item: Mapping[str, Any], where: str, pointer: str) -> Statement:
    fields = {str(key).lower(): value for key, value in item.items()}
    effect = fields.get("effect")
    if not isinstance(effect, Unknown) and (not isinstance(effect, str) or effect.lower() not in ("allow", "deny")):
        raise _MalformedError(f"the Effect of {where} is {_shown(effect)}, not Allow or Deny")
    sid = known(fields.get("sid"))
    principal_negated = "notprincipal" in fields
    actions_negated = "notaction" in fields
    resources_negated = "notresource" in fields
    return Statement(
        effect=effect if isinstance(effect, Unknown) else effect.capitalize(),
        principals=_principals(fields.get("notprincipal" if principal_negated else "principal"), where),
        principal_negated=principal_negated,
        actions=_strings(fields.get("notaction" if actions_negated else "action"), f"the actions of {where}"),
        actions_negated=actions_negated,
        resources=_strings(fields.get("notresource" if resources_negated else "resource"), f"the resources of {where}"),
        resources_negated=resources_negated,
        conditions=_conditions(fields.get("condition"), where),
        sid=sid if isinstance(sid, str) else "",
        pointer=pointer,
    )


def _principals(value: Any, where: str) -> tuple[tuple[str | Unknown, str | Unknown], ...] | Unknown | None:
    if value is None or isinstance(value, Unknown):
        return value
    if isinstance(value, str):
        return (("*" if value == "*" else "AWS", value),)
    if not isinstance(value, Mapping):
        raise _MalformedError(f"the principal of {where} is {kind_of(value)}, not an object or a string")
    pairs: list[tuple[str | Unknown, str | Unknown]] = []
    for kind, identifiers in value.items():
        found = _strings(identifiers, f"the principal of {where}")
        pairs += [(kind, each) for each in ((found,) if isinstance(found, Unknown) else found)]
    return tuple(pairs)


def _conditions(value: Any, where: str) -> tuple[Condition, ...] | Unknown:
    if isinstance(value, Unknown):
        return value
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise _MalformedError(f"the condition of {where} is {kind_of(value)}, not an object")
    conditions = []
    for operator, keys in value.items():
        if isinstance(keys, Unknown):
            conditions.append(Condition(operator, keys, keys))
            continue
        if not isinstance(keys, Mapping):
            raise _MalformedError(f"the condition {operator} of {where} is {kind_of(keys)}, not an object")
        for key, values in keys.items():
            found = _strings(values, f"the condition {operator} {key} of {where}")
            conditions.append(Condition(operator, key, found))
    return tuple(conditions)


def _strings(value: Any, what: str) -> tuple[str | Unknown, ...] | Unknown:
    if isinstance(value, Unknown):
        return (value,) if _is_text(value) else value
    if value is None:
        return ()
    return tuple(_string(item, what) for item in (value if isinstance(value, list) else (value,)))


def _is_text(value: Unknown) -> bool:
    """Whether an unknown is one text for sure; another may stand for a list."""
    if isinstance(value, Awaited):
        return not any(source.endswith((".arns", ".ids")) for source in value.sources)
    return isinstance(value, PartlyKnown)


def _string(value: Any, what: str) -> str | Unknown:
    if isinstance(value, str | Unknown):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise _MalformedError(f"{what} hold {kind_of(value)}, not a string")


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    return repr(value) if isinstance(value, str) and len(value) <= 20 else kind_of(value)


def _unread(reason: Unknown, pointer: str) -> Statement:
    return Statement(reason, reason, False, reason, False, reason, False, reason, "", pointer)


def policy_from_document(values: Mapping[str, Any]) -> Policy | Unknown:
    """The policy that an `aws_iam_policy_document` data source makes, from its decoded values.

    Any value may be an `Unknown`; it stays one in the statement's field. A further document that is not known becomes
    a statement of which nothing is known; one that may override statements makes the whole policy unknown. Pointers
    lead to the block (`/statement/0`); statements of further documents point at their attribute.
    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
    """
    blocks = values.get("statement")
    sources = _documents(values, "source_policy_documents", "source_json")
    overrides = _documents(values, "override_policy_documents", "override_json")
    if isinstance(blocks, Unknown):
        return blocks
    if not blocks and not sources and not overrides and isinstance(values.get("json"), str):
        parsed = parse_policy(values["json"], pointer="/json")
        return parsed if isinstance(parsed, Policy) else Unknown(parsed.message)
    statements: list[Statement] = []
    for pointer, text in sources:
        further = _further(text, pointer)
        statements += [_unread(further, pointer)] if isinstance(further, Unknown) else further
    if statements or overrides:
        # A Sid that is not known may be that of any statement of the further documents.
        for item in _items(blocks):
            sid = item.get("sid") if isinstance(item, Mapping) else item
            if isinstance(sid, Unknown):
                return sid
    own = [_block(item, f"/statement/{index}") for index, item in enumerate(_items(blocks))]
    statements = _override(statements, own)
    for pointer, text in overrides:
        further = _further(text, pointer)
        if isinstance(further, Unknown):
            return further
        statements = _override(statements, further)
    return Policy(tuple(statements))


def _documents(values: Mapping[str, Any], several: str, single: str) -> list[tuple[str, str | Unknown]]:
    """The further documents, each with its place."""
    found = values.get(several)
    if isinstance(found, Unknown):
        return [(f"/{several}", found)]
    texts = [(f"/{several}/{index}", text) for index, text in enumerate(_items(found))]
    texts.append((f"/{single}", values.get(single)))
    return [(pointer, text) for pointer, text in texts if isinstance(text, Unknown) or (text and isinstance(text, str))]


def _further(text: str | Unknown, pointer: str) -> list[Statement] | Unknown:
    if isinstance(text, Unknown) and not isinstance(text, PartlyKnown):
        return text
    parsed = parse_holed(text) if isinstance(text, PartlyKnown) else parse_policy(text)
    if isinstance(parsed, Unknown):
        return parsed
    if isinstance(parsed, PolicyError):
        return [_unread(Unknown(parsed.message), pointer)]
    return [replace(each, pointer=pointer) for each in parsed.statements]


def _override(statements: list[Statement], later: list[Statement]) -> list[Statement]:
    """Later statements take the place of earlier ones of the same Sid; those without a match are added."""
    merged = list(statements)
    for each in later:
        index = next((i for i, old in enumerate(statements) if each.sid and old.sid == each.sid), None)
        if index is None:
            merged.append(each)
        else:
            merged[index] = each
    return merged


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _block(block: Any, pointer: str) -> Statement:
    if isinstance(block, Unknown):
        return _unread(block, pointer)
    if not isinstance(block, Mapping):
        return _unread(Unknown(f"the statement block is {kind_of(block)}"), pointer)
    effect = block.get("effect")
    sid = block.get("sid")
    principals, principal_negated = _either(block, "principals", "not_principals")
    actions, actions_negated = _either(block, "actions", "not_actions")
    resources, resources_negated = _either(block, "resources", "not_resources")
    return Statement(
        effect=effect if isinstance(effect, str | Unknown) else "Allow",
        principals=_block_principals(principals),
        principal_negated=principal_negated,
        actions=_block_strings(actions),
        actions_negated=actions_negated,
        resources=_block_strings(resources),
        resources_negated=resources_negated,
        conditions=_block_conditions(block.get("condition")),
        sid=sid if isinstance(sid, str) else "",
        pointer=pointer,
    )


def _either(block: Mapping[str, Any], name: str, negated: str) -> tuple[Any, bool]:
    """The negated attribute where it alone is sure to be given, else the plain one (they exclude each other)."""
    plain, other = block.get(name), block.get(negated)
    if (isinstance(plain, Unknown) or not plain) and (isinstance(other, Unknown) or other):
        return other, True
    return plain, False


def _block_strings(value: Any) -> tuple[str | Unknown, ...] | Unknown:
    if isinstance(value, Unknown):
        return value
    items = (value,) if isinstance(value, str) else _items(value)
    # The provider writes `&{` where HCL would take `${` as its own.
    return tuple(item.replace("&{", "${") if isinstance(item, str) else _leaf(item) for item in items)


def _leaf(value: Any) -> Unknown:
    return value if isinstance(value, Unknown) else Unknown(f"the value is {kind_of(value)}, not a string")


def _block_principals(value: Any) -> tuple[tuple[str | Unknown, str | Unknown], ...] | Unknown | None:
    if isinstance(value, Unknown):
        return value
    pairs: list[tuple[str | Unknown, str | Unknown]] = []
    for item in _items(value):
        if not isinstance(item, Mapping):
            pairs.append((_leaf(item), _leaf(item)))
            continue
        kind = item.get("type")
        found = _block_strings(item.get("identifiers"))
        identifiers = (found,) if isinstance(found, Unknown) else found
        pairs += [(kind if isinstance(kind, str) else _leaf(kind), each) for each in identifiers]
    return tuple(pairs) or None


def _block_conditions(value: Any) -> tuple[Condition, ...] | Unknown:
    if isinstance(value, Unknown):
        return value
    conditions = []
    for item in _items(value):
        if not isinstance(item, Mapping):
            conditions.append(Condition(_leaf(item), _leaf(item), _leaf(item)))
            continue
        operator, key = item.get("test"), item.get("variable")
        conditions.append(
            Condition(
                operator if isinstance(operator, str) else _leaf(operator),
                key if isinstance(key, str) else _leaf(key),
                _block_strings(item.get("values")),
            )
        )
    return tuple(conditions)
