"""New, worsened, existing, fixed: each finding by comparison with the state before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apigw_check.catalogue import builtin as load
from apigw_check.engine import (
    EXISTING,
    FIXED,
    IGNORED,
    NEW,
    WAIVED,
    WORSENED,
    Judgement,
    Selected,
    combine,
    fails,
    judge,
    select,
)
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import REST, Api, Route, Stage
from apigw_check.model.origin import Origin
from apigw_check.model.value import UndecidedError, Unknown
from apigw_check.policy.fail_on import FailOn
from apigw_check.rules.base import (
    CRITICAL,
    FAIL,
    HIGH,
    INFO,
    LOW,
    MEDIUM,
    NOT_APPLICABLE,
    PASS,
    UNDECIDED,
    Params,
    Rule,
    Verdict,
    fail,
    not_applicable,
    passed,
    undecided,
)

HERE = Path(__file__).parent


def rule(id_: str = "R", *, severity: str = HIGH, replaces: tuple[str, ...] = (), subject: Any = Route) -> Selected:
    """A rule that says of a subject what stands in its `scopes` (routes) or `access_log_format` (stages)."""
    made = Rule(id=id_, slug=id_.lower(), title=id_, subject=subject, severity=severity, replaces=replaces)

    @made.check
    def check(asked: Any, params: Params) -> Verdict:
        said = {word.partition(":")[0]: word.partition(":")[2] for word in (asked.scopes or ())}.get(id_, "pass")
        word, _, more = said.partition(" ")
        if word == "fail":
            graded = more if more in (CRITICAL, HIGH, MEDIUM, LOW, INFO) else ""
            return fail("it fails", asked, severity=graded, extent=() if graded else tuple(more.split()))
        if word == "undecided":
            return undecided("it cannot be told")
        if word == "unknown":
            raise UndecidedError(Unknown("somebody stumbled"))
        if word == "crash":
            raise KeyError("x")
        return not_applicable("no") if word == "n/a" else passed()

    return Selected(made, severity, Params({}))


def api(address: str = "api", **more: Any) -> Api:
    return Api(origin=Origin(address, "aws_api_gateway_rest_api"), protocol=REST, api_name=address, **more)


def estate(says: dict[str, str | list[str]], *, change: str = "update", owner: Api | None = None) -> Estate:
    """An estate of routes by address, each with what the rules shall say of it (`R:fail high`)."""
    owner = owner or api()
    for address, said in says.items():
        words = tuple(f"R:{said}" if ":" not in said else said for said in ([said] if isinstance(said, str) else said))
        origin = Origin(address, "aws_api_gateway_method", change)
        owner.routes.append(
            Route(origin=origin, api=owner, method="GET", path=f"/{address}", authorization="NONE", scopes=words)
        )
    return Estate(apis=[owner])


def changes(judgement: Judgement) -> list[tuple[str, str, str, str]]:
    return [(r.rule.id, r.subject.origin.address, r.verdict, r.change) for r in judgement.findings]


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ("pass", "fail", NEW),
        ("n/a", "fail", NEW),
        ("fail", "fail", EXISTING),
        ("fail low", "fail high", WORSENED),
        ("fail high", "fail low", EXISTING),
        ("fail a b", "fail a", EXISTING),
        ("fail a", "fail a b", WORSENED),
        ("fail a", "fail b", WORSENED),
        ("undecided", "fail", NEW),
        ("fail", "undecided", EXISTING),
        ("pass", "undecided", NEW),
        ("undecided", "undecided", EXISTING),
        ("unknown", "unknown", EXISTING),
    ],
)
def test_labels(before: str, after: str, label: str) -> None:
    judged = judge(estate({"r": after}), estate({"r": before}), [rule()])
    assert [result.change for result in judged.findings] == [label]


@pytest.mark.parametrize(
    ("before", "after", "fixed"),
    [
        ("fail", "pass", True),
        ("fail", "n/a", True),
        ("fail", None, True),
        ("fail", "undecided", False),
        ("undecided", "pass", False),
        ("undecided", None, False),
        ("pass", None, False),
    ],
)
def test_what_is_fixed(before: str, after: str | None, fixed: bool) -> None:
    judged = judge(estate({} if after is None else {"r": after}), estate({"r": before}), [rule()])
    assert ([(r.verdict, r.change) for r in judged.findings if r.change == FIXED] == [(FAIL, FIXED)]) is fixed


def test_without_a_state_before_everything_is_new() -> None:
    assert changes(judge(estate({"a": "fail", "b": "undecided"}), None, [rule()])) == [
        ("R", "a", FAIL, NEW),
        ("R", "b", UNDECIDED, NEW),
    ]


def test_what_terraform_lets_go_of_is_not_fixed() -> None:
    judged = judge(estate({}), estate({"r": "fail"}, change="forget"), [rule()])
    assert judged.findings == []


def test_what_a_crash_hides_is_not_fixed() -> None:
    judged = judge(estate({"r": "crash"}), estate({"r": "fail"}), [rule()])
    assert judged.findings == []
    assert [(c.rule_id, c.error) for c in judged.crashes] == [("R", "KeyError: 'x'")]


def test_a_crash_on_both_sides_is_one() -> None:
    both = estate({"r": "crash"}), estate({"r": "crash"})
    assert len(judge(*both, [rule()]).crashes) == 1


def test_a_crash_of_one_rule_silences_no_other() -> None:
    said = ["A:crash", "B:fail", "C:unknown"]
    judged = judge(estate({"r": said, "s": said}), None, [rule("A"), rule("B"), rule("C")])
    assert changes(judged) == [
        ("B", "r", FAIL, NEW),
        ("B", "s", FAIL, NEW),
        ("C", "r", UNDECIDED, NEW),
        ("C", "s", UNDECIDED, NEW),
    ]
    assert [c.key for c in judged.crashes] == ["r", "s"]
    assert judged.findings[2].message == "somebody stumbled"


def test_what_lives_in_a_body_that_is_not_known_any_more_is_not_fixed() -> None:
    def side(**more: Any) -> Estate:
        made = api(**more)
        if not more:
            origin = made.origin.inside("body", "/paths/~1a/get")
            made.routes.append(
                Route(origin=origin, api=made, method="GET", path="/a", authorization="NONE", scopes=("R:fail",))
            )
        return Estate(apis=[made])

    judged = judge(side(has_body=True, unread=Unknown("later")), side(), [rule()])
    assert changes(judged) == [("R", "api", UNDECIDED, NEW)]
    # With the body known and the operation gone it is.
    assert [r.change for r in judge(Estate(apis=[api()]), side(), [rule()]).findings] == [FIXED]


# -- replacement ------------------------------------------------------------------------------------------------------

BOTH = [rule("A"), rule("B", replaces=("A",))]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # What was there, and is now shown as part of something worse, is not fixed.
        (["A:fail"], ["A:fail", "B:fail"], [("B", NEW)]),
        # What was hidden is not new.
        (["A:fail", "B:fail"], ["A:fail"], [("A", EXISTING), ("B", FIXED)]),
        # What was hidden is not fixed twice.
        (["A:fail", "B:fail"], ["A:pass", "B:pass"], [("B", FIXED)]),
        (["A:fail", "B:fail"], ["A:fail", "B:fail"], [("B", EXISTING)]),
        # An undecided rule replaces nothing.
        (["A:pass"], ["A:fail", "B:undecided"], [("A", NEW), ("B", NEW)]),
    ],
)
def test_replacement_across_a_change(before: list[str], after: list[str], found: list[tuple[str, str]]) -> None:
    judged = judge(estate({"r": after}), estate({"r": before}), BOTH)
    assert sorted((r.rule.id, r.change) for r in judged.findings) == found


def test_replacement_is_for_the_same_subject() -> None:
    judged = judge(estate({"r": ["A:fail"], "s": ["A:fail", "B:fail"]}), None, BOTH)
    assert [(r.rule.id, r.subject.origin.address) for r in judged.findings] == [("A", "r"), ("B", "s")]


# -- subjects that may belong to several gateways ---------------------------------------------------------------------


def torn(*said: str) -> Estate:
    """One route in as many APIs, of which the rule says something in each."""
    apis = []
    for number, word in enumerate(said):
        owner = estate({"r": word}, owner=api(f"api{number}")).apis[0]
        owner.routes[0].ambiguous = "it may belong to several, and they differ"
        apis.append(owner)
    return Estate(apis=apis)


@pytest.mark.parametrize(
    ("said", "verdict", "message"),
    [
        (("fail", "fail"), FAIL, "it fails"),
        (("pass", "pass"), PASS, ""),
        (("fail", "pass"), UNDECIDED, "it may belong to several, and they differ"),
        (("pass", "fail", "pass"), UNDECIDED, "it may belong to several, and they differ"),
        (("fail", "n/a"), UNDECIDED, "it may belong to several, and they differ"),
        (("pass", "n/a"), PASS, ""),
        (("n/a", "n/a"), NOT_APPLICABLE, "no"),
        (("fail", "undecided"), UNDECIDED, "it cannot be told"),
        (("pass", "undecided"), UNDECIDED, "it cannot be told"),
    ],
)
def test_what_several_gateways_say(said: tuple[str, ...], verdict: str, message: str) -> None:
    for order in (said, said[::-1]):
        judged = judge(torn(*order), None, [rule()], keep_all=True)
        assert [(r.verdict, r.message) for r in judged.decisions] == [(verdict, message)]


def test_only_what_is_sure_in_all_gateways_is_said() -> None:
    (result,) = judge(torn("fail high", "fail low"), None, [rule()]).findings
    assert result.severity == LOW
    (result,) = judge(torn("fail a b", "fail b c"), None, [rule()]).findings
    assert result.extent == ("b",)


def test_others_are_not_merged() -> None:
    whole = torn("fail", "fail")
    whole.apis[0].routes += estate({"s": "fail"}, owner=api()).apis[0].routes
    assert [r.subject.origin.address for r in judge(whole, None, [rule()]).findings] == ["r", "s"]


# -- order, counts, thresholds ----------------------------------------------------------------------------------------


def test_order() -> None:
    said = {"a": "fail low", "b": "fail critical", "c": "undecided", "d": "fail high", "e": "pass"}
    judged = judge(estate(said), estate(said | {"e": "fail critical", "d": "pass"}), [rule()])
    assert [(r.subject.origin.address, r.change) for r in judged.findings] == [
        ("b", EXISTING),
        ("d", NEW),
        ("a", EXISTING),
        ("c", EXISTING),
        ("e", FIXED),
    ]
    assert (judged.passed, judged.not_applicable) == (1, 0)


def test_severity_of_a_pack_that_grades_down_holds_for_every_case() -> None:
    graded = Selected(rule(severity=HIGH).rule, LOW, Params({}))
    judged = judge(estate({"a": "fail critical", "b": "fail", "c": "fail info"}), None, [graded])
    assert [(r.subject.origin.address, r.severity) for r in judged.findings] == [("a", LOW), ("b", LOW), ("c", INFO)]


def test_fingerprints() -> None:
    one = judge(estate({"a": "fail", "b": "fail"}), None, [rule(), rule("S")])
    other = judge(estate({"b": "fail low", "a": "fail x"}), None, [rule()])
    assert {r.fingerprint for r in other.findings} == {r.fingerprint for r in one.findings if r.rule.id == "R"}
    assert all(len(r.fingerprint) == 32 and r.fingerprint.isalnum() for r in one.findings)


def test_combining() -> None:
    one = judge(estate({"a": "fail low", "p": "pass"}), None, [rule()], keep_all=True)
    other = judge(estate({"b": "fail critical", "n": "n/a", "x": "crash"}), None, [rule()], keep_all=True)
    whole = combine([one, other])
    assert [r.subject.origin.address for r in whole.findings] == ["b", "a"]
    assert (whole.passed, whole.not_applicable, len(whole.decisions), len(whole.crashes)) == (1, 1, 4, 1)
    assert combine([one]) is one
    assert combine([]).findings == []


@pytest.mark.parametrize(
    ("said", "threshold", "strict", "decides"),
    [
        ("fail high", MEDIUM, False, True),
        ("fail medium", MEDIUM, False, True),
        ("fail low", MEDIUM, False, False),
        ("fail critical", "never", True, False),
        ("undecided", MEDIUM, False, False),
        ("undecided", MEDIUM, True, True),
        ("undecided", CRITICAL, True, False),
    ],
)
def test_what_decides_the_exit_code(said: str, threshold: str, strict: bool, decides: bool) -> None:
    (result,) = judge(estate({"r": said}), None, [rule()]).findings
    assert fails(result, FailOn.parse(threshold), strict_unknown=strict) is decides
    for status in (WAIVED, IGNORED):
        result.status = status
        assert not fails(result, FailOn.parse(threshold), strict_unknown=strict)


def test_what_is_fixed_decides_nothing() -> None:
    (result,) = judge(estate({"r": "pass"}), estate({"r": "fail critical"}), [rule()]).findings
    assert not fails(result, FailOn.parse(INFO), strict_unknown=True)


# -- a real change ----------------------------------------------------------------------------------------------------


def test_a_real_change() -> None:
    path = HERE.parent / "frontends/plan/changes/plan.json"
    plan = read_plan(path.read_bytes(), "plan.json")
    assert plan.before is not None
    after, before = link(plan.after, parse_body, plan.before), link(plan.before, parse_body, plan.after)
    judged = judge(after, before, select(load()))
    short = "aws_api_gateway_"
    found = {(r.rule.id, r.subject.origin.address.removeprefix(short), r.change) for r in judged.findings}
    assert {
        ("APIGW-101", "method.kept", EXISTING),
        ("APIGW-101", "method.opened", NEW),
        ("APIGW-101", "method.closed", FIXED),
        ("APIGW-101", "method.deleted", FIXED),
        ("APIGW-101", "method.new_name", EXISTING),
        ("APIGW-101", "method.of_renamed", EXISTING),
        ("APIGW-301", "stage.live", EXISTING),
        ("APIGW-301", "stage.gone", FIXED),
        ("APIGW-401", "stage.live", NEW),
        ("APIGW-501", "stage.live", EXISTING),
    } <= found
    # Forgotten is neither wanted nor gone.
    assert not any(address == "method.forgotten" for _, address, _ in found)
    assert not judged.crashes


def test_stages_and_routes_are_judged_once() -> None:
    owner = api()
    owner.stages.append(Stage(origin=Origin("s", "aws_api_gateway_stage"), api=owner, stage_name="s"))
    made = Rule(id="S", slug="s", title="S", subject=Stage, severity=LOW)
    asked: list[str] = []

    @made.check
    def check(stage: Stage, params: Params) -> Verdict:
        asked.append(stage.name)
        return passed()

    judge(Estate(apis=[owner]), None, [Selected(made, LOW, Params({}))])
    assert asked == ["stage s"]
