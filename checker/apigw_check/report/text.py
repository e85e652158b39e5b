"""The report for people: findings with their source lines, worst first, and what it adds up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TextIO, TypeAlias

from msgspec import structs
from rich.cells import cell_len

from ..engine import FIXED, OPEN
from ..model.origin import without_keys
from ..model.words import TRACED
from ..rules.base import FAIL, SEVERITIES, UNDECIDED
from .document import Document, Finding
from .inputs import MOST_INPUTS, are_several, counted, named, told
from .lists import enumerated
from .places import Place
from .redact import Redactor
from .snippet import snippet
from .terminal import PROSE, Line, Run, Terminal, wrap

#: `(file, line, end_line)` to the lines of a file; an empty list where it cannot be read.
Snippets: TypeAlias = Callable[[str, int, int], list[str]]

#: Findings of one rule about one body that are shown together.
_MANY = 3

_EXITS = {
    0: "nothing open at or above {level}",
    1: "a finding is at or above {level} (--fail-on{more})",
    3: "an input could not be read or understood",
    4: "a rule failed internally; please report it",
}


def render_text(
    document: Document,
    stream: TextIO,
    *,
    titles: Mapping[str, str],
    snippets: Snippets | None = None,
    redactor: Redactor | None = None,
    verbose: int = 0,
    color: bool | None = None,
    width: int | None = None,
    exit_code: int | None = None,
    fail_on: str = "medium",
    problems: bool = True,
) -> None:
    """Writes the report.

    `titles` are those of the rules by id. `verbose` from 1 on lists undecided and accepted findings too. `color` and
    `width` overrule what the stream and the environment say; `exit_code` adds the sentence that explains it. `problems`
    is False where errors and crashes are written elsewhere, such as to standard error.
    """
    terminal = Terminal(stream, color=color, width=width)
    writer = _Writer(terminal, titles, snippets, redactor or Redactor(), several=are_several(document.inputs))
    writer.inputs(document, verbose)
    writer.findings(document.findings)
    if verbose:
        writer.accepted([finding for finding in document.findings if _is_accepted(finding)])
        writer.undecided([finding for finding in document.findings if finding.verdict == UNDECIDED])
    writer.fixed([finding for finding in document.findings if finding.change == FIXED])
    writer.messages(document, problems=problems)
    terminal.write(_summary(document, verbose, exit_code, fail_on))


class _Writer:
    """Writes the sections of a report."""

    def __init__(
        self,
        terminal: Terminal,
        titles: Mapping[str, str],
        snippets: Snippets | None,
        redactor: Redactor,
        *,
        several: bool,
    ) -> None:
        self.several = several
        self.terminal = terminal
        self.titles = titles
        self.snippets = snippets
        self.redactor = redactor
        self.prose = min(terminal.width, PROSE)

    def inputs(self, document: Document, verbose: int) -> None:
        """What was read, and what it was taken for; many inputs are counted unless asked for."""
        names = {"old": "compared with ", "new": ""}
        listed = sorted(document.inputs, key=lambda item: item.role == "old")
        read = ", ".join(f"{names.get(item.role, '')}{item.path} ({item.kind})" for item in listed) or "nothing read"
        if len(listed) > MOST_INPUTS and not verbose:
            read = f"{counted(listed)}, named with -v"
        head = f"{document.tool.name} {document.tool.version} {self.terminal.glyphs.dot} {read}"
        self.terminal.write([*([(part, "dim")] for part in wrap(head, self.prose)), []])

    def findings(self, findings: Sequence[Finding]) -> None:
        """The open failures of the wanted state, by severity, then by file and line."""
        by_severity: dict[str, list[Finding]] = {severity: [] for severity in SEVERITIES}
        for finding in findings:
            if finding.verdict == FAIL and finding.change != FIXED and finding.status == OPEN:
                by_severity[finding.severity].append(finding)
        for severity, chosen in by_severity.items():
            if not chosen:
                continue
            chosen.sort(key=_where)
            shown = {one.finding.fingerprint: one.inputs for one in told(chosen)} if self.several else {}
            places = [finding for finding in chosen if not self.several or finding.fingerprint in shown]
            self._heading(severity, len(chosen), severity, len(places))
            for finding, *others in _by_body(places):
                self.terminal.write(self._finding(finding, others, shown))

    def accepted(self, findings: Sequence[Finding]) -> None:
        """Failures that a waiver, a comment or the baseline accepts, with the reason."""
        if not findings:
            return
        shown = told(findings)
        self._heading("accepted", len(findings), "good", len(shown))
        for one in shown:
            finding = one.finding
            label: list[Run] = [(finding.rule, "strong"), (f" {finding.severity}  ", "dim")]
            text = finding.message + self._in(one.inputs)
            lines = self._indented([*label, (f"{_at(finding.places[0])}  ", "place")], text, 2)
            reason = finding.status_reason or "no reason given"
            self.terminal.write([*lines, *self._indented([(f"  {finding.status}: ", "strong")], reason, 4)])
        self.terminal.write([[]])

    def undecided(self, findings: Sequence[Finding]) -> None:
        """What could not be decided, by rule, one line each."""
        if not findings:
            return
        shown = told(findings)
        self._heading("undecided", len(findings), UNDECIDED, len(shown))
        rule = ""
        for one in shown:
            finding = one.finding
            lines: list[Line] = []
            if finding.rule != rule:
                rule = finding.rule
                lines.append([(rule, "strong"), (f" {finding.slug}", "")])
            accepted = f" ({finding.status})" if finding.status != OPEN else ""
            names = enumerated([finding.subject.name, *_members(finding)])
            text = f"{names}{accepted}: {finding.reason}{self._in(one.inputs)}"
            lines += self._indented([(f"  {_at(finding.places[0])}  ", "place")], text, 4)
            self.terminal.write(lines)
        self.terminal.write([[]])

    def fixed(self, findings: Sequence[Finding]) -> None:
        """What the change puts right, one line each."""
        if not findings:
            return
        self._heading("fixed by this change", len(findings), FIXED)
        for finding in findings:
            label: list[Run] = [(finding.rule, "strong"), (f" {finding.severity}  ", "dim")]
            title = self.titles.get(finding.rule, finding.slug)
            text = f"{finding.subject.name}: {title}{self._in([finding.input])}"
            self.terminal.write(self._indented(label, text, 2))
        self.terminal.write([[]])

    def messages(self, document: Document, *, problems: bool) -> None:
        """Errors (unless they are told elsewhere) and notes."""
        lines: list[Line] = []
        for label, style, texts in (
            ("error", "bad", document.errors if problems else []),
            ("internal error", "bad", document.crashes if problems else []),
            ("note", "strong", document.notes),
        ):
            for text in texts:
                lines += self._indented([(f"{label}: ", style)], text)
        if lines:
            self.terminal.write([*lines, []])

    def _in(self, inputs: Sequence[str]) -> str:
        """The inputs of a finding, where there are several."""
        return f" (in {named(inputs)})" if self.several else ""

    def _heading(self, label: str, count: int, style: str, places: int | None = None) -> None:
        """A heading. `places` is how many findings are told, where some stand for those of several inputs."""
        rule = self.terminal.glyphs.rule
        fewer = f" at {_plural(places, 'place')}" if places and places < count else ""
        text = f" {label} ({count}{fewer}) "
        rest = max(self.terminal.width - len(text) - 2, 2)
        self.terminal.write([[(rule * 2, "dim"), (text, style), (rule * rest, "dim")], []])

    def _finding(self, finding: Finding, others: Sequence[Finding], inputs: Mapping[str, Sequence[str]]) -> list[Line]:
        """A finding with its lines; of `others`, which say the same of the same body, where they are.

        `inputs` are those of each finding by its fingerprint, where there are several.
        """
        dot = self.terminal.glyphs.dot
        head: list[Run] = [(finding.severity, finding.severity), (f" {finding.rule}", "strong")]
        head += [(f" {finding.slug} {dot} ", ""), (finding.change, finding.change)]
        lines: list[Line] = [head]
        title = self.titles.get(finding.rule, "")
        lines += [[(part, "strong")] for part in wrap(title, self.prose)] if title else []
        lines += [[(part, "")] for part in wrap(finding.message, self.prose)]
        place = finding.places[0]
        # Where the caller of a module wrote the value is the line to change: it is shown too.
        traced = [other for other in finding.places[1:] if other.note in TRACED and other.address == place.address]
        gutter = max(2, *(len(str(_last_line(shown))) for shown in (place, *traced)))
        lines += self._place(place, finding.severity, gutter)
        for other in traced:
            lines += self._place(other, finding.severity, gutter, place)
        members = {instance.place.address for instance in finding.instances}
        also = [other for other in finding.places[1:] if other not in traced and other.address not in members]
        for other in _told_once(also):
            lines += self._detail("also", _related(other, place), gutter)
        if finding.instances:
            lines += self._detail("same for", enumerated(_members(finding)), gutter)
        for same in others:
            own = inputs.get(same.fingerprint, ())
            elsewhere = self._in(own) if own != inputs.get(finding.fingerprint, ()) else ""
            lines += self._detail("likewise", f"{_at(same.places[0])} {same.subject.name}{elsewhere}", gutter)
        if self.several:
            mine = inputs[finding.fingerprint]
            lines += self._detail("input" if len(mine) == 1 else f"in {len(mine)} inputs", named(mine), gutter)
        if finding.fix:
            lines += self._detail("fix", finding.fix, gutter)
        if finding.controls:
            lines += self._detail("controls", ", ".join(finding.controls), gutter)
        lines += self._detail("more", f"apigw-check explain {finding.rule}", gutter)
        return [*lines, []]

    def _place(self, place: Place, style: str, gutter: int, primary: Place | None = None) -> list[Line]:
        """Where it is, and the lines there; below those of the primary place if that is given."""
        known = primary is not None and primary.address == place.address
        about = ": ".join(filter(None, [place.address if place.file and not known else "", place.note]))
        glyph = self.terminal.glyphs.open if primary is None else self.terminal.glyphs.next
        pointer: list[Run] = [(f"{'':>{gutter}} {glyph} ", "dim"), (f"{_at(place)}  ", "place")]
        lines = self._indented(pointer, about, gutter + 4)
        if place.file is None or place.line is None or self.snippets is None:
            return lines
        end = place.end_line or place.line
        source = self.snippets(place.file, place.line, end)
        return lines + snippet(
            source, place.line, place.column or 1, end, place.end_column, self.terminal, self.redactor, style, gutter
        )

    def _detail(self, label: str, text: str, gutter: int) -> list[Line]:
        return self._indented([(f"{'':>{gutter}} = ", "dim"), (f"{label}: ", "strong")], text, gutter + 3)

    def _indented(self, label: list[Run], text: str, indent: int | None = None) -> list[Line]:
        """A label and a text; further lines of the text are indented (to the end of the label by default)."""
        used = sum(cell_len(part) for part, _ in label)
        indent = used if indent is None else indent
        parts = wrap(text, max(self.prose - indent, 20), used - indent)
        return [[*label, (parts[0], "")], *([(" " * indent, ""), (part, "")] for part in parts[1:])]


def _by_body(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings in their order; those of one rule about three or more parts of one body stand together.

    In a body each operation has a line of its own, so that each is a finding: one of them is shown whole.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        same = (finding.rule, finding.change, finding.fix, finding.input, *finding.joined)
        groups.setdefault((*same, finding.subject.kind, finding.subject.address), []).append(finding)
    shown: list[list[Finding]] = []
    for group in groups.values():
        together = len(group) >= _MANY and not any(finding.instances for finding in group)
        shown += [group] if together else [[finding] for finding in group]
    return sorted(shown, key=lambda group: _where(group[0]))


def _is_accepted(finding: Finding) -> bool:
    return finding.verdict == FAIL and finding.change != FIXED and finding.status != OPEN


def _where(finding: Finding) -> tuple[object, ...]:
    place = finding.places[0]
    return (place.file is None, place.file or "", place.line or 0, place.column or 0, finding.rule)


def _at(place: Place) -> str:
    """`file:line:column`, or the address where there is no file."""
    if place.file is None:
        return place.address or "(not in the input)"
    return f"{place.file}:{place.line}:{place.column}"


def _told_once(places: Sequence[Place]) -> list[Place]:
    """The places; of several instances of one block at one line that say the same, the block instead."""
    found: dict[tuple[object, ...], Place] = {}
    for place in places:
        # Where there is no file, the address is all that tells them apart.
        block = without_keys(place.address) if place.file else place.address
        key = (place.file, place.line, place.column, place.note, block)
        found[key] = structs.replace(place, address=block) if key in found else place
    return list(found.values())


def _related(place: Place, primary: Place) -> str:
    address = place.address if place.file and place.address != primary.address else ""
    return f"{_at(place)} {': '.join(filter(None, [address, place.note]))}"


def _members(finding: Finding) -> list[str]:
    """The further subjects of a finding by name."""
    return [instance.subject.name for instance in finding.instances]


def _last_line(place: Place) -> int:
    return place.end_line or place.line or 0


def _summary(document: Document, verbose: int, exit_code: int | None, fail_on: str) -> list[Line]:
    counts = document.summary
    severities = [(name, getattr(counts.by_severity, name)) for name in SEVERITIES]
    total = sum(number for _, number in severities)
    broken = document.errors or document.crashes
    line: list[Run] = [(_plural(total, "finding") if total else "no findings", "strong" if total or broken else "good")]
    shown = [(name, number) for name, number in severities if number]
    for index, (name, number) in enumerate(shown):
        line += [(", " if index else ": ", ""), (f"{number} {name}", name)]
    lines: list[Line] = [line]
    changes = [(name, getattr(counts.by_change, name)) for name in counts.by_change.__struct_fields__]
    told = [f"{number} {name}" for name, number in changes if number]
    if told:
        lines.append([("by this change: ", "dim"), (", ".join(told), "")])
    left = counts.untouched
    aside = [(counts.by_verdict.undecided - (left.undecided if left is not None else 0), "undecided")]
    aside += [(getattr(counts.by_status, name), name) for name in ("waived", "ignored", "baseline")]
    named = [f"{number} {name}" for number, name in aside if number]
    if named:
        hint = "" if verbose else " (-v lists them)"
        lines.append([("not counted above: ", "dim"), (", ".join(named), ""), (hint, "dim")])
    if left is not None and left.fail + left.undecided:
        undecided = f" and {left.undecided} undecided" if left.undecided else ""
        gateways = f"{_plural(left.gateways, 'gateway')} that this change does not touch"
        lines.append([("left out: ", "dim"), (f"{_plural(left.fail, 'finding')}{undecided} on {gateways}", "")])
    lines.append([(_coverage(document), "")])
    if not document.inputs:
        lines = []  # nothing was read: nothing is said of it
    if exit_code is not None:
        style = "bad" if exit_code else "good"
        each = ":" in fail_on  # a level for each kind of change
        level = f"its level ({fail_on})" if each and not exit_code else "its level" if each else fail_on
        reason = _EXITS.get(exit_code, "").format(level=level, more=f" {fail_on}" if each else "")
        lines.append([(f"exit {exit_code}", style), (f": {reason}" if reason else "", "")])
    return lines


def _coverage(document: Document) -> str:
    summary = document.summary
    routes = sum(len(gateway.routes) for gateway in document.gateways)
    extent = f"{_plural(len(document.gateways), 'gateway')} with {_plural(routes, 'route')}"
    if summary.share_decided is None:
        return f"nothing to decide in {extent}"
    return f"decided {int(summary.share_decided * 100)} % of {_plural(summary.checks, 'check')} in {extent}"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
