"""The rules of web ACLs and rule groups: their actions, overrides and statements."""

from __future__ import annotations

import re
from typing import Any

from ..model.gateway import WafRule
from ..model.json_text import JsonTextError, decode_json
from ..model.origin import Origin
from ..model.resource import Resource, View
from ..model.value import Unknown
from ..model.waf import Override, Statement, Visibility
from .context import Context, first_block

_GROUP = frozenset({"aws_wafv2_rule_group"})
_ACTIONS = ("allow", "block", "captcha", "challenge", "count")
_LOGICAL = ("and_statement", "not_statement", "or_statement")
#: Statements are not nested deeper than this by anybody.
_DEEPEST = 30
#: What is read of the inside of a statement.
_INSIDE = {
    "rate_based_statement": ("rate_limit", "rate_window"),
    "managed_rule_group_statement": ("managed_group", "vendor", "overrides"),
    "rule_group_reference_statement": ("group", "overrides"),
}
_TOO_DEEP = Unknown("its statement is nested too deeply")
_LATER = Unknown("its statement is known only after apply")
_HIDDEN = Unknown("rules may exist that are known only after apply")


def acl_rules(context: Context, resource: Resource) -> tuple[WafRule, ...] | Unknown:
    """The rules of a web ACL: its `rule` blocks, or those in `rule_json`."""
    text = resource.get("rule_json")
    if isinstance(text, Unknown):
        return text
    if isinstance(text, str) and text.strip():
        return _json_rules(context, resource, text)
    return group_rules(context, resource)


def group_rules(context: Context, resource: Resource) -> tuple[WafRule, ...] | Unknown:
    """The rules in the blocks of a rule group or web ACL."""
    blocks = resource.blocks("rule")
    if isinstance(blocks, Unknown):
        return blocks
    if any(block.unknown is True for block in blocks):
        return _HIDDEN
    found = []
    for index, block in enumerate(blocks):
        name = block.get("name")
        place = resource.origin.nested(*(("rule", ("name", name)) if isinstance(name, str) else ("rule",)))
        found.append(_rule(context, block, index, resource, place))
    return tuple(found)


def action_of(block: View, name: str, names: tuple[str, ...] = _ACTIONS) -> str | Unknown | None:
    """The action that a block such as `action` gives."""
    action = first_block(block, name)
    if action is None or isinstance(action, Unknown):
        return action
    for candidate in names:
        if action.values.get(candidate):
            return candidate
    marks = action.unknown if isinstance(action.unknown, dict) else {}
    if action.unknown is True or any(mark is True for mark in marks.values()):
        return Unknown("the rule's action is known only after apply")
    return None


def visibility_of(block: View, origin: Origin) -> Visibility | Unknown | None:
    """The metrics and samples that a `visibility_config` block asks for."""
    config = first_block(block, "visibility_config")
    if config is None or isinstance(config, Unknown):
        return config
    metrics, samples = config.get("cloudwatch_metrics_enabled"), config.get("sampled_requests_enabled")
    if origin.block:
        origin = origin.nested(*origin.block, "visibility_config")
    return Visibility(origin, metrics, samples)


def _rule(context: Context, block: View, index: int, owner: Resource, origin: Origin) -> WafRule:
    outer = first_block(block, "statement")
    kind, inner = _kind(outer)
    rule: dict[str, Any] = {
        "rule_name": block.get("name"),
        "statement": kind,
        "action": action_of(block, "action"),
        "override": action_of(block, "override_action", ("none", "count")),
        "index": index,
        "origin": origin,
        "priority": block.get("priority"),
        "what": _statement(outer),
        "visibility": visibility_of(block, origin),
    }
    if isinstance(inner, Unknown):
        rule |= dict.fromkeys(_INSIDE.get(kind, ()), inner)
    elif isinstance(inner, View):
        if kind == "rate_based_statement":
            window = inner.get("evaluation_window_sec")
            rule["rate_limit"], rule["rate_window"] = inner.get("limit"), 300 if window is None else window
        elif kind == "managed_rule_group_statement":
            rule["managed_group"], rule["vendor"] = inner.get("name"), inner.get("vendor_name")
            rule["overrides"] = _overrides(inner, origin, kind)
        elif kind == "rule_group_reference_statement":
            rule["group"] = _group(context, inner, owner)
            rule["overrides"] = _overrides(inner, origin, kind)
    return WafRule(**rule)


def _kind(outer: Any) -> tuple[Any, Any]:
    """The name of the statement in a `statement` or `scope_down_statement` block, and its block."""
    if outer is None or isinstance(outer, Unknown):
        return outer, None
    waiting: dict[str, Unknown] = {}
    for name in dict.fromkeys([*outer.values, *(outer.unknown if isinstance(outer.unknown, dict) else ())]):
        inner = first_block(outer, name)
        if isinstance(inner, Unknown):
            waiting[name] = inner
        elif inner is not None:
            return name, inner
    if len(waiting) > 1:  # blocks of which it is not known whether they are there
        return _LATER, None
    return next(iter(waiting.items()), (None, None))


def _statement(outer: Any, depth: int = 0) -> Statement | Unknown | None:
    kind, inner = _kind(outer)
    if kind is None or isinstance(kind, Unknown):
        return kind
    if not isinstance(inner, View):
        # Known by its kind alone; what is inside it is not.
        return Statement(kind, parts=(_LATER,), component=_LATER)
    if depth > _DEEPEST:
        return _TOO_DEEP
    parts: tuple[Statement | Unknown, ...] = ()
    if kind in _LOGICAL:
        blocks = inner.blocks("statement")
        made = (blocks,) if isinstance(blocks, Unknown) else [_part(block, depth) for block in blocks]
        parts = tuple(part for part in made if part is not None)
    else:
        down = _statement(first_block(inner, "scope_down_statement"), depth + 1)
        parts = () if down is None else (down,)
    component, header, oversize = _component(inner)
    constraint = kind == "size_constraint_statement"
    label = kind == "label_match_statement"
    search = kind == "byte_match_statement"
    return Statement(
        kind,
        parts=parts,
        component=component,
        header=header,
        oversize=oversize,
        label=inner.get("key") if label else None,
        label_scope=inner.get("scope") if label else None,
        comparison=inner.get("comparison_operator") if constraint else None,
        size=inner.get("size") if constraint else None,
        search=inner.get("search_string") if search else None,
        position=inner.get("positional_constraint") if search else None,
    )


def _part(block: View, depth: int) -> Statement | Unknown | None:
    return _LATER if block.unknown is True else _statement(block, depth + 1)


def _component(inner: View) -> tuple[Any, Any, Any]:
    """What of the request a statement looks at: its name, the header's name, and what holds for oversize content."""
    field = first_block(inner, "field_to_match")
    name, block = _kind(field)
    if not isinstance(block, View):
        return name, None, block
    header = block.get("name") if name == "single_header" else None
    if isinstance(header, str):
        header = header.lower()
    return name, header, block.get("oversize_handling")


def _overrides(inner: View, origin: Origin, kind: str) -> tuple[Override, ...] | Unknown:
    blocks = inner.blocks("rule_action_override")
    if isinstance(blocks, Unknown):
        return blocks
    found = []
    for block in blocks:
        name = block.get("name")
        place = origin
        if origin.block and isinstance(name, str):
            place = origin.nested(*origin.block, "statement", kind, "rule_action_override", ("name", name))
        found.append(Override(place, name, action_of(block, "action_to_use")))
    excluded = inner.blocks("excluded_rule")  # the older form of an override to count, in rule_json
    if not isinstance(excluded, Unknown):
        found += [Override(origin, block.get("name"), "count") for block in excluded]
    return tuple(found)


def _group(context: Context, statement: View, owner: Resource) -> tuple[WafRule, ...] | Unknown:
    if owner.type in _GROUP:
        return Unknown("a rule group cannot hold another one")
    arn = statement.get("arn")
    target: Resource | None = None
    if isinstance(arn, str):
        target = context.by_id("aws_wafv2_rule_group", "arn", arn)
    elif isinstance(arn, Unknown):
        link = context.resources.trace(owner, arn.references, _GROUP)
        target = link.targets[0] if len(link.targets) == 1 else None
    if target is None:
        return Unknown("the rule group is defined outside this input")
    return group_rules(context, target)


def _json_rules(context: Context, resource: Resource, text: str) -> tuple[WafRule, ...] | Unknown:
    """The rules of `rule_json`, which has the shape of the service's API."""
    try:
        items = decode_json(text)
    except JsonTextError:
        return Unknown("rule_json is not JSON")
    items = items if isinstance(items, list) else [items]
    found = []
    for index, item in enumerate(items):
        if isinstance(item, dict):
            values = _as_provider(item)
            origin = resource.origin.inside("rule_json", f"/{index}")
            found.append(_rule(context, View(values, None, None, resource), index, resource, origin))
    return tuple(found)


def _as_provider(item: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """An object of the service's API in the provider's names and shape: blocks are lists."""
    if depth > 4 * _DEEPEST:
        return {}
    found: dict[str, Any] = {}
    for key, value in item.items():
        name = _snake(key)
        if isinstance(value, dict):
            found[name] = [_as_provider(value, depth + 1)]
        elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
            blocks = [_as_provider(entry, depth + 1) for entry in value if isinstance(entry, dict)]
            found[_PLURALS.get(name, name)] = blocks
        else:
            found[name] = _decoded(value) if name == "search_string" else value
    return found


def _decoded(value: Any) -> Any:
    """The text of a byte match, which JSON holds in base64."""
    from binascii import Error, a2b_base64

    try:
        return a2b_base64(value, strict_mode=True).decode()
    except (Error, TypeError, ValueError):
        return Unknown("the text of the byte match is not in base64")


#: Lists whose items are blocks of another name in the provider.
_PLURALS = {
    "excluded_rules": "excluded_rule",
    "rule_action_overrides": "rule_action_override",
    "statements": "statement",
}


def _snake(name: str) -> str:
    """`ManagedRuleGroupStatement` as `managed_rule_group_statement`."""
    return re.sub(
        r"(?<=[a-z0-9])(?=[A-Z])", "_", name.replace("CloudWatch", "Cloudwatch").replace("IPSet", "IpSet")
    ).lower()
