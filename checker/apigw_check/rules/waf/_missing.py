"""What the rules that ask for a managed rule group share."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.gateway import WebAcl
from ...model.value import Unknown
from ..base import Verdict, fail, passed, undecided
from ._rules import is_managed, label, rules_of


def lacks_groups(acl: WebAcl, wanted: Sequence[str], why: str) -> Verdict:
    """Fails where one of the managed rule groups is missing, or overridden to count; `why` ends the sentence."""
    rules = rules_of(acl)
    missing: list[str] = []
    for name in wanted:
        found = [(rule, is_managed(rule, name)) for rule in rules]
        present = [rule for rule, answer in found if answer is True]
        acting = [rule for rule in present if isinstance(rule.override, Unknown) or rule.override != "count"]
        unknown = next((answer for _, answer in found if isinstance(answer, Unknown)), None)
        if any(not isinstance(rule.override, Unknown) for rule in acting):
            continue
        if acting or unknown is not None:
            reason = unknown.reason if unknown is not None else "its override is known only after apply"
            return undecided(f"whether {acl.name} has {name} is not known: {reason}", acl, "rules")
        if present:
            return fail(
                f"{label(present[0])} of {acl.name} only counts what {name} finds{why}",
                present[0],
                "override_action",
                fix="set override_action to none",
                extent=[name],
            )
        missing.append(name)
    if not missing:
        return passed()
    listed = " and ".join(missing)
    return fail(
        f"{acl.name} does not have {listed}{why}",
        acl,
        fix=f"add a rule with a managed_rule_group_statement for {listed} of the vendor AWS",
        extent=missing,
    )
