"""`apigw-check diff OLD NEW`: what is new, worsened, existing and fixed, and what a change touches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

API = """
resource "aws_apigatewayv2_api" "{name}" {{
  name          = "{name}"
  protocol_type = "HTTP"
}}
"""
ROUTE = """
resource "aws_apigatewayv2_route" "{label}" {{
  api_id             = aws_apigatewayv2_api.{api}.id
  route_key          = "{key}"
  authorization_type = {auth}
}}
"""


def api(name: str = "shop") -> str:
    return API.format(name=name)


def route(label: str, key: str, auth: str = '"NONE"', api: str = "shop") -> str:
    return ROUTE.format(label=label, key=key, auth=auth, api=api)


def folder(path: Path, *texts: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    path.joinpath("main.tf").write_text("".join(texts))
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder(tmp_path / "old", api(), route("kept", "GET /kept"), route("mended", "GET /mended"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    made = [route("kept", "GET /kept"), route("mended", "GET /mended", '"AWS_IAM"'), route("added", "GET /added")]
    return folder(tmp_path / "new", api(), *made)


def report(run: Run, *arguments: object, **environment: Any) -> dict[str, Any]:
    done = run("diff", *arguments, "--format", "json", **environment)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def labels(found: dict[str, Any], rule: str = "APIGW-101", verdict: str = "fail") -> dict[str, str]:
    return {
        subject["name"]: finding["change"]
        for finding in found["findings"]
        if finding["rule"] == rule and finding["verdict"] == verdict
        for subject in (finding["subject"], *(instance["subject"] for instance in finding["instances"]))
    }


def test_two_folders(run: Run, old: Path, new: Path) -> None:
    found = report(run, "old", "new", "--rule", "APIGW-101")
    assert labels(found) == {"GET /kept": "existing", "GET /added": "new", "GET /mended": "fixed"}
    assert [(one["path"], one["role"]) for one in found["inputs"]] == [("old", "old"), ("new", "new")]
    assert found["summary"]["by_change"] == {"new": 1, "worsened": 0, "existing": 1, "fixed": 1}
    places = {finding["subject"]["name"]: finding["places"][0] for finding in found["findings"]}
    assert (places["GET /kept"]["file"], places["GET /kept"]["note"]) == ("new/main.tf", "")
    assert (places["GET /mended"]["file"], places["GET /mended"]["note"]) == ("old/main.tf", "before the change")
    assert {finding["subject"]["name"]: finding["input"] for finding in found["findings"]} == {
        "GET /kept": "new",
        "GET /added": "new",
        "GET /mended": "old",
    }


def test_the_other_way_round_new_is_fixed(run: Run, old: Path, new: Path) -> None:
    there, back = (report(run, *sides, "--rule", "APIGW-101") for sides in (("old", "new"), ("new", "old")))
    other = {"new": "fixed", "fixed": "new", "existing": "existing"}
    assert labels(back) == {name: other[label] for name, label in labels(there).items()}


def test_as_text(run: Run, old: Path, new: Path) -> None:
    done = run("diff", "old", "new", "--rule", "APIGW-101")
    assert done.returncode == 1
    assert "new (folder), compared with old (folder)" in done.stdout
    assert "fixed by this change (1)" in done.stdout
    assert "by this change: 1 new, 1 existing, 1 fixed" in done.stdout


def test_all_outputs_and_the_fingerprints_of_the_main_command(run: Run, old: Path, new: Path) -> None:
    found = report(run, "old", "new", "--output", "sarif=out.sarif")
    alone = json.loads(run("new", "--format", "json").stdout)
    prints = {finding["fingerprint"] for finding in found["findings"] if finding["change"] != "fixed"}
    removed = {finding["fingerprint"] for finding in found["findings"] if finding["rule"] == "APIGW-821"}
    assert prints - removed == {finding["fingerprint"] for finding in alone["findings"]}
    results = json.loads(Path(old).parent.joinpath("out.sarif").read_text())["runs"][0]["results"]
    assert {result["baselineState"] for result in results} == {"new", "unchanged"}


def test_ignores_and_waivers_are_those_of_the_new_side(run: Run, old: Path, new: Path) -> None:
    comment = '# apigw-check: ignore[APIGW-101] reason="public"\n'
    for side, label in ((old, "mended"), (new, "added")):
        text = side.joinpath("main.tf").read_text()
        head = f'resource "aws_apigatewayv2_route" "{label}"'
        side.joinpath("main.tf").write_text(text.replace(head, comment + head))
    found = report(run, "old", "new", "--rule", "APIGW-101")
    statuses = {finding["subject"]["name"]: finding["status"] for finding in found["findings"]}
    assert statuses == {"GET /kept": "open", "GET /added": "ignored", "GET /mended": "open"}
    assert run("baseline", "new", "-o", "base.json").returncode == 0
    assert run("diff", "old", "new", "--baseline", "base.json").returncode == 0


def plan_of(text: str, auth: dict[str, Any]) -> dict[str, Any]:
    """A plan that creates an API and one route."""
    made = {"actions": ["create"], "before": None}
    reference = {"references": ["aws_apigatewayv2_api.shop.id", "aws_apigatewayv2_api.shop"]}

    def resource(type_: str, name: str, values: dict[str, Any], unknown: dict[str, Any]) -> dict[str, Any]:
        body = {**made, "after": values, "after_unknown": {"id": True, **unknown}}
        return {"address": f"{type_}.{name}", "mode": "managed", "type": type_, "name": name, "change": body}

    known = {} if auth.get("unknown") else {"authorization_type": auth["value"]}
    values = {"route_key": "GET /kept", "api_key_required": False, **known}
    unknown = {"api_id": True, **({"authorization_type": True} if auth.get("unknown") else {})}
    expression = {"references": ["var.auth"]} if auth.get("unknown") else {"constant_value": auth["value"]}
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "resource_changes": [
            resource("aws_apigatewayv2_api", "shop", {"name": text, "protocol_type": "HTTP"}, {}),
            resource("aws_apigatewayv2_route", "kept", values, unknown),
        ],
        "configuration": {
            "root_module": {
                "resources": [
                    {"mode": "managed", "type": "aws_apigatewayv2_api", "name": "shop", "expressions": {}},
                    {
                        "mode": "managed",
                        "type": "aws_apigatewayv2_route",
                        "name": "kept",
                        "expressions": {"api_id": reference, "authorization_type": expression},
                    },
                ]
            }
        },
    }


def test_two_plans_and_standard_input(run: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("p1.json").write_text(json.dumps(plan_of("shop", {"value": "AWS_IAM"})))
    opened = json.dumps(plan_of("shop", {"value": "NONE"}))
    tmp_path.joinpath("p2.json").write_text(opened)
    assert labels(report(run, "p1.json", "p2.json", "--rule", "APIGW-101")) == {"GET /kept": "new"}
    assert labels(report(run, "p2.json", "p1.json", "--rule", "APIGW-101")) == {"GET /kept": "fixed"}
    assert labels(report(run, "p1.json", "-", "--rule", "APIGW-101", stdin=opened.encode())) == {"GET /kept": "new"}
    assert labels(report(run, "-", "p1.json", "--rule", "APIGW-101", stdin=opened.encode())) == {"GET /kept": "fixed"}


def test_what_the_other_kind_of_input_could_not_tell_is_not_new(run: Run, tmp_path: Path) -> None:
    """A plan knows more than a folder; what it knows is no doing of the change."""
    variable = 'variable "auth" {\n  type = string\n}\n'
    folder(tmp_path / "old", variable, api(), route("kept", "GET /kept", "var.auth"))
    tmp_path.joinpath("new.json").write_text(json.dumps(plan_of("shop", {"value": "NONE"})))
    found = report(run, "old", "new.json", "--rule", "APIGW-101")
    assert labels(found) == {"GET /kept": "existing"}
    (finding,) = found["findings"]
    assert "(undecided before: " in finding["message"]


def test_what_becomes_known_between_inputs_of_one_kind_is_new(run: Run, tmp_path: Path) -> None:
    variable = 'variable "auth" {\n  type = string\n}\n'
    folder(tmp_path / "old", variable, api(), route("kept", "GET /kept", "var.auth"))
    folder(tmp_path / "new", api(), route("kept", "GET /kept"))
    assert labels(report(run, "old", "new", "--rule", "APIGW-101")) == {"GET /kept": "new"}
    tmp_path.joinpath("p1.json").write_text(json.dumps(plan_of("shop", {"unknown": True})))
    tmp_path.joinpath("p2.json").write_text(json.dumps(plan_of("shop", {"value": "NONE"})))
    assert labels(report(run, "p1.json", "p2.json", "--rule", "APIGW-101")) == {"GET /kept": "new"}


def test_what_may_not_be_there_in_the_old_folder_is_in_doubt(run: Run, tmp_path: Path) -> None:
    variable = 'variable "number" {\n  type = number\n}\n'
    maybe = route("kept", "GET /kept").replace("  api_id", "  count              = var.number\n  api_id", 1)
    folder(tmp_path / "old", variable, api(), maybe)
    folder(tmp_path / "new", api())
    assert labels(report(run, "old", "new", "--rule", "APIGW-101")) == {}  # not fixed: it may never have been there


# -- what is the same --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (
            route("kept", "GET /kept"),
            route("other", "GET /kept"),
            "aws_apigatewayv2_route.kept -> aws_apigatewayv2_route.other",
        ),
        (route("kept", "GET /kept"), route("kept", "GET /kept").replace("  api_id", "  count = 1\n  api_id", 1), ""),
        (
            route("kept", "GET /kept").replace("  api_id", "  count = 1\n  api_id", 1),
            route("kept", "GET /kept").replace("  api_id", '  for_each = toset(["a"])\n  api_id', 1),
            'aws_apigatewayv2_route.kept[0] -> aws_apigatewayv2_route.kept["a"]',
        ),
        # Terraform makes the route anew, and it is the same route of the same API all the same.
        (route("kept", "GET /kept"), route("other", "GET /kept"), ""),
    ],
)
def test_a_route_that_is_defined_elsewhere_is_the_same(
    run: Run, tmp_path: Path, before: str, after: str, moved: str
) -> None:
    old, _, new = moved.partition(" -> ")
    block = f"moved {{\n  from = {old}\n  to   = {new}\n}}\n" if moved else ""
    folder(tmp_path / "old", api(), before)
    folder(tmp_path / "new", api(), after, block)
    assert labels(report(run, "old", "new", "--rule", "APIGW-101")) == {"GET /kept": "existing"}
    assert labels(report(run, "old", "new", "--rule", "APIGW-821")) == {}


BODY = """
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths   = { "/kept" = { get = { responses = {} } } }
  })
}
"""


def test_a_route_that_moves_into_a_body_is_the_same(run: Run, tmp_path: Path) -> None:
    folder(tmp_path / "old", api(), route("kept", "GET /kept"))
    folder(tmp_path / "new", BODY)
    assert labels(report(run, "old", "new", "--rule", "APIGW-101")) == {"GET /kept": "existing"}
    assert labels(report(run, "new", "old", "--rule", "APIGW-101")) == {"GET /kept": "existing"}


def test_an_api_that_is_renamed_without_saying_so_is_another_one(run: Run, tmp_path: Path) -> None:
    folder(tmp_path / "old", api(), route("kept", "GET /kept"))
    renamed = api().replace('"aws_apigatewayv2_api" "shop"', '"aws_apigatewayv2_api" "store"')
    folder(tmp_path / "new", renamed, route("kept", "GET /kept", api="store").replace('"kept"', '"other"'))
    found = report(run, "old", "new", "--rule", "APIGW-101")
    assert found["summary"]["by_change"] == {"new": 1, "worsened": 0, "existing": 0, "fixed": 1}


# -- which gateways ----------------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> None:
    stock = api("stock") + route("stock", "GET /stock", api="stock")
    folder(tmp_path / "old", api(), route("kept", "GET /kept"), stock)
    folder(tmp_path / "new", api(), route("kept", "GET /kept"), route("more", "GET /more", '"AWS_IAM"'), stock)


@pytest.mark.usefixtures("two")
def test_findings_on_other_gateways_are_left_out(run: Run) -> None:
    found = report(run, "old", "new", "--scope", "changed", "--rule", "APIGW-101")
    assert labels(found) == {"GET /kept": "existing"}
    assert found["summary"]["untouched"] == {"fail": 1, "undecided": 0, "gateways": 1}
    assert found["summary"]["by_verdict"]["fail"] == 2  # of all that was judged
    assert sum(found["summary"]["by_severity"].values()) == 1
    everything = report(run, "old", "new", "--rule", "APIGW-101")
    assert everything["summary"]["untouched"] is None
    assert labels(everything) == {"GET /kept": "existing", "GET /stock": "existing"}
    text = run("diff", "old", "new", "--scope", "changed", "--rule", "APIGW-101").stdout
    assert "left out: 1 finding on 1 gateway that this change does not touch" in text


@pytest.mark.usefixtures("two")
def test_what_is_left_out_decides_nothing(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "new" / "main.tf"
    new.write_text(new.read_text().replace(route("kept", "GET /kept"), ""))
    assert run("diff", "old", "new", "--rule", "APIGW-101").returncode == 1
    assert run("diff", "old", "new", "--rule", "APIGW-101", "--scope", "changed").returncode == 0
    assert run("diff", "old", "new", "--rule", "APIGW-101", APIGW_CHECK_SCOPE="changed").returncode == 0
    tmp_path.joinpath(".apigw-check.yaml").write_text("scope: changed\n")
    assert run("diff", "old", "new", "--rule", "APIGW-101").returncode == 0


@pytest.mark.usefixtures("two")
def test_nothing_is_touched_where_nothing_changes(run: Run) -> None:
    found = report(run, "new", "new", "--scope", "changed")
    assert found["findings"] == []
    assert found["summary"]["untouched"]["gateways"] == 2


@pytest.mark.usefixtures("two")
def test_an_ignore_on_a_gateway_that_is_left_out_is_used(run: Run, tmp_path: Path) -> None:
    for side in ("old", "new"):
        file = tmp_path / side / "main.tf"
        head = 'resource "aws_apigatewayv2_route" "stock"'
        file.write_text(file.read_text().replace(head, f'# apigw-check: ignore[APIGW-101] reason="x"\n{head}'))
    found = report(run, "old", "new", "--scope", "changed")
    assert [finding["rule"] for finding in found["findings"] if finding["rule"].startswith("APIGW-90")] == []


def test_a_folder_alone_has_no_before(run: Run, old: Path) -> None:
    done = run("old", "--scope", "changed", "--rule", "APIGW-101")
    assert done.returncode == 1
    assert "all of it counts as changed" in done.stdout
    assert "GET /kept" in done.stdout


SHARED = """
resource "aws_wafv2_web_acl" "both" {{
  name  = "both"
  scope = "REGIONAL"
  default_action {{
    {action} {{}}
  }}
  visibility_config {{
    cloudwatch_metrics_enabled = true
    metric_name                = "both"
    sampled_requests_enabled   = true
  }}
}}
"""
REST = """
resource "aws_api_gateway_rest_api" "{name}" {{
  name = "{name}"
}}
resource "aws_api_gateway_method" "{name}" {{
  rest_api_id   = aws_api_gateway_rest_api.{name}.id
  resource_id   = aws_api_gateway_rest_api.{name}.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}}
resource "aws_api_gateway_stage" "{name}" {{
  rest_api_id   = aws_api_gateway_rest_api.{name}.id
  deployment_id = "abcdef"
  stage_name    = "{name}"
}}
"""
ASSOCIATION = """
resource "aws_wafv2_web_acl_association" "{name}" {{
  resource_arn = aws_api_gateway_stage.{name}.arn
  web_acl_arn  = aws_wafv2_web_acl.both.arn
}}
"""


def test_a_shared_web_acl_touches_every_gateway_that_it_protects(run: Run, tmp_path: Path) -> None:
    apis = [REST.format(name=name) for name in ("one", "two", "free")]
    links = [ASSOCIATION.format(name=name) for name in ("one", "two")]
    folder(tmp_path / "old", *apis, *links, SHARED.format(action="block"))
    folder(tmp_path / "new", *apis, *links, SHARED.format(action="allow"))
    found = report(run, "old", "new", "--scope", "changed", "--rule", "APIGW-101")
    assert {finding["subject"]["address"] for finding in found["findings"]} == {
        "aws_api_gateway_method.one",
        "aws_api_gateway_method.two",
    }


def test_a_web_acl_that_another_gateway_leaves_touches_that_one_only(run: Run, tmp_path: Path) -> None:
    apis = [REST.format(name=name) for name in ("one", "two")]
    links = [ASSOCIATION.format(name=name) for name in ("one", "two")]
    acl = SHARED.format(action="block")
    folder(tmp_path / "old", *apis, *links, acl)
    folder(tmp_path / "new", *apis, links[0], acl)
    found = report(run, "old", "new", "--scope", "changed")
    assert {finding["subject"]["address"] for finding in found["findings"] if finding["rule"] == "APIGW-101"} == {
        "aws_api_gateway_method.two"
    }
    (taken,) = [finding for finding in found["findings"] if finding["rule"] == "APIGW-821"]
    assert "takes the web ACL from stage two" in taken["message"]
    places = [(place["file"], place["address"], place["note"]) for place in taken["places"]]
    assert places[1] == (
        "old/main.tf",
        "aws_wafv2_web_acl_association.two",
        "the web ACL stood here; before the change",
    )


def test_a_permission_touches_the_gateway_that_it_is_for(run: Run, tmp_path: Path) -> None:
    permission = """
resource "aws_lambda_permission" "one" {{
  action        = "lambda:InvokeFunction"
  function_name = "f"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${{aws_api_gateway_rest_api.one.execution_arn}}/{stage}/*"
}}
"""
    apis = [REST.format(name=name) for name in ("one", "two")]
    folder(tmp_path / "old", *apis, permission.format(stage="*"))
    folder(tmp_path / "new", *apis, permission.format(stage="one"))
    found = report(run, "old", "new", "--scope", "changed", "--rule", "APIGW-101")
    assert [finding["subject"]["address"] for finding in found["findings"]] == ["aws_api_gateway_method.one"]


# -- the exit code -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("new:high,existing:never", 1),
        ("new:critical,existing:never", 0),
        ("new:never,existing:high", 1),
        ("existing:critical,new:never", 0),
        ("never,worsened:info", 0),
        ("never,new:info", 1),
    ],
)
def test_a_level_for_each_kind_of_change(run: Run, old: Path, new: Path, tmp_path: Path, level: str, code: int) -> None:
    rule = ("diff", "old", "new", "--rule", "APIGW-101")
    assert run(*rule, "--fail-on", level).returncode == code
    assert run(*rule, APIGW_CHECK_FAIL_ON=level).returncode == code
    tmp_path.joinpath(".apigw-check.yaml").write_text(f"fail-on: {level}\n")
    done = run(*rule)
    assert done.returncode == code
    assert "its level" in done.stdout


@pytest.mark.parametrize("level", ["new:hihg", "nwe:high", "high,low"])
def test_a_wrong_level_is_named(run: Run, old: Path, new: Path, tmp_path: Path, level: str) -> None:
    for done, label in (
        (run("diff", "old", "new", "--fail-on", level), f"--fail-on {level}: "),
        (run("old", APIGW_CHECK_FAIL_ON=level), f"APIGW_CHECK_FAIL_ON={level}: "),
    ):
        assert (done.returncode, done.stdout) == (2, "")
        assert label in done.stderr
    tmp_path.joinpath(".apigw-check.yaml").write_text(f"fail-on: {level}\n")
    done = run("diff", "old", "new")
    assert done.returncode == 2
    assert ".apigw-check.yaml:1: fail-on " in done.stderr


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [("nothing", "new"), ("new", "nothing"), ("broken.json", "new"), ("empty", "new")])
def test_a_side_that_cannot_be_read(run: Run, new: Path, tmp_path: Path, sides: tuple[str, str]) -> None:
    tmp_path.joinpath("broken.json").write_text("{")
    tmp_path.joinpath("empty").mkdir()
    done = run("diff", *sides)
    assert done.returncode == 3
    assert "error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "finding" not in done.stdout  # without the other side, no label would be true


def test_wrong_usage(run: Run, old: Path, new: Path) -> None:
    assert run("diff", "old").returncode == 2
    assert run("diff", "old", "new", "old").returncode == 2
    done = run("diff", "-", "-")
    assert done.returncode == 2
    assert "OLD and NEW are both -" in done.stderr
    done = run("diff", "old", "new", "-o", "json=old")
    assert done.returncode == 2
    assert "overwrite" in done.stderr


def test_a_file_that_cannot_be_read_on_either_side(run: Run, old: Path, new: Path) -> None:
    for side in (old, new):
        broken = side / "broken.tf"
        broken.write_text('resource "aws_apigatewayv2_route" "x" {\n')
        done = run("diff", "old", "new")
        assert done.returncode == 3
        assert "broken.tf:" in done.stderr
        assert run("diff", "old", "new", "--keep-going", "--fail-on", "never").returncode == 0
        broken.unlink()
