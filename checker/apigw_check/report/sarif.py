"""SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning services read it.

Failures are results of kind `fail`; what could not be decided is of kind `open`, in the specification's words
"insufficient information to decide whether a problem exists". What the change fixes is `absent` compared with the state
before. GitHub reads neither `kind` nor `baselineState` and would show both as alerts; `undecided` and `fixed` leave
them out. There are no `automationDetails`: services make a category of them, and only a workflow knows which of its
runs belong together. Several inputs are one run, since GitHub refuses a file with several runs of one tool and category
(https://github.blog/changelog/2024-05-06-code-scanning-will-stop-combining-runs-from-a-single-upload/): `inputs` among
the properties of a result names its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import json

from ..engine import EXISTING, FIXED, IGNORED, NEW, OPEN, WORSENED
from ..rules.base import CRITICAL, HIGH, INFO, LOW, MEDIUM, UNDECIDED
from .inputs import Told, are_several, named, told
from .lists import enumerated
from .page import page, reference, sections

if TYPE_CHECKING:
    from ..engine import Selected
    from .document import Document, Finding
    from .places import Place

_Object: TypeAlias = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {CRITICAL: "error", HIGH: "error", MEDIUM: "warning", LOW: "note", INFO: "note"}
#: Where GitHub draws the lines: over 9.0 critical, 7.0 high, 4.0 medium, 0.1 low.
_SCORES = {CRITICAL: "9.5", HIGH: "8.0", MEDIUM: "5.5", LOW: "2.0"}
_BASELINE = {NEW: "new", WORSENED: "updated", EXISTING: "unchanged", FIXED: "absent"}
_ROOT = "%SRCROOT%"
#: Paths that are relative to where the command ran.
_BASES = {_ROOT: {"description": {"text": "The folder that apigw-check was started in."}}}
#: GitHub takes no more related locations of a result.
_MOST_RELATED = 100
#: Of the further subjects of a finding, so many are named in its message.
_MOST_NAMES = 20
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@")


def render_sarif(
    document: Document, selection: Sequence[Selected], *, undecided: bool = True, fixed: bool = True
) -> bytes:
    """The report as UTF-8 SARIF. `selection` are the rules that were run, with the severities in force."""
    findings = [
        finding
        for finding in document.findings
        if (undecided or finding.verdict != UNDECIDED) and (fixed or finding.change != FIXED)
    ]
    several = are_several(document.inputs)
    rules = [_rule(selected) for selected in selection]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    for finding in findings:
        if finding.rule not in index:  # found by something that is no rule, such as an unused ignore
            index[finding.rule] = len(rules)
            rules.append({"id": finding.rule, "name": _pascal(finding.slug)})
    run = {
        "tool": {"driver": {**_driver(document), "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _BASES,
        "invocations": [_invocation(document)],
        "artifacts": [{"location": _artifact(item.path)} for item in document.inputs],
        "results": [_result(one, index[one.finding.rule], several=several) for one in told(findings)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.format(json.encode(log), indent=2) + b"\n"


def _driver(document: Document) -> _Object:
    return {"name": document.tool.name, "version": document.tool.version, "semanticVersion": document.tool.version}


def _rule(selected: Selected) -> _Object:
    rule = selected.rule
    parts = sections(rule)
    markdown = page(rule)
    entry: _Object = {
        "id": rule.id,
        "name": _pascal(rule.slug),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": _one_line(parts.get("What it requires", "")) or rule.title},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[selected.severity]},
        "properties": {
            "tags": ["security", "api-gateway", rule.subject, *selected.controls],
            "problem.severity": _problem(selected),
        },
    }
    if uri := reference(rule):
        entry["helpUri"] = uri
    if score := _SCORES.get(selected.severity):
        entry["properties"]["security-severity"] = score
    return entry


def _problem(selected: Selected) -> str:
    return {"error": "error", "warning": "warning"}.get(_LEVELS[selected.severity], "recommendation")


def _invocation(document: Document) -> _Object:
    invocation: _Object = {"executionSuccessful": not document.crashes and not document.errors}
    notifications = [_notification(text, "error") for text in (*document.errors, *document.crashes)]
    notifications += [_notification(text, "note") for text in document.notes]
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _notification(text: str, level: str) -> _Object:
    return {"level": level, "message": _message(text)}


def _result(one: Told, index: int, *, several: bool) -> _Object:
    finding = one.finding
    primary, *related = finding.places
    open_ended = finding.verdict == UNDECIDED
    advice = f". To fix: {finding.fix}" if finding.fix else ""
    where = f" (in {len(one.inputs)} inputs: {named(one.inputs)})" if len(one.inputs) > 1 else ""
    result: _Object = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": "open" if open_ended else "fail",
        "level": "none" if open_ended else _LEVELS[finding.severity],
        "message": _message(f"{finding.message}{_more(finding)}{where}{advice}"),
        "locations": [_location(primary, finding)],
        "partialFingerprints": {"apigwCheck/v1": finding.fingerprint},
        "baselineState": _BASELINE[finding.change],
        "properties": {
            "severity": finding.severity,
            "change": finding.change,
            "subject": {"kind": finding.subject.kind, "name": finding.subject.name},
        },
    }
    if several:
        result["properties"]["inputs"] = one.inputs
    if related:
        result["relatedLocations"] = [
            {"id": at, **_location(place, finding)} for at, place in enumerate(related[:_MOST_RELATED], 1)
        ]
    if finding.status != OPEN:
        suppression = {"kind": "inSource" if finding.status == IGNORED else "external", "status": "accepted"}
        if finding.status_reason:
            suppression["justification"] = finding.status_reason
        result["suppressions"] = [suppression]
    return result


def _more(finding: Finding) -> str:
    names = [instance.subject.name for instance in finding.instances]
    if not names:
        return ""
    return f"; the same for {enumerated(names, _MOST_NAMES)}"


def _location(place: Place, finding: Finding) -> _Object:
    physical: _Object
    if place.file is None or place.line is None:
        # Services want a file for every result: the input that says so.
        physical = {"artifactLocation": _artifact(finding.input), "region": {"startLine": 1}}
    else:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        known = {name: value for name, value in region.items() if value is not None}
        physical = {"artifactLocation": _artifact(place.file), "region": known}
    location: _Object = {"physicalLocation": physical}
    address = place.address or finding.subject.address
    if address:
        location["logicalLocations"] = [{"fullyQualifiedName": address, "kind": "resource"}]
    if place.note:
        location["message"] = _message(place.note)
    return location


def _artifact(path: str) -> _Object:
    """A file as a URI: relative to where the command ran, or absolute where the path is."""
    path = path.replace("\\", "/")
    quoted = "".join(char if char in _UNRESERVED else _percent(char) for char in path)
    if path.startswith("/"):
        return {"uri": f"file://{quoted}"}
    if path[1:3] == ":/":  # a Windows drive
        return {"uri": f"file:///{path[:2]}{quoted[4:]}"}
    while quoted.startswith("./"):
        quoted = quoted[2:]
    return {"uri": {"": "-", ".": "./"}.get(quoted, quoted), "uriBaseId": _ROOT}


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _message(text: str) -> _Object:
    """A plain text message. Braces are placeholders and `[text](target)` is a link there (3.11.5, 3.11.6): what comes
    from an input is neither."""
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": text}


def _pascal(slug: str) -> str:
    return "".join(part.capitalize() for part in slug.split("-"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
