"""Plans that are damaged, and plans of which less is known: for the properties that every plan has to keep."""

from __future__ import annotations

import copy
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected, judge
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.frontends.plan_resources import PlanInput
from apigw_check.link import link
from apigw_check.rules.base import Params

TESTS = Path(__file__).parents[2]
FILES = [
    path
    for pattern in ("frontends/plan/*/plan.json", "rules/*/*/plan.json")
    for path in sorted(TESTS.glob(pattern))
    if path.stat().st_size < 100_000
]
RULES = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in load()]

LATER = ["terraform_data.later.output", "terraform_data.later"]
_MODULE = re.compile(r'module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.')
#: What may stand in a place where it does not belong.
_ODD: list[Any] = [
    None, True, False, 0, -1, 3.5, 10**30, 1e300, "", "x", "/", "*", "*/*", "a" * 5000, [], {}, [[]], [{}], {"a": 1},
    [None], ["x"], [True], {"references": ["a.b", "each.key"]}, {"references": 5}, {"references": [5, None]},
    {"references": ["module.x", "each.value.y", "local.z", "", "*", "data.a"]}, {"constant_value": {}}, "GET /x",
    "aws_api_gateway_rest_api", "arn:aws:apigateway:x::/restapis/a/stages/b", "module.a[", "module.", 'module.a["x"]',
]  # fmt: skip


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def analysed(plan: PlanInput) -> Judgement:
    """Links both sides and judges them with every rule."""
    after = link(plan.after, parse_body, plan.before)
    before = link(plan.before, parse_body, plan.after) if plan.before is not None else None
    return judge(after, before, RULES, keep_all=True)


def verdicts(plan: Any) -> dict[tuple[str, str, str], str]:
    """The verdict of each rule on each subject."""
    judgement = analysed(read_plan(json.dumps(plan).encode(), "plan.json"))
    assert not judgement.crashes
    return {result.key: result.verdict for result in judgement.decisions}


# -- damage -----------------------------------------------------------------------------------------------------------


def damage(plan: Any, random: Random, times: int) -> None:
    """Drops, replaces, swaps, wraps and doubles parts of a document."""
    for _ in range(times):
        places = list(_places(plan))
        if not places:
            return
        inside, key = random.choice(places)
        what = random.random()
        if what < 0.25:
            del inside[key]
        elif what < 0.6:
            inside[key] = copy.deepcopy(random.choice(_ODD))
        elif what < 0.75:
            other, name = random.choice(places)
            inside[key] = copy.deepcopy(other[name])
        elif what < 0.8:
            inside[key] = _deep(random.choice([5, 50, 150]))
        elif what < 0.9 and isinstance(inside, dict):
            name = random.choice(["x", "references", "constant_value", "id", "settings", "rule", "after_unknown"])
            inside[name] = copy.deepcopy(inside[key])
        elif isinstance(inside, list):
            inside.append(copy.deepcopy(inside[key]))
        else:
            inside[key] = [inside[key]]


def _places(root: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict | list):
            for key in value if isinstance(value, dict) else range(len(value)):
                yield value, key
                waiting.append(value[key])


def _deep(levels: int) -> Any:
    value: Any = {}
    for level in range(levels):
        value = {"a": value} if level % 2 else [value]
    return value


# -- less knowledge ---------------------------------------------------------------------------------------------------


def forget(plan: Any, random: Random) -> str:
    """Makes a known value of a managed resource unknown, as an expression that refers to an unknown would."""
    changes = [
        change
        for change in plan["resource_changes"]
        if isinstance(change["change"].get("after"), dict) and change["mode"] == "managed"
    ]
    if not changes:
        return ""
    change = random.choice(changes)
    paths = list(_known(change["change"]["after"], ()))
    if not paths:
        return ""
    path = random.choice(paths)
    forget_value(plan, change, path)
    return f"{change['address']} {path}"


def forget_value(plan: Any, change: Any, path: tuple[Any, ...]) -> None:
    """Makes one value of a resource unknown."""
    _mark(change["change"], path)
    block = _configuration(plan, change)
    if block is not None:
        _refer(block.setdefault("expressions", {}), path)


def _known(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The paths of all values, whole blocks and lists included."""
    if path and value is not None:
        yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _known(value[key], (*path, key))


def _mark(change: Any, path: tuple[Any, ...]) -> None:
    value = change["after"]
    if not isinstance(change.get("after_unknown"), dict):
        change["after_unknown"] = {}
    marks = change["after_unknown"]
    for step, following in itertools.pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(marks, list):
            marks.extend([False] * (step + 1 - len(marks)))
        inner = marks[step] if isinstance(marks, list) else marks.get(step)
        if not isinstance(inner, dict | list):
            inner = marks[step] = empty
        marks, value = inner, value[step]
    last = path[-1]
    if isinstance(marks, list):
        marks.extend([False] * (last + 1 - len(marks)))
        value[last] = None
    else:
        value.pop(last, None)
    marks[last] = True


def _configuration(plan: Any, change: Any) -> Any:
    module = plan["configuration"]["root_module"]
    for name in _MODULE.findall(f"{change.get('module_address', '')}."):
        module = module.get("module_calls", {}).get(name, {}).get("module")
        if module is None:
            return None
    for block in module.get("resources", []):
        if (block["mode"], block["type"], block["name"]) == (change["mode"], change["type"], change["name"]):
            return block
    return None


def _refer(expressions: Any, path: tuple[Any, ...]) -> None:
    """Lets the expression that gives the value refer to something unknown, too."""
    for place, step in enumerate(path):
        last = place == len(path) - 1
        if isinstance(expressions, list):
            if last or not isinstance(step, int) or step >= len(expressions):
                return
            expressions = expressions[step]
            continue
        inner = expressions.get(step)
        if inner is None:
            if last:
                expressions[step] = {"references": list(LATER)}
            return
        if isinstance(inner, dict) and (not inner or "references" in inner or "constant_value" in inner):
            expressions[step] = {"references": [*inner.get("references", []), *LATER]}
            return
        if last:
            del expressions[step]  # a block that has become a dynamic one
            return
        expressions = inner
