"""What holds for every plan: damage is refused or survived, less knowledge never makes a failure, order is nothing.

Each example takes one of the committed plans, those of the rules' cases included.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_mutations import FILES, analysed, damage, forget, forget_value, read, verdicts

from apigw_check.frontends.base import InputError
from apigw_check.frontends.plan import read_plan
from apigw_check.locate.modules import ModuleTree
from apigw_check.locate.sources import Sources

EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
plans = st.sampled_from(FILES)
seeds = st.integers(min_value=0, max_value=2**32)

#: An API's id that is known, but that of no API in the input, may be any API's once it is unknown; where there is only
#: one, the design links it (Linking, rule 3).
_LINKS = ("('rest_api_id',)", "('api_id',)")
#: A dynamic block that is optional and computed looks in a plan like one that is not written, which means its default.
_LOOKS_UNSET = ("('endpoint_configuration',)",)


@EXAMPLES
@given(plans, seeds, st.sampled_from(["", "resource_changes", "configuration", "prior_state", "variables"]))
def test_damage_is_refused_or_survived(path: Path, seed: int, part: str) -> None:
    rng, plan = Random(seed), read(path)
    damage(plan.get(part, plan), rng, rng.choice([1, 3, 10, 40]))
    try:
        found = read_plan(json.dumps(plan).encode(), "plan.json")
    except InputError:
        return
    assert not analysed(found).crashes


@EXAMPLES
@given(plans, seeds)
def test_damaged_bytes_are_refused_or_survived(path: Path, seed: int) -> None:
    rng, data = Random(seed), bytearray(path.read_bytes())
    for _ in range(rng.choice([1, 2, 5])):
        data[rng.randrange(len(data))] = rng.choice([0, 0x22, 0x2C, 0x5C, 0x7B, 0xC3, 0xED, 0xFF, rng.randrange(256)])
    if rng.random() < 0.2:
        del data[rng.randrange(len(data)) :]
    try:
        found = read_plan(bytes(data), "plan.json")
    except InputError:
        return
    assert not analysed(found).crashes


@EXAMPLES
@given(plans, seeds)
def test_damage_beside_sources(path: Path, seed: int) -> None:
    rng, plan = Random(seed), read(path)
    damage(plan["configuration"], rng, rng.choice([1, 2, 3]))
    # Perhaps they are the sources of another plan.
    folder = path.parent if rng.random() < 0.8 else rng.choice(FILES).parent
    try:
        found = read_plan(json.dumps(plan).encode(), "plan.json", Sources(ModuleTree(str(folder))))
    except InputError:
        return
    assert not analysed(found).crashes


@EXAMPLES
@given(plans, seeds, st.sampled_from([1, 1, 2, 4]))
def test_less_knowledge_never_makes_a_failure(path: Path, seed: int, times: int) -> None:
    rng, plan = Random(seed), read(path)
    before = verdicts(plan)
    forgotten = [forget(plan, rng) for _ in range(times)]
    if any(entry.endswith((*_LINKS, *_LOOKS_UNSET)) for entry in forgotten):
        return
    for key, verdict in verdicts(plan).items():
        if verdict == "fail":
            assert before.get(key, "fail") in ("fail", "not_applicable"), (key, forgotten)


_STATEMENT = ("rule", 0, "statement", 0, "managed_rule_group_statement")


@pytest.mark.parametrize(
    ("folder", "address", "path", "rule"),
    [
        ("rules/web-acl-without-rate-limit/bad-managed-only", "aws_wafv2_web_acl.shop", _STATEMENT, "APIGW-505"),
        ("rules/mutual-tls-bypassed/good-disabled", "aws_api_gateway_domain_name.shop", ("domain_name",), "APIGW-819"),
        ("frontends/plan/two-apis", "aws_api_gateway_method.orders_v2", ("http_method",), "APIGW-811"),
    ],
)
def test_what_names_or_holds_other_things_may_be_unknown(
    folder: str, address: str, path: tuple[str | int, ...], rule: str
) -> None:
    plan = read(Path(__file__).resolve().parents[2] / folder / "plan.json")
    before = verdicts(plan)
    forget_value(plan, next(change for change in plan["resource_changes"] if change["address"] == address), path)
    after = verdicts(plan)
    passed = {key for key, verdict in before.items() if key[0] == rule and verdict == "pass"}
    assert passed
    assert "undecided" in {after.get(key) for key in passed}
    assert not any(after.get(key) == "fail" for key in passed)


@EXAMPLES
@given(plans, seeds)
def test_order_is_nothing(path: Path, seed: int) -> None:
    plan = read(path)
    first = analysed(read_plan(json.dumps(plan).encode(), "plan.json"))
    Random(seed).shuffle(plan["resource_changes"])
    second = analysed(read_plan(json.dumps(plan).encode(), "plan.json"))

    def told(judgement: object) -> list[tuple[str, ...]]:
        return [(r.fingerprint, r.verdict, r.severity, r.change, *r.key) for r in judgement.findings]  # type: ignore[attr-defined]

    assert sorted(told(first)) == sorted(told(second))
    assert (first.passed, first.not_applicable) == (second.passed, second.not_applicable)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_no_two_findings_are_taken_for_one(path: Path) -> None:
    found = [result.fingerprint for result in analysed(read_plan(path.read_bytes(), "plan.json")).findings]
    assert len(found) == len(set(found))


def test_the_same_plan_gives_the_same_report_in_every_process() -> None:
    # Sets of texts come in another order in every process: nothing may depend on it.
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from plan_mutations import FILES, analysed; from apigw_check.frontends.plan import read_plan;"
        "print([[(r.fingerprint, r.verdict, r.message) for r in analysed(read_plan(p.read_bytes(), 'p')).findings]"
        " for p in FILES[:60]])"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(texts) == 1
    assert texts.pop().count("fail") > 10
