"""The report's document: contents, places, counts, order, schema, speed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from msgspec import structs
from report_samples import AUTH, LOGS, Located, Sources, crash, document, origin, result, sample
from tests.conftest import effort

from apigw_check.engine import FIXED, Judgement
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Stage
from apigw_check.report.document import Input, build, summarise
from apigw_check.report.json_v1 import render_json
from apigw_check.report.redact import MASK, Redactor
from apigw_check.rules.base import UNDECIDED, Spot

SCHEMA = Path(__file__).parents[2] / "policies/schema/report-v1.json"


def validate(report: Any) -> None:
    """Against the published schema, made strict: unknown fields are errors too."""
    schema = json.loads(SCHEMA.read_text())
    for definition in schema["$defs"].values():
        definition["additionalProperties"] = False
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema, cls=jsonschema.Draft202012Validator)


def as_json(made: SimpleNamespace, **more: Any) -> Any:
    return json.loads(render_json(document(made, **more)))


def test_golden(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    made.judgement.crashes.append(crash())
    text = render_json(document(made, notes=["one"], errors=["other.json: no such file"])).decode()
    validate(json.loads(text))
    golden("report.json", text)


def test_empty_report_is_valid_and_claims_nothing() -> None:
    report = json.loads(render_json(build(Judgement(), Estate(), inputs=[], tool_version="1.2.3")))
    validate(report)
    assert report["summary"]["share_decided"] is None
    assert report["findings"] == report["gateways"] == []


def test_the_schema_refuses_what_is_no_report(made: SimpleNamespace) -> None:
    report = as_json(made)
    report["findings"][0]["places"] = []
    with pytest.raises(jsonschema.ValidationError):
        validate(report)


def test_findings_keep_the_order_of_the_engine(made: SimpleNamespace) -> None:
    made.judgement.findings.reverse()
    assert [f["fingerprint"][0] for f in as_json(made)["findings"]] == list("654321")


def test_each_finding_has_one_primary_place_and_it_is_the_first(made: SimpleNamespace) -> None:
    for finding in as_json(made)["findings"]:
        assert [place["role"] for place in finding["places"]].index("primary") == 0
        assert [place["role"] for place in finding["places"]].count("primary") == 1


def test_places_carry_columns_notes_and_roles(made: SimpleNamespace) -> None:
    primary, related = as_json(made)["findings"][0]["places"]
    assert primary == {
        "address": "aws_api_gateway_method.orders",
        "file": "main.tf",
        "line": 5,
        "column": 3,
        "end_line": 5,
        "end_column": 25,
        "role": "primary",
        "note": "",
    }
    assert (related["file"], related["line"], related["note"]) == ("main.tf", 14, "what it reaches")


def test_a_place_without_sources_has_its_address_alone(made: SimpleNamespace) -> None:
    made.sources.table.clear()
    primary, related = as_json(made)["findings"][0]["places"]
    assert primary["address"] == "aws_api_gateway_method.orders"
    assert primary["file"] is primary["line"] is primary["end_column"] is None
    assert related["address"] == "aws_api_gateway_integration.orders"


@pytest.mark.parametrize("locators", [{}, {"plan.json": None}])
def test_no_locator_is_no_problem(made: SimpleNamespace, locators: dict[str, None]) -> None:
    report = as_json(made, locators=locators)
    validate(report)
    assert {place["file"] for finding in report["findings"] for place in finding["places"]} == {None}


def test_each_place_is_named_once(made: SimpleNamespace) -> None:
    orders = made.api.routes[0]
    at = Spot(orders.origin, "authorization")
    twice = Spot(orders.origin, "authorization", "the same again")
    made.judgement.findings = [result(AUTH, orders, "m", at, twice, at)]
    assert len(as_json(made)["findings"][0]["places"]) == 1
    made.sources.table.clear()  # by address, a note tells two attributes apart
    assert [p["note"] for p in as_json(made)["findings"][0]["places"]] == ["", "the same again"]


def test_spots_that_say_nothing_are_left_out(made: SimpleNamespace) -> None:
    elsewhere = structs.replace(origin("aws_api_gateway_rest_api", "x"), address="")
    made.judgement.findings = [result(AUTH, made.api.routes[0], "m", Spot(elsewhere), Spot(elsewhere))]
    (place,) = as_json(made)["findings"][0]["places"]
    assert (place["address"], place["file"], place["role"]) == ("", None, "primary")


def test_a_primary_place_comes_first_whatever_the_locator_answers(made: SimpleNamespace) -> None:
    key = ("aws_api_gateway_stage.test", "")
    made.sources.table[key] = list(reversed(made.sources.table[key]))
    places = as_json(made)["findings"][1]["places"]
    assert [(place["file"], place["role"], place["note"]) for place in places] == [
        ("stage.tf", "primary", ""),
        ("modules/stage/main.tf", "related", "declared here"),
    ]


def test_only_reported_spots_are_located_and_each_once(made: SimpleNamespace) -> None:
    made.judgement.findings += made.judgement.findings
    document(made)
    assert len(made.sources.asked) == len(set(made.sources.asked)) == 7


def test_fixed_findings_are_located_by_their_address(made: SimpleNamespace) -> None:
    create = made.api.routes[1]
    fixed = result(AUTH, create, "m", Spot(create.origin, "authorization"), change=FIXED)
    made.judgement.findings = [fixed]
    made.sources.table["aws_api_gateway_method.create", ""] = [Located("main.tf", 1, 1, 1, 9)]
    assert as_json(made)["findings"][0]["places"][0]["line"] == 1
    made.sources.table.clear()
    assert as_json(made)["findings"][0]["places"][0]["file"] is None


def test_several_inputs_use_their_own_sources(made: SimpleNamespace) -> None:
    other = Stage(origin=structs.replace(made.prod.origin, input="b.json"), api=made.api, stage_name="prod")
    made.judgement.findings.append(result(LOGS, other, "m"))
    second = Sources({("aws_api_gateway_stage.prod", ""): [Located("b/main.tf", 9, 1, 9, 2)]})
    report = as_json(
        made,
        inputs=[Input("plan.json", "plan"), Input("b.json", "plan")],
        locators={"plan.json": made.sources, "b.json": second},
    )
    assert (report["findings"][-1]["input"], report["findings"][-1]["places"][0]["file"]) == ("b.json", "b/main.tf")
    assert report["findings"][0]["places"][0]["file"] == "main.tf"


def test_notes_of_the_locator_follow_once(made: SimpleNamespace) -> None:
    made.sources.notes = ["x.tf could not be read", "known"]
    assert as_json(made, notes=["known"])["notes"] == ["known", "x.tf could not be read"]


def test_undecided_findings_say_why(made: SimpleNamespace) -> None:
    finding = as_json(made)["findings"][4]
    assert finding["reason"] == "the authorization type is not known: depends on var.auth"
    assert finding["message"] == f"undecided for GET /orders/{{id}}: {finding['reason']}"
    assert as_json(made)["findings"][0]["reason"] is None


def test_the_summary_adds_up(made: SimpleNamespace) -> None:
    summary = as_json(made)["summary"]
    assert summary["by_verdict"] == {"fail": 4, "undecided": 1, "pass": 28, "not_applicable": 4}
    assert summary["by_severity"] == {"critical": 0, "high": 1, "medium": 1, "low": 1, "info": 0}
    assert summary["by_change"] == {"new": 1, "worsened": 1, "existing": 1, "fixed": 1}
    assert summary["by_status"] == {"open": 3, "waived": 1, "ignored": 0, "baseline": 0}
    assert (summary["checks"], summary["share_decided"]) == (33, 0.9696)


def test_the_share_is_one_only_where_all_was_decided() -> None:
    made = sample()
    undecided = next(finding for finding in made.judgement.findings if finding.verdict == UNDECIDED)
    assert summarise(Judgement(findings=[undecided], passed=10_000_000), []).share_decided == 0.9999
    assert summarise(Judgement(passed=3), []).share_decided == 1.0


def test_crashes_are_told_in_words(made: SimpleNamespace) -> None:
    made.judgement.crashes.append(crash())
    assert as_json(made)["crashes"] == ["APIGW-404 failed internally on stage prod: KeyError: 'x'"]


def test_sensitive_values_and_control_characters_reach_no_string(made: SimpleNamespace) -> None:
    secret, evil = "s3cr3t-t0ken", "\x1b[31m\u202e\x00\x9b"
    given = f"{secret}{evil}"
    orders = made.api.routes[0]
    orders.path = f"/{given}"
    made.api.api_name = made.prod.stage_name = given
    made.domain.domain_name = made.api.authorizers = given
    for finding in made.judgement.findings:
        finding.message = f"about {given}"
        finding.fix = finding.status_reason = given
        finding.spots = (*finding.spots, Spot(made.backend.origin, "uri", given))
    report = as_json(made, redactor=Redactor([secret]), notes=[given], errors=[given], inputs=[Input(evil, "plan")])
    text = json.dumps(report, ensure_ascii=False)
    validate(report)
    assert secret not in text
    assert MASK in report["findings"][0]["message"]
    assert report["findings"][0]["subject"]["name"] == f"GET /{MASK}"
    assert report["gateways"][0]["name"] == MASK
    assert report["gateways"][0]["routes"][0]["stages"][0]["stage"] == MASK
    assert all(char.isprintable() for char in text), "a control character is left"


def test_lone_surrogates_do_not_break_the_encoder(made: SimpleNamespace) -> None:
    made.judgement.findings[0].message = "bad \ud800 text"
    assert as_json(made)["findings"][0]["message"] == "bad  text"


def many(count: int) -> SimpleNamespace:
    made = sample()
    orders = made.api.routes[0]
    made.api.routes = [
        structs.replace(orders, path=f"/orders/{at}", origin=origin("aws_api_gateway_method", f"m{at}"))
        for at in range(count)
    ]
    made.judgement.findings = [
        result(AUTH, route, f"anyone can call {route.name}", Spot(route.origin, "authorization"))
        for route in made.api.routes
    ]
    return made


def test_the_effort_grows_with_the_findings_and_no_faster() -> None:
    def calls(count: int) -> int:
        made = many(count)
        return effort(lambda: render_json(document(made)))

    # A pass over all findings for each of them would make it a hundredfold.
    assert calls(2_000) < 12 * calls(200)
