"""Rule pages, the list of rules, and what is generated of them."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import types
from pathlib import Path

import pytest

from apigw_check.catalogue import builtin as load
from apigw_check.model.gateway import Route
from apigw_check.report.page import docstring, page, reference, render_explain, render_rules, render_rules_json
from apigw_check.rules.base import HIGH, Param, Params, Rule, Verdict, passed

ROOT = Path(__file__).parents[2]


def tool() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools/docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGE = """Example rule.

## What it requires
Something.

## How to fix
```terraform
## a comment in code
x = 1
```

## References
- <https://example.com/a>
- https://example.com/b
"""


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Rule:
    module = types.ModuleType("example_rule", PAGE)
    monkeypatch.setitem(sys.modules, "example_rule", module)
    rule = Rule(
        id="APIGW-990",
        slug="example",
        title="Example rule",
        subject=Route,
        severity=HIGH,
        pack="strict",
        params=[Param("limit", 5, "How many."), Param("names", ["a", "b"], "Which.")],
        replaces=["APIGW-101"],
    )

    def check(_: Route, __: Params) -> Verdict:
        return passed()

    check.__module__ = "example_rule"
    rule.check(check)
    return rule


def test_a_page_is_the_metadata_and_the_docstring(example: Rule) -> None:
    assert page(example) == (
        "# APIGW-990: Example rule\n\n"
        "- Name: `example`\n"
        "- Severity: high\n"
        "- Pack: strict\n"
        "- Judges: every route\n"
        '- Parameters: `limit` (default `5`), `names` (default `["a", "b"]`)\n'
        "- Replaces: APIGW-101\n\n"
        "## What it requires\n\nSomething.\n\n"
        "## How to fix\n\n```terraform\n## a comment in code\nx = 1\n```\n\n"
        '## Parameters\n\n- `limit` (`5`): How many.\n- `names` (`["a", "b"]`): Which.\n\n'
        "## References\n\n- <https://example.com/a>\n- https://example.com/b\n"
    )
    assert reference(example) == "https://example.com/a"


def test_a_rule_without_a_docstring_has_a_page_all_the_same(example: Rule) -> None:
    sys.modules["example_rule"].__doc__ = None
    assert docstring(example) == ""
    assert page(example).startswith("# APIGW-990: Example rule\n")
    assert reference(example) == ""


def test_parameters_are_told_once_in_every_page() -> None:
    for rule in load():
        text = page(rule)
        assert text.count("## Parameters") == (1 if rule.params else 0), rule.id
        for param in rule.params:
            assert f"`{param.name}`" in text, f"{rule.id}: the page does not name the parameter {param.name}"


def test_explain_prints_markdown_where_there_is_no_terminal(example: Rule) -> None:
    stream = io.StringIO()
    render_explain(example, stream, color=False)
    assert stream.getvalue() == page(example)


def test_explain_lays_the_page_out_on_a_terminal(example: Rule) -> None:
    stream = io.StringIO()
    render_explain(example, stream, color=True, width=80)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert "\x1b[" in stream.getvalue()
    assert "## What" not in shown
    assert "What it requires" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_explain_needs_no_unicode(example: Rule) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    example.title = "Ünicode"
    render_explain(example, stream, color=True)
    stream.flush()
    assert b"# APIGW-990: \\xdcnicode" in stream.buffer.getvalue()


def test_the_list_of_rules(example: Rule) -> None:
    stream = io.StringIO()
    render_rules([example], stream, color=False, width=100)
    assert stream.getvalue().splitlines() == [
        "ID         SEVERITY  PACK    NAME     TITLE",
        "APIGW-990  high      strict  example  Example rule",
    ]
    stream = io.StringIO()
    render_rules([example], stream, color=False, width=44)
    assert "TITLE" not in stream.getvalue(), "the title goes where there is no room"


def test_the_list_of_rules_as_json(example: Rule) -> None:
    assert json.loads(render_rules_json([example])) == [
        {
            "id": "APIGW-990",
            "slug": "example",
            "title": "Example rule",
            "subject": "route",
            "severity": "high",
            "pack": "strict",
            "params": [
                {"name": "limit", "default": 5, "description": "How many."},
                {"name": "names", "default": ["a", "b"], "description": "Which."},
            ],
            "replaces": ["APIGW-101"],
        }
    ]


def test_the_generated_files_are_current() -> None:
    docs = tool()
    differ = [str(path.relative_to(ROOT)) for path, text in docs.generated(ROOT).items() if docs._read(path) != text]
    assert not differ, "run: python tools/docs.py"


def test_check_names_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = tool()
    vars(docs)["ROOT"] = tmp_path
    assert docs.main(["--check"]) == 1
    assert "docs/rules/APIGW-101.md is not what tools/docs.py writes" in capsys.readouterr().err
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (tmp_path / "docs/rules/APIGW-000.md").write_text("of a rule that is gone")
    assert docs.main(["--check"]) == 1
    assert "APIGW-000.md" in capsys.readouterr().err
    assert docs.main([]) == 0
    assert not (tmp_path / "docs/rules/APIGW-000.md").exists()


def test_sections_of_markdown_files() -> None:
    docs = tool()
    text = "a\n<!-- generated: help -->\nold\n<!-- /generated -->\nb\n"
    filled = docs.with_sections(text, {"help": lambda: "new\n"})
    assert filled == "a\n<!-- generated: help -->\nnew\n<!-- /generated -->\nb\n"
    assert docs.with_sections(filled, {"help": lambda: "new\n"}) == filled
    with pytest.raises(SystemExit, match="help --> is no section; there are: other"):
        docs.with_sections(text, {"other": str})
