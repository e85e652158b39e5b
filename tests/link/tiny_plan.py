"""Small plans by hand, for what no terraform would write, or what a real plan says in too many words."""

from __future__ import annotations

import json
import re
from typing import Any

from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected, judge
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.frontends.plan_resources import PlanInput
from apigw_check.link import link
from apigw_check.model.estate import Estate
from apigw_check.rules.base import Params

_ADDRESS = re.compile(r"(?P<data>data\.)?(?P<type>\w+)\.(?P<name>\w+)(?:\[(?P<key>.+)\])?")
RULES = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in load()]


class Ref:
    """An expression: what it refers to; its value is known only after apply."""

    def __init__(self, *references: str) -> None:
        self.references = references


def ref(*references: str) -> Ref:
    """An expression with these references; `a.b.id` stands for `a.b.id` and `a.b`, as Terraform lists them."""
    found: list[str] = []
    for reference in references:
        found.append(reference)
        head, dot, last = reference.rpartition(".")
        if dot and re.fullmatch(r"\w+", last) and head.count(".") and not head.startswith("each"):
            found.append(head)
    return Ref(*found)


def resource(address: str, *, before: Any = None, actions: Any = None, change: Any = None, **values: Any) -> Any:
    """A resource of the root module: known values, and `ref` for unknown ones. `before` are the values before."""
    match = _ADDRESS.fullmatch(address)
    assert match is not None
    key = json.loads(match["key"]) if match["key"] else None
    known = {name: value for name, value in values.items() if not isinstance(value, Ref)}
    unknown = {name: True for name, value in values.items() if isinstance(value, Ref)}
    if actions is None:
        actions = ["create"] if before is None else ["update"]
    gone = actions in (["delete"], ["forget"])
    body = {"actions": actions, "before": before, "after": None if gone else known, "after_unknown": unknown}
    expressions = {
        name: {"references": list(value.references)} if isinstance(value, Ref) else {"constant_value": value}
        for name, value in values.items()
    }
    made = {
        "address": address,
        "mode": "data" if match["data"] else "managed",
        "type": match["type"],
        "name": match["name"],
        "change": body | (change or {}),
        "expressions": expressions,
    }
    return made if key is None else made | {"index": key}


def document(*resources: Any, **more: Any) -> dict[str, Any]:
    """A plan of these resources."""
    blocks: dict[tuple[str, str, str], Any] = {}
    for item in resources:
        name = (item["mode"], item["type"], item["name"])
        gone = item["change"]["after"] is None
        if not gone and name not in blocks:
            blocks[name] = {key: item[key] for key in ("mode", "type", "name", "expressions")}
            if "index" in item:
                blocks[name]["for_each_expression"] = {}
    changes = [{key: value for key, value in item.items() if key != "expressions"} for item in resources]
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": changes,
        "configuration": {"root_module": {"resources": list(blocks.values())}},
        **more,
    }


def plan(*resources: Any, **more: Any) -> PlanInput:
    return read_plan(json.dumps(document(*resources, **more)).encode(), "plan.json")


def estate(*resources: Any, **more: Any) -> Estate:
    """The wanted state."""
    found = plan(*resources, **more)
    return link(found.after, parse_body, found.before)


def judged(*resources: Any, only: tuple[str, ...] = (), **more: Any) -> Judgement:
    """What all rules, or those of these ids, say of the change."""
    found = plan(*resources, **more)
    after = link(found.after, parse_body, found.before)
    before = link(found.before, parse_body, found.after) if found.before is not None else None
    chosen = [selected for selected in RULES if not only or selected.rule.id in only]
    return judge(after, before, chosen, keep_all=True)
