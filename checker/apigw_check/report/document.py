"""The report, version 1: what every format is written from, and what the JSON report is.

The structs are declared apart from the internal types, and they are a contract: within version 1 a field may be added,
but none goes, changes its meaning or its type. `policies/schema/report-v1.json` is generated from them. Places are
looked up here, and only for what is reported. Strings of the input are cleaned and masked here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct, field

from ..engine import FIXED, OPEN, fingerprint_in
from ..inventory import Gateway, inventory
from ..rules.base import FAIL, SEVERITIES, UNDECIDED
from .groups import grouped
from .places import Place, Places
from .redact import Redactor, plain

if TYPE_CHECKING:
    from ..engine import Judgement, Result
    from ..model.estate import Estate
    from .places import Locator

VERSION: Literal[1] = 1
TOOL = "apigw-check"


class Tool(Struct, frozen=True):
    """The program that wrote the report."""

    name: str
    version: str


class Input(Struct, frozen=True):
    """An input that was read."""

    path: Annotated[str, Meta(description="As it was named; `-` is standard input.")]
    kind: Annotated[str, Meta(description="What it was taken for, such as `plan`.")]
    findings: Annotated[int, Meta(description="Its open failures, fixed ones left out.")] = 0
    errors: Annotated[int, Meta(description="Its parts that could not be read or understood.")] = 0
    role: Annotated[
        Literal["", "old", "new"],
        Meta(description="In a comparison, `old` for the input that `new` was compared with; else empty."),
    ] = ""


class Verdicts(Struct, frozen=True):
    """Results (one for each rule and subject) by verdict, for the wanted state, whatever their status."""

    fail: int
    undecided: int
    passed: int = field(name="pass")
    not_applicable: int


class Severities(Struct, frozen=True):
    """Open failures by severity, fixed ones left out."""

    critical: int
    high: int
    medium: int
    low: int
    info: int


class Changes(Struct, frozen=True):
    """Open failures by what the change does to them, and how many it fixes."""

    new: int
    worsened: int
    existing: int
    fixed: int


class Statuses(Struct, frozen=True):
    """Failures by status, fixed ones left out."""

    open: int
    waived: int
    ignored: int
    baseline: int


class Untouched(Struct, frozen=True):
    """What `--scope changed` leaves out: open results, and on how many gateways that the change does not touch."""

    fail: int
    undecided: int
    gateways: int


class Summary(Struct, frozen=True):
    """Counts: of results by verdict, else of findings, where instances of one block with one cause count once.

    `by_severity` and the first three of `by_change` each add up to `by_status.open`.
    """

    by_verdict: Verdicts
    by_severity: Severities
    by_change: Changes
    by_status: Statuses
    checks: Annotated[int, Meta(description="Failures, passes and undecided results of the wanted state.")]
    share_decided: Annotated[
        float | None,
        Meta(description="The part of the checks that was decided, from 0 to 1; null where there were none."),
    ]
    untouched: Annotated[
        Untouched | None,
        Meta(description="What `--scope changed` leaves out of everything but `by_verdict`; null for `--scope all`."),
    ] = None


class Subject(Struct, frozen=True):
    """What was judged."""

    kind: Annotated[str, Meta(description="`api`, `route`, `authorizer`, `integration`, `stage`, `domain`, ...")]
    name: Annotated[str, Meta(description="Such as `GET /orders` or `stage prod`.")]
    address: Annotated[str, Meta(description="The Terraform address, of the API where the route lives in a body.")]


class Instance(Struct, frozen=True):
    """A further subject of a finding: another instance of the same block, with the same cause."""

    subject: Subject
    message: str
    place: Place
    fingerprint: str


class Finding(Struct, frozen=True):
    """A failure, or a result that could not be decided. What one block does in many instances is one finding."""

    rule: Annotated[str, Meta(description="The permanent id, such as `APIGW-101`.")]
    slug: str
    severity: Literal["critical", "high", "medium", "low", "info"]
    verdict: Literal["fail", "undecided"]
    change: Annotated[
        Literal["new", "worsened", "existing", "fixed"],
        Meta(description="What the change does to it. A fixed finding is one of the state before."),
    ]
    status: Annotated[
        Literal["open", "waived", "ignored", "baseline"],
        Meta(description="Open, or accepted by a waiver, by a comment in the sources or by the baseline."),
    ]
    status_reason: Annotated[str | None, Meta(description="Why it was accepted; null where it is open.")]
    subject: Subject
    places: Annotated[list[Place], Meta(min_length=1)]
    message: str
    reason: Annotated[str | None, Meta(description="Why it is undecided; null for a failure.")]
    fix: Annotated[str, Meta(description="What to do about it; may be empty.")]
    fingerprint: Annotated[
        str,
        Meta(
            description="The same for the same finding from run to run, wherever its lines move. In a run of several "
            "inputs it depends on the input's path too."
        ),
    ]
    input: Annotated[str, Meta(description="The path of the input, as in `inputs`.")]
    instances: Annotated[
        list[Instance], Meta(description="The further subjects that have the same cause; `places` has theirs too.")
    ] = []
    controls: Annotated[
        list[str], Meta(description="The controls of a framework that the pack in force maps the rule to.")
    ] = []
    joined: Annotated[
        list[str],
        Meta(description="Further rules that fail at the same place for the same cause; `message` tells both."),
    ] = []


class Document(Struct, frozen=True):
    """A report of apigw-check, version 1. Readers should pass over fields that they do not know."""

    version: Literal[1]
    tool: Tool
    inputs: list[Input]
    summary: Summary
    gateways: list[Gateway]
    findings: Annotated[
        list[Finding], Meta(description="Failures, then undecided results, then what the change fixes; worst first.")
    ]
    crashes: Annotated[list[str], Meta(description="Rules that failed internally, each on one subject.")]
    errors: Annotated[list[str], Meta(description="Inputs that could not be read.")]
    notes: Annotated[list[str], Meta(description="What else a reader should know.")]


def build(
    judgement: Judgement,
    estate: Estate,
    *,
    inputs: Iterable[Input],
    locators: Mapping[str, Locator | None] | None = None,
    redactor: Redactor | None = None,
    notes: Iterable[str] = (),
    errors: Iterable[str] = (),
    tool_version: str,
    controls: Mapping[str, Sequence[str]] | None = None,
    gateways: list[Gateway] | None = None,
) -> Document:
    """The report of a judgement. `locators` are by the path of the input; findings keep the engine's order.

    `gateways` are the route tables where the estate does not hold them any more. `notes` are followed by those of the
    locators, which are complete only after everything is located.
    """
    clean = (redactor or Redactor()).clean
    locators = locators or {}
    places = Places(locators, clean)
    inputs = list(inputs)
    own = sum(one.role != "old" for one in inputs) < 2
    findings = grouped(
        (result, _finding(result, places, clean, controls or {}, own=own)) for result in judgement.findings
    )
    unread = [note for locator in locators.values() if locator is not None for note in locator.notes]
    return Document(
        version=VERSION,
        tool=Tool(TOOL, tool_version),
        inputs=_counted(inputs, findings),
        summary=summarise(judgement, findings),
        gateways=inventory(estate, clean, plain) if gateways is None else gateways,
        findings=findings,
        crashes=[
            clean(f"{crash.rule_id} failed internally on {crash.subject}: {crash.error}") for crash in judgement.crashes
        ],
        errors=[clean(error) for error in errors],
        notes=[clean(note) for note in dict.fromkeys((*notes, *unread))],
    )


def _counted(inputs: Iterable[Input], findings: Iterable[Finding]) -> list[Input]:
    """The inputs, each with the number of its open failures."""
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.verdict == FAIL and finding.status == OPEN and finding.change != FIXED:
            counts[finding.input] = counts.get(finding.input, 0) + 1
    return [
        Input(path := plain(one.path), plain(one.kind), counts.get(path, 0), one.errors, one.role) for one in inputs
    ]


def summarise(judgement: Judgement, findings: Iterable[Finding]) -> Summary:
    """The counts of a judgement and of the findings that came of it."""
    verdicts = {FAIL: 0, UNDECIDED: 0}
    for result in (*judgement.findings, *(judgement.untouched or ())):
        if result.change != FIXED:
            verdicts[result.verdict] += 1
    severities = dict.fromkeys(SEVERITIES, 0)
    changes = dict.fromkeys(Changes.__struct_fields__, 0)
    statuses = dict.fromkeys(Statuses.__struct_fields__, 0)
    for finding in findings:
        if finding.change == FIXED:
            changes[FIXED] += 1
        elif finding.verdict == FAIL:
            statuses[finding.status] += 1
            if finding.status == OPEN:
                severities[finding.severity] += 1
                changes[finding.change] += 1
    decided = verdicts[FAIL] + judgement.passed
    checks = decided + verdicts[UNDECIDED]
    return Summary(
        by_verdict=Verdicts(verdicts[FAIL], verdicts[UNDECIDED], judgement.passed, judgement.not_applicable),
        by_severity=Severities(**severities),
        by_change=Changes(**changes),
        by_status=Statuses(**statuses),
        checks=checks,
        # Rounded down, so that 1.0 is said of nothing but everything.
        share_decided=decided * 10_000 // checks / 10_000 if checks else None,
        untouched=_untouched(judgement.untouched) if judgement.untouched is not None else None,
    )


def _untouched(results: Sequence[Result]) -> Untouched:
    """The counts of what was left out, of open results."""
    left = [result for result in results if result.status == OPEN]
    failures = sum(result.verdict == FAIL for result in left)
    # Inputs may hold the same addresses.
    gateways = {(result.subject.origin.input, result.gateway) for result in left}
    return Untouched(failures, len(left) - failures, len(gateways))


def _from_here(path: str) -> str:
    """The path of an input from the working directory, however it was spelled."""
    try:
        return path if path == "-" else os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive
        return path


def _finding(
    result: Result,
    places: Places,
    clean: Callable[[str], str],
    controls: Mapping[str, Sequence[str]],
    *,
    own: bool,
) -> Finding:
    """`own` says that there is no other input, in which the same finding may be."""
    subject, origin = result.subject, result.subject.origin
    undecided = result.verdict == UNDECIDED
    message = clean(result.message)
    name = clean(subject.name)
    return Finding(
        rule=result.rule.id,
        slug=result.rule.slug,
        # The engine's constants are plain texts; the report's contract names them one by one.
        severity=result.severity,  # type: ignore[arg-type]
        verdict=result.verdict,  # type: ignore[arg-type]
        change=result.change,  # type: ignore[arg-type]
        status=result.status,  # type: ignore[arg-type]
        status_reason=clean(result.status_reason) if result.status != OPEN else None,
        subject=Subject(subject.kind, name, plain(origin.address)),
        places=places.of(result.spots, whole=result.change == FIXED),
        message=f"undecided for {name}: {message}" if undecided else message,
        reason=message if undecided else None,
        fix=clean(result.fix),
        fingerprint=result.fingerprint if own else fingerprint_in(result.fingerprint, _from_here(origin.input)),
        input=plain(origin.input),
        controls=list(controls.get(result.rule.id, ())),
    )
