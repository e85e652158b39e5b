"""Inline ignores: what a comment says, which lines it is about, and which findings it accepts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apigw_check.locate.blocks import scan
from apigw_check.locate.comments import marked
from apigw_check.model.origin import Written
from apigw_check.model.suppression import Limits, Suppression
from apigw_check.policy.ignores import Ignore, Names, read
from apigw_check.rules import load
from tests.conftest import ROOT, Run, change, plan_of, write

NAMES = Names(load())
TODAY = date(2027, 1, 31)


def one(comment: str) -> Ignore:
    (found,) = read(comment, NAMES)
    return found


def test_everything_that_may_stand_there() -> None:
    found = one(
        '# apigw-check: ignore[APIGW-101, access-logging-off] until=2027-01-31 since=2026-12-01 owner="web team" '
        'reason="a \\"public\\" one"'
    )
    assert found.rules == ("APIGW-101", "APIGW-301")
    assert (found.until, found.since) == (date(2027, 1, 31), date(2026, 12, 1))
    assert (found.owner, found.reason, found.wrong, found.unknown) == ("web team", 'a "public" one', "", ())


@pytest.mark.parametrize(
    "comment",
    [
        "#apigw-check:ignore[APIGW-101] reason=x",
        '// apigw-check: ignore [ APIGW-101 ] reason="x"',
        '/* apigw-check: ignore[APIGW-101] reason="x" */',
        '/*\n * about it\n * apigw-check: ignore["APIGW-101"] reason="x"\n */',
        '# nosec  apigw-check: ignore[APIGW-101,APIGW-101] reason="x"',
    ],
)
def test_the_ways_to_write_it(comment: str) -> None:
    found = one(comment)
    assert (found.rules, found.reason, found.wrong) == (("APIGW-101",), "x", "")
    assert comment[found.offset :].startswith("apigw-check:")
    assert "\n" not in comment[found.offset : found.offset + found.length]


@pytest.mark.parametrize(
    ("comment", "word"),
    [
        ("# apigw-check: ignore[APIGW-101] reason=public catalogue", "catalogue"),
        ('# apigw-check: ignore[APIGW-101] because="x"', "because"),
        ('# apigw-check: ignore[APIGW-101] reason="x" reason="y"', "reason"),
        ('# apigw-check: ignore[APIGW-101] reason="x', "reason"),
        ('# apigw-check: ignore reason="x"', "ignore"),
        ("// apigw-check: disable", "disable"),
    ],
)
def test_what_cannot_be_read_is_said(comment: str, word: str) -> None:
    found = one(comment)
    assert word in found.wrong
    assert "is not understood" in found.wrong


def test_a_sentence_about_the_program_is_no_ignore() -> None:
    assert not list(read("# as apigw-check: says", NAMES))
    assert not list(read("# apigw-check reads plans", NAMES))


def test_names_and_dates_that_are_none() -> None:
    found = one("# apigw-check: ignore[APIGW-1011] until=tomorrow")
    assert found.unknown[0][0] == "APIGW-1011"
    assert found.unknown[0][1].startswith("APIGW-")
    assert found.unreadable_date == "tomorrow"


def covered(text: str, *, crlf: bool = False) -> dict[str, tuple[int, int]]:
    source = scan(text.replace("\n", "\r\n") if crlf else text)
    return {one.text.split("[")[1][0]: (one.first, one.last) for one in marked(source, "apigw-check:")}


TEXT = """# apigw-check: ignore[a] the block
# another comment
resource "x" "y" {
  one = 1 # apigw-check: ignore[b] its line
  // apigw-check: ignore[c] nothing: a blank line follows

  /* apigw-check: ignore[d] */ map = {
    "GET /" = { auth = "NONE" } # apigw-check: ignore[e]
    # apigw-check: ignore[f]
    "POST /" = {
      auth = "NONE"
    }
    "PUT /" = { # apigw-check: ignore[g]
      text = <<-EOT
        # apigw-check: ignore[t] text, no comment
      EOT
    } # apigw-check: ignore[h]
  }
  settings { # apigw-check: ignore[i]
    two = 2
  }
} # apigw-check: ignore[j]
/*
 apigw-check: ignore[k] */
locals { three = 3 }
# apigw-check: ignore[l] the end"""


@pytest.mark.parametrize("crlf", [False, True])
def test_the_lines_that_a_comment_is_about(crlf: bool) -> None:
    assert covered(TEXT, crlf=crlf) == {
        "a": (3, 22),
        "b": (4, 4),
        "c": (0, 0),
        "d": (7, 18),
        "e": (8, 8),
        "f": (10, 12),
        "g": (13, 17),
        "h": (13, 17),
        "i": (19, 21),
        "j": (3, 22),
        "k": (25, 25),
        "l": (0, 0),
    }


def suppression(**given: Any) -> Suppression:
    values = {"form": "ignore", "rules": ("APIGW-101",), "reason": "x", "today": TODAY} | given
    return Suppression(origin=Written("", "suppression", file="main.tf", line=1), **values)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, ""),
        ({"until": TODAY}, ""),
        ({"until": date(2027, 1, 30)}, "it ended on 2027-01-30"),
        ({"reason": ""}, "it gives no reason"),
        ({"limits": Limits(max_days=30), "until": date(2027, 3, 2)}, ""),
        ({"limits": Limits(max_days=30), "until": date(2027, 3, 3)}, "is more than 30 days away"),
        ({"limits": Limits(max_days=30)}, ""),
        ({"limits": Limits(require_until=True)}, "it has no end"),
        ({"limits": Limits(require_owner=True)}, "it names no owner"),
        ({"limits": Limits(require_owner=True), "owner": "web"}, ""),
    ],
)
def test_what_lets_it_hold(given: dict[str, Any], why: str) -> None:
    found = suppression(**given).refused
    assert why in found
    assert bool(why) == bool(found)


# -- a run -----------------------------------------------------------------------------------------------------------

API = '\nresource "aws_apigatewayv2_api" "shop" {\n  name          = "shop"\n  protocol_type = "HTTP"\n}\n'
ROUTE = """
{above}resource "aws_apigatewayv2_route" "orders" {{{behind}
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}}
"""
ASKED = [word for number in (101, 900, 901, 902, 903) for word in ("--rule", f"APIGW-{number}")]
HOLDS = '# apigw-check: ignore[APIGW-101] reason="a public catalogue"'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan of the sources that `sources` writes beside it."""
    api = change("aws_apigatewayv2_api.shop", "aws_apigatewayv2_api", {"name": "shop", "protocol_type": "HTTP"})
    route = change(
        "aws_apigatewayv2_route.orders", "aws_apigatewayv2_route", {"route_key": "GET /orders", "api_id": "a1"}
    )
    api["change"]["after"]["id"] = "a1"
    return write(tmp_path / "plan.json", plan_of(api, route))


def sources(plan: Path, above: str = "", behind: str = "") -> None:
    plan.with_name("main.tf").write_text(API + ROUTE.format(above=above and above + "\n", behind=behind))


def report(run: Run, plan: Path, *options: str, **environment: str) -> dict[str, Any]:
    done = run(plan, "-f", "json", *(options if "--rule" in options else (*ASKED, *options)), **environment)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def status(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["status"]) for finding in found["findings"]]


def test_an_ignore_accepts_a_finding(run: Run, plan: Path) -> None:
    sources(plan)
    assert status(report(run, plan)) == [("APIGW-101", "open")]
    for above, behind in ((HOLDS, ""), ("", " " + HOLDS)):
        sources(plan, above, behind)
        found = report(run, plan, "-o", "sarif=r.sarif")
        assert status(found) == [("APIGW-101", "ignored")]
        assert found["findings"][0]["status_reason"] == "a public catalogue"
        assert found["summary"]["by_status"]["ignored"] == 1
        assert run(plan, *ASKED).returncode == 0
    (result,) = json.loads(plan.with_name("r.sarif").read_text())["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "a public catalogue"}]


def test_ignores_can_be_passed_over(run: Run, plan: Path) -> None:
    sources(plan, HOLDS)
    assert status(report(run, plan, "--no-ignores")) == [("APIGW-101", "open")]
    assert status(report(run, plan, APIGW_CHECK_NO_IGNORES="1")) == [("APIGW-101", "open")]
    plan.with_name(".apigw-check.yaml").write_text("no-ignores: true\n")
    assert status(report(run, plan)) == [("APIGW-101", "open")]
    assert status(report(run, plan, APIGW_CHECK_NO_IGNORES="0")) == [("APIGW-101", "ignored")]


def test_one_that_does_not_hold_says_so_at_the_finding_too(run: Run, plan: Path) -> None:
    sources(plan, "# apigw-check: ignore[APIGW-101]")
    found = report(run, plan)
    assert status(found) == [("APIGW-101", "open"), ("APIGW-903", "open")]
    notes = [(place["line"], place["column"], place["note"]) for place in found["findings"][0]["places"]]
    assert notes == [(8, 1, ""), (7, 3, "this ignore does not hold: it gives no reason")]
    place = found["findings"][1]["places"][0]
    assert (place["file"], place["line"], place["column"], place["end_column"]) == ("main.tf", 7, 3, 33)


@pytest.mark.parametrize("how", ["config", "pack"])
def test_a_rule_that_is_not_ignorable(run: Run, plan: Path, how: str) -> None:
    sources(plan, HOLDS)
    rules = "rules:\n  APIGW-101: {ignorable: false}\n"
    config = plan.with_name(".apigw-check.yaml")
    if how == "pack":
        plan.with_name("pack.yaml").write_text("name: house\nextends: recommended\n" + rules)
        config.write_text("pack: ./pack.yaml\nrules:\n  APIGW-101: {ignorable: true}\n")
    else:
        config.write_text(rules)
    config.write_text(config.read_text() + "waivers:\n  - {rule: APIGW-101, address: '*', reason: as well}\n")
    found = report(run, plan)
    assert status(found) == [("APIGW-101", "open")]
    notes = [place["note"] for place in found["findings"][0]["places"][1:]]
    assert [note.split(":")[0] for note in notes] == ["this ignore does not hold", "this waiver does not hold"]
    assert run(plan, *ASKED).returncode == 1


def test_limits_of_the_pack_and_the_configuration(run: Run, plan: Path) -> None:
    sources(plan, HOLDS)
    plan.with_name("pack.yaml").write_text("name: house\nextends: recommended\nsuppressions: {require-owner: true}\n")
    config = plan.with_name(".apigw-check.yaml")
    config.write_text("pack: ./pack.yaml\nsuppressions: {require-until: true, max-days: 5}\n")
    assert status(report(run, plan)) == [("APIGW-101", "open"), ("APIGW-902", "open"), ("APIGW-903", "open")]
    sources(plan, HOLDS + " owner=web until=9999-01-01")
    assert status(report(run, plan)) == [("APIGW-101", "open"), ("APIGW-902", "open")]
    config.write_text("suppressions: {max-days: 0}\n")
    done = run(plan)
    assert done.returncode == 2
    assert "suppressions.max-days must be at least 1, not 0" in done.stderr


def test_rules_that_a_run_does_not_ask(run: Run, plan: Path) -> None:
    sources(plan, HOLDS.replace("101", "101, APIGW-301"))
    assert status(report(run, plan, "--rule", "APIGW-101", "--rule", "APIGW-901")) == [("APIGW-101", "ignored")]
    found = report(run, plan, "--rule", "APIGW-101", "--rule", "APIGW-901", "--rule", "APIGW-301")
    assert status(found) == [("APIGW-101", "ignored"), ("APIGW-901", "open")]
    assert found["findings"][1]["message"] == "this ignore suppresses nothing: APIGW-301 has no finding here"


def test_without_sources_nothing_is_read(run: Run, plan: Path) -> None:
    plan.with_name(".apigw-check.yaml").write_text("waivers: []\n")
    assert status(report(run, plan)) == [("APIGW-101", "open")]


def test_the_fingerprint_of_a_finding_about_an_ignore_does_not_know_its_line(run: Run, plan: Path) -> None:
    sources(plan, "# apigw-check: ignore[APIGW-101]")
    before = [finding["fingerprint"] for finding in report(run, plan)["findings"]]
    sources(plan, "\n\n# apigw-check: ignore[APIGW-101]")
    assert [finding["fingerprint"] for finding in report(run, plan)["findings"]] == before


def test_module_calls_and_the_values_that_they_give(run: Run) -> None:
    """An ignore at the entry of one route accepts that route; at the call of a module, all in it."""
    case = ROOT / "tests/rules/suppression-unused/good-module-calls"
    done = run(case / "plan.json", "-f", "json", "--rule", "APIGW-101", "--rule", "APIGW-901", "--no-config")
    found = json.loads(done.stdout)["findings"]
    reasons = {
        one["subject"]["name"]: finding["status_reason"]
        for finding in found
        for one in (finding, *finding["instances"])
    }
    assert reasons == {"GET /x": "entry", "GET /y": None, "GET /v": "call", "GET /w": "call"}
