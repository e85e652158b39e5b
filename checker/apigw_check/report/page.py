"""The documentation page of a rule, and the list of rules: one source for `explain`, `docs/rules` and SARIF.

A page is the docstring of the rule's module, with what the rule itself knows put in front. Neither is input: both are
this project's own text (or that of an organisation's own rules).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO

from msgspec import Struct, json

from ..rules.base import Rule

#: The heading before which the generated section with parameters belongs.
_REFERENCES = "## References"


class ParamEntry(Struct, frozen=True):
    """A parameter in the JSON list of rules."""

    name: str
    default: Any
    description: str


class RuleEntry(Struct, frozen=True):
    """A rule in the JSON list of rules."""

    id: str
    slug: str
    title: str
    subject: str
    severity: str
    pack: str
    params: list[ParamEntry]
    replaces: list[str]


def docstring(rule: Rule) -> str:
    """The rule's page: the docstring of the module that its check is in; empty under `python -OO`."""
    if rule.doc:
        return rule.doc.strip()
    if rule._check is None and not rule.module:
        return ""
    module = sys.modules.get(rule.code().__module__)
    return ((module.__doc__ if module else None) or "").strip()


def sections(rule: Rule) -> dict[str, str]:
    """The parts of the docstring by heading (`Why`, `How to fix`, ...), in order."""
    found: dict[str, str] = {}
    for part in f"\n{docstring(rule)}".split("\n## ")[1:]:
        heading, _, text = part.partition("\n")
        found[heading.strip()] = text.strip()
    return found


def reference(rule: Rule) -> str:
    """The first address under `References`: where to read on outside this project. Empty where there is none."""
    words = sections(rule).get("References", "").replace("<", " ").replace(">", " ").split()
    return next((word for word in words if word.startswith("https://")), "")


def page(rule: Rule, nearest: str = "") -> str:
    """The page of a rule as Markdown. `nearest` is its section on the rules of other tools."""
    _, _, text = docstring(rule).partition("\n\n")
    front = [
        ("Name", f"`{rule.slug}`"),
        ("Severity", rule.severity),
        ("Pack", rule.pack if rule.pack == "strict" else f"{rule.pack}, strict"),
        ("Judges", f"every {rule.subject.replace('_', ' ')}"),
    ]
    if rule.params:
        front.append(("Parameters", ", ".join(f"`{p.name}` (default `{shown(p.default)}`)" for p in rule.params)))
    if rule.replaces:
        front.append(("Replaces", ", ".join(rule.replaces)))
    head = "\n".join(f"- {name}: {value}" for name, value in front)
    if rule.params and "Parameters" not in sections(rule):
        before, found, after = text.partition(f"\n{_REFERENCES}")
        text = f"{before.strip()}\n\n{_parameters(rule)}\n{found}{after}"
    if nearest:
        before, found, after = text.partition(f"\n{_REFERENCES}")
        text = f"{before.strip()}\n\n{nearest}\n{found}{after}"
    return f"# {rule.id}: {rule.title}\n\n{head}\n\n{_spaced(text.strip())}\n"


def _parameters(rule: Rule) -> str:
    rows = [f"- `{param.name}` (`{shown(param.default)}`): {param.description}" for param in rule.params]
    return "\n".join(["## Parameters", *rows])


def _spaced(text: str) -> str:
    """The text with an empty line after each heading, as Markdown linters want it."""
    lines: list[str] = []
    code = False
    for line in text.splitlines():
        if lines and lines[-1].startswith("## ") and line and not code:
            lines.append("")
        code ^= line.startswith("```")
        lines.append(line)
    return "\n".join(lines)


def shown(value: Any) -> str:
    """A parameter's value as YAML and JSON write it."""
    return json.encode(value).decode().replace(",", ", ").replace('":', '": ')


def render_explain(
    rule: Rule, stream: TextIO, *, nearest: str = "", color: bool | None = None, width: int | None = None
) -> None:
    """Writes the page of a rule: laid out where the stream is coloured, as Markdown where it is not."""
    from .terminal import PROSE, Terminal

    terminal = Terminal(stream, color=color, width=width)
    text = page(rule, nearest)
    if not (terminal.color and terminal.unicode):
        terminal.write([[(line, "")] for line in text.splitlines()])
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(
        file=stream,
        width=min(terminal.width, PROSE),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(Markdown(text, code_theme="ansi_dark", hyperlinks=False))
    stream.write(terminal.fit(capture.get()))


def entry(rule: Rule) -> RuleEntry:
    """A rule as the JSON list has it."""
    params = [ParamEntry(param.name, param.default, param.description) for param in rule.params]
    return RuleEntry(
        rule.id, rule.slug, rule.title, rule.subject, rule.severity, rule.pack, params, list(rule.replaces)
    )


def render_rules_json(rules: Iterable[Rule]) -> bytes:
    """The list of rules as UTF-8 JSON."""
    return json.format(json.encode([entry(rule) for rule in rules]), indent=2) + b"\n"


def render_rules(rules: Iterable[Rule], stream: TextIO, *, color: bool | None = None, width: int | None = None) -> None:
    """Writes the list of rules as a table."""
    from .table import Cell, Table
    from .terminal import Terminal

    terminal = Terminal(stream, color=color, width=width)
    rows: list[list[Cell]] = [
        [(rule.id, "strong"), (rule.severity, rule.severity), (rule.pack, ""), (rule.slug, ""), (rule.title, "dim")]
        for rule in rules
    ]
    table = Table(("ID", "SEVERITY", "PACK", "NAME", "TITLE"), rows, terminal)
    if not table.fits:
        rows = [row[:-1] for row in rows]
        table = Table(table.headings[:-1], rows, terminal)
    terminal.write([*table.heading(), *(line for row in rows for line in table.row(row))])
