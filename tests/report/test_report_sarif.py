"""SARIF: valid against the schema of the standard, and within what code scanning services take.

`sarif-schema-2.1.0.json` is the schema of SARIF 2.1.0 (revision rtm.5) as `@microsoft/jest-sarif` 1.0.0-beta.0 ships it
(MIT licence, Microsoft Corporation).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from msgspec import structs
from report_samples import AUTH, Located, crash, document, origin, result

from apigw_check.catalogue import builtin as load
from apigw_check.engine import Judgement, Selected
from apigw_check.model.estate import Estate
from apigw_check.report.document import Input, build
from apigw_check.report.sarif import render_sarif
from apigw_check.rules.base import CRITICAL, INFO, LOW, Params, Spot

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def sarif(made: SimpleNamespace, *, given: dict[str, Any] | None = None, **more: Any) -> Any:
    log = json.loads(render_sarif(document(made, **(given or {})), made.selection, **more))
    jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft4Validator)
    return log["runs"][0]


def test_golden(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    made.judgement.crashes.append(crash())
    text = render_sarif(document(made, notes=["one"]), made.selection).decode()
    jsonschema.validate(json.loads(text), SCHEMA, cls=jsonschema.Draft4Validator)
    golden("report.sarif", text)


def test_the_schema_is_the_real_one() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {}, "x": 1}]}]},
            SCHEMA,
            cls=jsonschema.Draft4Validator,
        )


def test_an_empty_report_is_a_run_without_results() -> None:
    log = json.loads(render_sarif(build(Judgement(), Estate(), inputs=[], tool_version="1.0.0"), []))
    jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft4Validator)
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_every_rule_of_this_project_has_its_metadata() -> None:
    rules = load()
    selection = [Selected(rule, rule.severity, Params(rule.defaults())) for rule in rules]
    log = json.loads(render_sarif(build(Judgement(), Estate(), inputs=[], tool_version="1.0.0"), selection))
    jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft4Validator)
    described = log["runs"][0]["tool"]["driver"]["rules"]
    assert [entry["id"] for entry in described] == [rule.id for rule in rules]
    for entry, rule in zip(described, rules, strict=True):
        assert entry["shortDescription"]["text"] == rule.title
        assert entry["helpUri"].startswith("https://")
        assert "## Why" in entry["help"]["markdown"]
        assert len(entry["fullDescription"]["text"]) > len(rule.title)
        assert len(entry["fullDescription"]["text"]) <= 1024, "GitHub shows no more"


@pytest.mark.parametrize(
    ("severity", "level", "score"), [(CRITICAL, "error", "9.5"), (LOW, "note", "2.0"), (INFO, "note", None)]
)
def test_levels_and_scores_are_those_in_force(made: SimpleNamespace, severity: str, level: str, score: Any) -> None:
    made.selection = [Selected(AUTH, severity, Params({}))]
    made.judgement.findings = [result(AUTH, made.api.routes[0], "m", severity=severity)]
    run = sarif(made)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"]["level"] == run["results"][0]["level"] == level
    assert rule["properties"].get("security-severity") == score


def test_only_rules_that_ran_and_results_point_at_them(made: SimpleNamespace) -> None:
    made.selection = made.selection[:2]
    run = sarif(made)
    ids = [entry["id"] for entry in run["tool"]["driver"]["rules"]]
    assert ids[:2] == ["APIGW-101", "APIGW-301"]
    assert all(ids[found["ruleIndex"]] == found["ruleId"] for found in run["results"])


def test_states_kinds_and_suppressions(made: SimpleNamespace) -> None:
    made.judgement.findings[3].status = "ignored"
    made.judgement.findings[3].status_reason = "slow on purpose"
    results = sarif(made)["results"]
    assert [found["baselineState"] for found in results] == [
        "new",
        "updated",
        "unchanged",
        "unchanged",
        "new",
        "absent",
    ]
    assert [found["kind"] for found in results] == ["fail", "fail", "fail", "fail", "open", "fail"]
    assert results[4]["level"] == "none", "required of every kind but fail (3.27.10)"
    assert results[2]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "load test until May"}
    ]
    assert results[3]["suppressions"][0]["kind"] == "inSource"
    assert not [found for found in results if "suppressions" in found and found not in results[2:4]]


def test_undecided_and_fixed_can_be_left_out(made: SimpleNamespace) -> None:
    results = sarif(made, undecided=False, fixed=False)["results"]
    assert {found["kind"] for found in results} == {"fail"}
    assert "absent" not in {found["baselineState"] for found in results}
    assert len(results) == 4


def test_locations(made: SimpleNamespace) -> None:
    first, _, _, _, unplaced, _ = sarif(made)["results"]
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "main.tf", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 25},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "aws_api_gateway_method.orders"
    (related,) = first["relatedLocations"]
    assert (related["id"], related["message"]["text"]) == (1, "what it reaches")
    assert unplaced["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "plan.json", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }


def test_every_result_has_a_file_as_services_want(made: SimpleNamespace) -> None:
    nowhere = structs.replace(origin("aws_api_gateway_rest_api", "x"), address="")
    made.judgement.findings.append(result(AUTH, made.api.routes[0], "m", Spot(nowhere)))
    for found in sarif(made, given={"locators": {}})["results"]:
        assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plan.json"


@pytest.mark.parametrize(
    ("file", "uri", "relative"),
    [
        ("a b/ü[1].tf", "a%20b/%C3%BC%5B1%5D.tf", True),
        ("./main.tf", "main.tf", True),
        ("../shared/main.tf", "../shared/main.tf", True),
        ("/abs/main.tf", "file:///abs/main.tf", False),
        ("C:\\infra\\main.tf", "file:///C:/infra/main.tf", False),
        ("odd:name%41#?.tf", "odd%3Aname%2541%23%3F.tf", True),
    ],
)
def test_files_are_uris(made: SimpleNamespace, file: str, uri: str, relative: bool) -> None:
    made.sources.table["aws_api_gateway_method.orders", "authorization"] = [Located(file, 5, 3, 5, 25)]
    artifact = sarif(made)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if relative else {"uri": uri})
    assert unquote(urlsplit(uri).path).endswith(file.removeprefix("./").replace("\\", "/"))


def test_standard_input_has_a_uri(made: SimpleNamespace) -> None:
    assert sarif(made, given={"inputs": [Input("-", "plan")]})["artifacts"][0]["location"]["uri"] == "-"


def test_what_comes_from_the_input_is_neither_placeholder_nor_link(made: SimpleNamespace) -> None:
    first = made.judgement.findings[0]
    first.message, first.fix = "GET /a/{0}/{proxy+}", ""
    assert sarif(made)["results"][0]["message"]["text"] == "GET /a/{{0}}/{{proxy+}}"  # 3.11.5
    first.message = "see [here](https://evil.example)"
    assert sarif(made)["results"][0]["message"]["text"] == r"see \[here\](https://evil.example)"  # 3.11.6
    first.message = 'aws_x.y["a"]'
    assert sarif(made)["results"][0]["message"]["text"] == 'aws_x.y["a"]'


def test_crashes_and_errors_make_the_run_unsuccessful(made: SimpleNamespace) -> None:
    assert sarif(made)["invocations"] == [{"executionSuccessful": True}]
    made.judgement.crashes.append(crash())
    (invocation,) = sarif(made, given={"errors": ["b.json: no such file"]})["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [told["message"]["text"] for told in invocation["toolExecutionNotifications"]] == [
        "b.json: no such file",
        "APIGW-404 failed internally on stage prod: KeyError: 'x'",
    ]


def test_fingerprints_do_not_depend_on_lines(made: SimpleNamespace) -> None:
    before = [found["partialFingerprints"] for found in sarif(made)["results"]]
    made.sources.table.clear()
    assert [found["partialFingerprints"] for found in sarif(made)["results"]] == before
    assert before[0] == {"apigwCheck/v1": "1" * 32}
