"""The report for people: golden output, marks, terminals of every kind, and input that tries to be more than text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs
from report_samples import AUTH, Located, crash, document, origin, result
from rich.cells import cell_len
from tests.conftest import effort

from apigw_check.engine import Judgement
from apigw_check.model.estate import Estate
from apigw_check.report.document import Input, build
from apigw_check.report.places import Place
from apigw_check.report.redact import MASK, Redactor
from apigw_check.report.snippet import mark
from apigw_check.report.terminal import Terminal, cut, wants_color, wrap
from apigw_check.report.text import render_text
from apigw_check.rules.base import Spot

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def rendered(made: SimpleNamespace, *, given: dict[str, Any] | None = None, **more: Any) -> str:
    stream = io.StringIO()
    options = {"titles": made.titles, "snippets": made.sources.snippet, "color": False, "width": 80} | more
    render_text(document(made, **(given or {})), stream, **options)
    return stream.getvalue()


def test_golden_plain(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    made.judgement.crashes.append(crash())
    given = {"notes": ["modules/x/main.tf could not be read"], "errors": ["other.json: no such file"]}
    text = rendered(made, given=given, verbose=1, exit_code=4)
    assert "\x1b" not in text
    golden("report.txt", text)


def test_golden_brief(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    golden("report-brief.txt", rendered(made, exit_code=1))


CALLER = """\
module "shop" {
  source = "./modules/shop"
  routes = { "GET /orders" = { integration = "orders", authorization = "NONE" } }
}
"""


def traced(made: SimpleNamespace, note: str) -> None:
    """Put the method of the sample into a module, and what it is made of into a call of that."""
    table, lines = made.sources.table, CALLER.split("\n")
    table["aws_api_gateway_method.orders", "authorization"] = [
        Located("main.tf", 5, 3, 5, 25),
        Located("call.tf", 1203, 56, 1203, 78, "related", note),
        Located("call.tf", 1201, 1, 1201, 16, "related", "called here"),
    ]
    own = made.sources.snippet

    def snippet(file: str, line: int, end_line: int) -> list[str]:
        found: list[str] = own(file, line, end_line)
        return lines[line - 1201 : end_line - 1200] if file == "call.tf" else found

    made.sources.snippet = snippet


@pytest.mark.parametrize("note", ["set here", "written in this entry", "default of this variable"])
def test_the_line_where_a_caller_wrote_the_value_is_shown(made: SimpleNamespace, note: str) -> None:
    traced(made, note)
    first = rendered(made).split("\n\n")[2]
    assert first.splitlines()[3:] == [
        "     ╭─ main.tf:5:3  aws_api_gateway_method.orders",
        '   5 │   authorization = "NONE"',
        "     │   ━━━━━━━━━━━━━━━━━━━━━━",
        f"     ├─ call.tf:1203:56  {note}",
        '1203 │ …es = { "GET /orders" = { integration = "orders", authorization = "NONE"…',
        "     │                                                   ━━━━━━━━━━━━━━━━━━━━━━",
        "     = also: call.tf:1201:1 called here",
        "     = also: main.tf:14:2 aws_api_gateway_integration.orders: what it reaches",
        "     = fix: set an authorization type (AWS_IAM, CUSTOM, COGNITO_USER_POOLS or",
        "       JWT), or list it in public_routes",
        "     = more: apigw-check explain APIGW-101",
    ]


def test_what_else_is_related_is_named_only(made: SimpleNamespace) -> None:
    traced(made, "declared here")
    assert "     = also: call.tf:1203:56 declared here" in rendered(made).replace("   = ", "     = ")
    traced(made, "set here")
    table = made.sources.table
    table["aws_api_gateway_integration.orders", "type"] = table.pop(("aws_api_gateway_method.orders", "authorization"))
    text = rendered(made)
    assert "├─" not in text, "that is where the value of another resource is written"
    assert "call.tf:1203:56 aws_api_gateway_integration.orders: set here" in text


def test_instances_that_say_the_same_of_one_line_are_told_once(made: SimpleNamespace) -> None:
    report = document(made)
    finding = report.findings[0]
    blocks = [f'aws_api_gateway_integration.event["{key}"]' for key in "ab"]
    same = [Place(block, "main.tf", 47, 3, 47, 20, "related", "assumed here") for block in blocks]
    other = structs.replace(same[0], line=50)
    no_file = [structs.replace(place, file=None, line=None, column=None) for place in same]
    report.findings[0] = structs.replace(finding, places=[finding.places[0], *same, other, *no_file])
    stream = io.StringIO()
    render_text(report, stream, titles={}, color=False, width=100)
    text = " ".join(stream.getvalue().split())
    assert text.count("main.tf:47:3 aws_api_gateway_integration.event: assumed here") == 1
    assert text.count("main.tf:50:3") == 1
    assert text.count('aws_api_gateway_integration.event["b"] assumed here') == 1


def test_golden_color(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    text = rendered(made, color=True, verbose=1, exit_code=1)
    golden("report-color.txt", text)
    assert ANSI.sub("", text) == rendered(made, verbose=1, exit_code=1)


def test_golden_ascii(made: SimpleNamespace, golden: Callable[[str, str], None]) -> None:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="ascii", newline="\n")
    made.sources.table["aws_api_gateway_integration.orders", ""] = [Located("main.tf", 14, 2, 14, 29)]
    options: dict[str, Any] = {"titles": made.titles, "snippets": made.sources.snippet, "color": False, "width": 80}
    render_text(document(made), stream, **options)
    stream.flush()
    text = buffer.getvalue().decode("ascii")
    assert r'"AWS_PROXY" # \u6ce8\u6587' in text
    golden("report-ascii.txt", text)


def test_an_empty_report_says_that_there_is_nothing() -> None:
    stream = io.StringIO()
    made = build(Judgement(), Estate(), inputs=[Input("plan.json", "plan")], tool_version="1")
    render_text(made, stream, titles={}, color=False, exit_code=0)
    assert stream.getvalue().splitlines()[2:] == [
        "no findings",
        "nothing to decide in 0 gateways with 0 routes",
        "exit 0: nothing open at or above medium",
    ]


def test_where_nothing_was_read_nothing_is_claimed() -> None:
    stream = io.StringIO()
    made = build(Judgement(), Estate(), inputs=[], errors=["a.json: no such file"], tool_version="1")
    render_text(made, stream, titles={}, color=False, exit_code=3)
    assert stream.getvalue().splitlines() == [
        "apigw-check 1 · nothing read",
        "",
        "error: a.json: no such file",
        "",
        "exit 3: an input could not be read or understood",
    ]
    stream = io.StringIO()
    render_text(made, stream, titles={}, color=False, problems=False)
    assert "no such file" not in stream.getvalue()


def test_undecided_and_accepted_are_listed_with_verbose_only_but_always_counted(made: SimpleNamespace) -> None:
    brief, long = rendered(made), rendered(made, verbose=1)
    for text in ("depends on var.auth", "load test until May"):
        assert text not in brief
        assert text in long
    assert "not counted above: 1 undecided, 1 waived (-v lists them)" in brief


def test_worst_first_then_by_file_and_line(made: SimpleNamespace) -> None:
    orders, create, *_ = made.api.routes
    item = made.api.routes[3]
    table = made.sources.table
    table.clear()
    table["aws_api_gateway_method.create", ""] = [Located("a.tf", 20, 1, 20, 2)]
    table["aws_api_gateway_method.item", ""] = [Located("a.tf", 3, 1, 3, 2)]
    made.judgement.findings = [
        result(AUTH, orders, "without a file"),
        result(AUTH, create, "line twenty"),
        result(AUTH, item, "line three"),
        result(AUTH, made.api.routes[2], "the worst", severity="critical"),
    ]
    text = rendered(made)
    found = [text.index(word) for word in ("the worst", "line three", "line twenty", "without a file")]
    assert found == sorted(found)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_prose_keeps_to_the_width(made: SimpleNamespace, width: int) -> None:
    made.judgement.findings[0].message = "so many words about it " * 20
    made.judgement.findings[0].fix = "and so much advice as well " * 20
    text = rendered(made, width=width, verbose=1)
    long = [line for line in text.splitlines() if cell_len(line) > width]
    assert not long
    assert any(cell_len(line) > width - 12 for line in text.splitlines() if "words" in line), "the width is used"


def test_lines_end_without_blanks(made: SimpleNamespace) -> None:
    assert not [line for line in rendered(made, verbose=1).splitlines() if line != line.rstrip()]


EVIL = "[red]x[/red] :boom: {0} [link=https://evil.example]y[/link]"


def test_markup_in_the_input_is_text(made: SimpleNamespace) -> None:
    made.judgement.findings[0].message = EVIL
    made.judgement.findings[0].spots = (Spot(made.api.routes[0].origin, "authorization", EVIL),)
    made.sources.lines[4] = f'  authorization = "NONE" # {EVIL}'
    shown = ANSI.sub("", rendered(made, color=True, width=140))
    assert shown.count(EVIL) == 3


def test_no_control_character_reaches_the_stream(made: SimpleNamespace) -> None:
    evil = "\x1b[31mred\x1b]8;;https://evil.example\x07\u202e\x9b1m\x00\u200b\r"
    for finding in made.judgement.findings:
        finding.message = finding.fix = finding.status_reason = evil
        finding.spots = (*finding.spots, Spot(made.backend.origin, "uri", evil))
    made.api.api_name = made.test.stage_name = evil
    made.titles = {}
    made.sources.lines[4] = f"  authorization {evil}"
    text = rendered(made, verbose=1, given={"notes": [evil], "errors": [evil]})
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "\u202e" not in text
    assert "authorization \ufffd[31mred" in text, "what is in the sources is seen"


def test_sensitive_values_are_masked_in_snippets_too(made: SimpleNamespace) -> None:
    made.sources.lines[4] = '  secret = "hunter2pass" # hunter2pass'
    made.sources.table["aws_api_gateway_method.orders", "authorization"] = [Located("main.tf", 5, 12, 5, 25)]
    redactor = Redactor(["hunter2pass"])
    text = rendered(made, redactor=redactor, given={"redactor": redactor})
    line = text.splitlines().index(f' 5 │   secret = "{MASK}" # {MASK}')
    assert text.splitlines()[line + 1] == "   │            " + "━" * (len(MASK) + 2)


def shown(line: str, start: int, stop: int | None, *, width: int = 80, redactor: Redactor | None = None) -> str:
    """The text and below it the marks, as a terminal of one column a cell shows them."""
    terminal = Terminal(io.StringIO(), color=False, width=width)
    found = mark(line, start, stop, terminal, redactor or Redactor(), width)
    return f"{found.text}\n{' ' * found.start}{'^' * (found.end - found.start)}"


@pytest.mark.parametrize(
    ("line", "start", "stop", "text", "marks"),
    [
        ("  a = 1", 3, 8, "  a = 1", "  ^^^^^"),
        ("\ta\t= 1", 2, 7, "    a   = 1", "    ^^^^^^^"),
        ("注文 = 1", 6, 7, "注文 = 1", "       ^"),
        ("a = 注文 # b", 5, 7, "a = 注文 # b", "    ^^^^"),
        ("cafe\u0301 = 1", 7, 8, "cafe\u0301 = 1", "     ^"),
        ("a = 1", 1, None, "a = 1", "^^^^^"),
        ("a = 1  ", 1, None, "a = 1  ", "^^^^^"),
        ("a = 1", 1, 99, "a = 1", "^^^^^"),
        ("a = 1", 9, 12, "a = 1", "     ^"),
        ("", 1, 1, "", "^"),
        ("a\x1b[31m = 1", 1, 2, "a\ufffd[31m = 1", "^"),
        ("\u202ea = 1", 2, 3, "\ufffda = 1", " ^"),
    ],
)
def test_marks_stand_below_what_they_mark(line: str, start: int, stop: int | None, text: str, marks: str) -> None:
    assert shown(line, start, stop) == f"{text}\n{marks}"


def test_a_mark_follows_a_masked_value() -> None:
    redactor = Redactor(["hunter2"])
    below = shown('x = "hunter2" = y', 17, 18, redactor=redactor)
    assert below == f'x = "{MASK}" = y\n' + " " * (9 + len(MASK)) + "^"
    inside = shown('x = "hunter2"', 7, 9, redactor=redactor)
    assert "hunter" not in inside


@pytest.mark.parametrize("column", [1, 45, 150, 295])
def test_long_lines_are_cut_around_the_mark(column: int) -> None:
    line = "".join(f"{at:04d}!" for at in range(60))  # every five characters say where they are
    text, marks = shown(line, column, column + 5, width=60).split("\n")
    assert len(text) <= 60
    start, end = len(marks) - len(marks.lstrip()), len(marks)
    assert text[start:end] == line[column - 1 : column + 4]
    assert "…" in text


def test_a_mark_that_is_longer_than_the_room_is_cut_too() -> None:
    text, marks = shown("a = " + "b" * 300, 1, 305, width=60).split("\n")
    assert len(text) == 60
    assert len(marks) == 59


def test_of_a_long_block_the_first_lines_are_shown(made: SimpleNamespace) -> None:
    made.sources.table["aws_api_gateway_integration.orders", ""] = [Located("main.tf", 1, 1, 12, 2)]
    text = rendered(made)
    assert ' 4 │   http_method   = "GET"\n   │ …\n' in text
    assert " 5 │   authorization" not in text.split("APIGW-606")[1]


def test_a_file_that_cannot_be_read_leaves_the_location(made: SimpleNamespace) -> None:
    text = rendered(made, snippets=lambda *_: [])
    assert "main.tf:5:3" in text
    assert "━" not in text


def test_related_places_name_their_address_only_where_it_differs(made: SimpleNamespace) -> None:
    text = rendered(made)
    assert "also: modules/stage/main.tf:1:1 declared here" in text
    assert "also: main.tf:14:2 aws_api_gateway_integration.orders: what it reaches" in text


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "tty", "pipe"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"CI": "true"}, False, False),
        ({"CI": "true", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_when_to_colour(environment: dict[str, str], tty: bool, pipe: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (wants_color(Tty()), wants_color(io.StringIO())) == (tty, pipe)


def test_width_comes_from_the_caller_then_columns_then_eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "132")
    assert Terminal(io.StringIO(), width=100).width == 100
    assert Terminal(io.StringIO()).width == 132
    monkeypatch.setenv("COLUMNS", "wide")
    assert Terminal(io.StringIO()).width == 80
    assert Terminal(Tty()).width == 80  # a terminal that has no file descriptor


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
def test_no_encoding_is_too_poor(made: SimpleNamespace, encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    made.judgement.findings[0].message = "注文 café 🚀"
    render_text(document(made), stream, titles=made.titles, snippets=made.sources.snippet, verbose=1)
    stream.flush()
    assert "APIGW-101" in stream.buffer.getvalue().decode(encoding)


def test_wrap_and_cut() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("one two three", 7, taken=4) == ["one", "two", "three"]
    assert wrap("a-word-that-is-longer than it", 8) == ["a-word-that-is-longer", "than it"]
    assert wrap("注文注文注文", 5) == ["注文", "注文", "注文"]
    assert wrap("", 10) == [""]
    assert cut("注文a", 3) == ["注", "文a"]
    assert cut("", 3) == []


def test_ten_thousand_findings_take_time_in_proportion(made: SimpleNamespace) -> None:
    orders = made.api.routes[0]

    def calls(count: int) -> int:
        made.judgement.findings = [
            result(AUTH, structs.replace(orders, origin=origin("aws_api_gateway_method", f"m{at}")), "anyone can call")
            for at in range(count)
        ]
        for finding in made.judgement.findings:
            made.sources.table[finding.subject.origin.address, ""] = [Located("main.tf", 5, 3, 5, 25)]
        report = document(made)
        stream = io.StringIO()
        made_calls = effort(
            lambda: render_text(report, stream, titles=made.titles, snippets=made.sources.snippet, color=True)
        )
        assert stream.getvalue().count("authorization") >= count
        return made_calls

    assert calls(2_000) < 12 * calls(200)
