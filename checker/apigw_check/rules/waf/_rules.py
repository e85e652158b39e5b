"""What the rules about the rules of web ACLs share: which of them act, in which order, and which only count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.gateway import WafRule, WebAcl
from ...model.value import UndecidedError, Unknown
from ...model.waf import Override, Statement

GROUP = "rule_group_reference_statement"
MANAGED = "managed_rule_group_statement"
COMMON, BAD_INPUTS = "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"


def rules_of(acl: WebAcl) -> tuple[WafRule, ...]:
    """The rules of a web ACL in the order in which they are asked; raises `UndecidedError` where they are not known."""
    if isinstance(acl.rules, Unknown):
        raise UndecidedError(acl.rules)
    return tuple(sorted(acl.rules, key=_priority))


def _priority(rule: WafRule) -> tuple[float, int]:
    return (rule.priority if isinstance(rule.priority, int | float) else float(rule.index), rule.index)


def unordered(rules: Iterable[WafRule]) -> Unknown | None:
    """Why the order of the rules is not known; None where it is."""
    return next((rule.priority for rule in rules if isinstance(rule.priority, Unknown)), None)


def is_group(rule: WafRule) -> bool:
    """Whether the rule brings in a rule group, managed or own."""
    return isinstance(rule.statement, str) and rule.statement in (GROUP, MANAGED)


def is_managed(rule: WafRule, name: str) -> bool | Unknown:
    """Whether the rule brings in the managed rule group of that name."""
    if isinstance(rule.statement, Unknown):
        return rule.statement
    if rule.statement != MANAGED:
        return False
    group = rule.managed_group
    return group if isinstance(group, Unknown) else group == name


def label(rule: WafRule) -> str:
    """How a sentence calls a rule."""
    return rule.rule_name if isinstance(rule.rule_name, str) else "(unnamed)"


def counts(rule: WafRule) -> bool | Unknown:
    """Whether whatever the rule finds is only counted."""
    if isinstance(rule.statement, Unknown):
        return rule.statement
    if not is_group(rule):
        return rule.action if isinstance(rule.action, Unknown) else rule.action == "count"
    if isinstance(rule.override, Unknown):
        return rule.override
    if rule.override == "count":
        return True
    if rule.statement == MANAGED:
        return _managed_counts(rule)
    if isinstance(rule.group, tuple):
        answers = [action == "count" if isinstance(action, str) else action for _, action in members(rule)]
        unknown = next((answer for answer in answers if isinstance(answer, Unknown)), None)
        if any(answer is False or answer is None for answer in answers):
            return False
        return unknown if unknown is not None else bool(answers)
    return rule.group if rule.group is not None else False


def overrides(rule: WafRule) -> tuple[Override, ...]:
    """The overrides of single rules of a group; none where they are not known."""
    given = rule.overrides if isinstance(rule.overrides, tuple) else ()
    return tuple(one for one in given if isinstance(one, Override))


def _managed_counts(rule: WafRule) -> bool | Unknown:
    """Whether overrides turn every rule of a managed group to count, as far as its rules are known."""
    from ...facts import managed_rule_groups

    known = managed_rule_groups().get(rule.managed_group) if isinstance(rule.managed_group, str) else None
    if known is None:
        return False
    if isinstance(rule.overrides, Unknown):
        return rule.overrides
    given = {one.rule_name: one.action for one in overrides(rule) if isinstance(one.rule_name, str)}
    actions = [given.get(name) for name in known.rules]
    if any(not isinstance(action, Unknown) and action != "count" for action in actions):
        return False
    return next((action for action in actions if isinstance(action, Unknown)), True)


def members(rule: WafRule) -> Iterator[tuple[WafRule, str | Unknown | None]]:
    """The rules of an own rule group with the action that is in force, the overrides considered."""
    assert isinstance(rule.group, tuple)
    overridden: dict[str, str | Unknown | None] = {}
    unsure: Unknown | None = rule.overrides if isinstance(rule.overrides, Unknown) else None
    for override in overrides(rule):
        if isinstance(override.rule_name, str):
            overridden[override.rule_name] = override.action
        else:
            unsure = Unknown("which rule of the group is overridden is not known")
    for member in rule.group:
        name = member.rule_name
        if isinstance(name, str) and overridden.get(name) is not None:
            yield member, overridden[name]
        elif unsure is not None:
            yield member, unsure
        elif isinstance(name, Unknown) and overridden:
            yield member, name
        else:
            yield member, member.action


def statements(what: Statement | Unknown | None) -> Iterator[Statement | Unknown]:
    """A statement and all that are inside it."""
    if what is None:
        return
    yield what
    if isinstance(what, Statement):
        for part in what.parts:
            yield from statements(part)
