"""Judging: applies the selected rules to an estate and compares with the estate before the change.

Pure: nothing is read, located or printed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field, structs

from .model.change import identity, pair
from .model.estate import Estate, Possible
from .model.gateway import Api, Subject
from .model.value import UndecidedError
from .policy.fail_on import FailOn
from .rules.base import FAIL, NOT_APPLICABLE, PASS, SEVERITIES, UNDECIDED, Params, Rule, Spot, Verdict

try:  # the interpreter's own SHA-256: hashlib loads OpenSSL, which takes as long as all rules on a small plan
    from _sha2 import sha256 as _sha256  # type: ignore[import-not-found]
except ImportError:
    try:
        from _sha256 import sha256 as _sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256 as _sha256

NEW, WORSENED, EXISTING, FIXED = "new", "worsened", "existing", "fixed"
OPEN, WAIVED, IGNORED, BASELINE = "open", "waived", "ignored", "baseline"

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
#: Kinds of subjects that an API with an unread body may have without our seeing them.
_IN_BODY = ("route", "authorizer", "integration")


class Scope(Struct, frozen=True, eq=False):
    """Settings of a rule for the subjects that `names` accepts. `more` is added to parameters that are lists."""

    names: Callable[[Subject], bool]
    enabled: bool | None = None
    severity: str | None = None
    params: dict[str, Any] = {}
    more: dict[str, tuple[Any, ...]] = {}


class Selected(Struct, frozen=True, eq=False):
    """A rule with the severity and parameters in force, and what is different for some subjects (the last wins).

    `enabled` is False for a rule that is asked in some of its scopes only. `controls` are those of a framework that it
    answers for. `ignorable` is False for a rule whose findings nothing accepts.
    """

    rule: Rule
    severity: str
    params: Params
    scopes: tuple[Scope, ...] = ()
    enabled: bool = True
    controls: tuple[str, ...] = ()
    ignorable: bool = True

    def on(self, subject: Subject) -> Selected | None:
        """The rule as it is asked of one subject, or None where it is not."""
        enabled, severity, params = self.enabled, self.severity, self.params.as_dict()
        for scope in self.scopes:
            if scope.names(subject):
                enabled = enabled if scope.enabled is None else scope.enabled
                severity = scope.severity or severity
                params.update(scope.params)
                params.update({name: [*params[name], *values] for name, values in scope.more.items()})
        return Selected(self.rule, severity, Params(params)) if enabled else None


class Result(Struct, eq=False):
    """What one rule says of one subject.

    `change` is one of new, worsened, existing, fixed; `status` one of open, waived, ignored, baseline, with the
    suppression's reason in `status_reason`. `spots[0]` is the primary one. `cause`, `joins` and `secrets` are the
    verdict's.
    `touched` is False where `touched.mark` found that the change does not touch `gateway`.
    """

    rule: Rule
    verdict: str
    severity: str
    subject: Subject
    message: str
    spots: tuple[Spot, ...]
    fix: str = ""
    extent: tuple[str, ...] = ()
    cause: str = ""
    joins: bool = False
    secrets: tuple[str, ...] = ()
    change: str = NEW
    status: str = OPEN
    status_reason: str = ""
    fingerprint: str = ""
    touched: bool = True
    gateway: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies the result across `before` and `after`."""
        return _key(self.rule, self.subject)

    @property
    def key_before(self) -> tuple[str, str, str]:
        """The key in the estate before: another one where another resource, or the body, defines the subject now."""
        return _key(self.rule, self.subject.before or self.subject)


def _key(rule: Rule, subject: Subject) -> tuple[str, str, str]:
    return (rule.id, subject.kind, identity(subject))


class RuleCrash(Struct, frozen=True):
    """An internal error: a rule raised on a subject; `key` is that of the subject's origin."""

    rule_id: str
    subject: str
    error: str
    key: str = ""


class Judgement(Struct, eq=False):
    """Everything that was decided about one estate.

    `findings` are failures and undecided results (fixed ones of the estate before included); `passed` and
    `not_applicable` are counts; `decisions` holds every single result where it was asked for. `untouched` are the
    findings that were left out because the change does not touch their gateways; None where nothing was.
    """

    findings: list[Result] = field(default_factory=list)
    passed: int = 0
    not_applicable: int = 0
    crashes: list[RuleCrash] = field(default_factory=list)
    decisions: list[Result] = field(default_factory=list)
    untouched: list[Result] | None = None


class Other(Struct, frozen=True, eq=False):
    """What is to be known of the estate before where it is that of another input.

    `maybe` and `worlds` are as for `judge`. `differs(result, earlier)`: whether the two inputs say different things of
    what a result is about. `extents` is False where they know different things, so that what is affected has other
    names.
    """

    differs: Callable[[Result, Result | None], bool]
    maybe: Mapping[str, str] = {}
    worlds: Sequence[Possible] = ()
    extents: bool = True


def judge(
    after: Estate,
    before: Estate | None,
    selection: list[Selected],
    *,
    keep_all: bool = False,
    other: Other | None = None,
    maybe: Mapping[str, str] = {},
    worlds: Sequence[Possible] = (),
) -> Judgement:
    """Judges the wanted state and labels each finding by comparison with the state before.

    `keep_all` keeps passes and exemptions too, as `decisions` (for tests and `-v`). `other` is given where the state
    before is that of another input. `maybe` has the addresses of what may not be there, each with the reason; `worlds`
    are the other estates that the wanted state may come to.
    """
    judgement = Judgement()
    pair(after, before)
    for world in worlds:
        pair(world.estate, world.before or before)
    results, hidden = _evaluate(after, selection, judgement.crashes, maybe, worlds)
    earlier: dict[tuple[str, str, str], Result] = {}
    covered: list[Result] = []
    if before is not None:
        # A rule that crashes on the state before has crashed on the same model: reported once, from either side.
        crashes: list[RuleCrash] = []
        known = (other.maybe, other.worlds) if other is not None else ()
        shown, covered = _evaluate(before, selection, crashes, *known)
        earlier = {result.key: result for result in (*covered, *shown) if result.verdict in (FAIL, UNDECIDED)}
        judgement.crashes += [crash for crash in crashes if crash not in judgement.crashes]
    for result in results:
        if result.verdict in (FAIL, UNDECIDED):
            _label(result, earlier.get(result.key_before), other)
            judgement.findings.append(result)
        elif result.verdict == PASS:
            judgement.passed += 1
        else:
            judgement.not_applicable += 1
    if keep_all:
        judgement.decisions = results
    if before is not None:
        judgement.findings += _fixed(after, earlier, (*results, *hidden), covered, judgement.crashes)
    for result in judgement.findings:
        result.fingerprint = _fingerprint(result)
    judgement.findings.sort(key=_order)
    return judgement


def _fixed(
    after: Estate,
    earlier: Mapping[tuple[str, str, str], Result],
    results: Sequence[Result],
    covered: Sequence[Result],
    crashes: Sequence[RuleCrash],
) -> Iterator[Result]:
    """The failures of the state before that are not there any more."""
    open_ = {result.key_before for result in results if result.verdict in (FAIL, UNDECIDED)}
    unread = {api.origin.address for api in after.apis if api.unread is not None}
    crashed = {(crash.rule_id, crash.key) for crash in crashes}
    replaced = {result.key for result in covered}
    passed = {result.key_before for result in results if result.verdict == PASS}
    for key, result in earlier.items():
        rule, kind, _ = key
        place = result.subject.origin.key
        if result.verdict != FAIL or key in open_ or key in replaced or (rule, place) in crashed:
            continue
        if result.subject.origin.change == "forget":
            continue  # Terraform lets go of it, and it stays as it is
        if kind in _IN_BODY and result.subject.origin.pointer and result.subject.origin.address in unread:
            continue  # it lives in a body of which the plan does not show what becomes of it
        owner = getattr(result.subject, "api", None)
        if key not in passed and isinstance(owner, Api) and owner.unread is None and owner.origin.address in unread:
            continue  # what it says hangs on routes that are not shown any more
        result.change = FIXED
        yield result


def _doubt(result: Result, maybe: Mapping[str, str]) -> None:
    """Makes a failure undecided that is about what may not be there at all; `maybe` has the reasons by address."""
    addresses = (result.subject.origin.address, result.spots[0].origin.address)
    reason = next((maybe[address] for address in addresses if address in maybe), None)
    if reason is not None and result.verdict == FAIL:
        _leave_open(result, reason)


def _weigh(results: Sequence[Result], others: Sequence[Result], world: Possible) -> None:
    """Makes undecided what fails in one of two estates that the input may come to, and not in the other.

    Of what fails in both the milder severity, and only what is affected in both, are sure.
    """
    known: dict[tuple[str, str, str], list[Result]] = {}
    for other in others:
        known.setdefault(other.key, []).append(other)
    for result in results:
        if world.apart and result.subject.ambiguous:
            continue
        same = known.get(result.key, ())
        failing = [other for other in same if other.verdict == FAIL]
        if result.verdict != FAIL:
            if failing and result.verdict != UNDECIDED:
                result.spots = failing[0].spots[:1]
                _leave_open(result, world.reason)
        elif not same or len(failing) < len(same):
            _leave_open(result, world.reason)
        else:
            mildest = max((result, *failing), key=lambda each: _RANK[each.severity])
            result.severity = mildest.severity
            result.extent = tuple(name for name in result.extent if all(name in each.extent for each in failing))


def _leave_open(result: Result, reason: str) -> None:
    result.verdict, result.message, result.fix = UNDECIDED, reason, ""
    result.extent, result.cause, result.joins = (), "", False


def combine(judgements: list[Judgement]) -> Judgement:
    """One judgement of several inputs, in the engine's order."""
    if len(judgements) == 1:
        return judgements[0]
    whole = Judgement()
    for one in judgements:
        whole.findings += one.findings
        whole.crashes += one.crashes
        whole.decisions += one.decisions
        whole.passed += one.passed
        whole.not_applicable += one.not_applicable
    whole.findings.sort(key=_order)
    return whole


def _label(result: Result, earlier: Result | None, other: Other | None) -> None:
    """Says what the change does to a finding, whose earlier result is given where there was one.

    What an earlier input could not decide and does not say differently is no doing of the change.
    """
    unclear = unseen(result.subject) if earlier is None else earlier.message if earlier.verdict == UNDECIDED else ""
    if unclear and result.verdict == FAIL and other is not None and not other.differs(result, earlier):
        result.change = EXISTING
        result.message += f" (undecided before: {unclear})"
    elif earlier is None:
        result.change = NEW
    elif result.verdict == UNDECIDED:
        result.change = EXISTING
    elif earlier.verdict == UNDECIDED:
        result.change = NEW
    elif _RANK[result.severity] < _RANK[earlier.severity] or _grown(result, earlier, other):
        result.change = WORSENED
    else:
        result.change = EXISTING


def _grown(result: Result, earlier: Result, other: Other | None) -> bool:
    """Whether more is affected than before."""
    if other is not None and not other.extents:
        return False
    return not set(result.extent) <= set(earlier.extent)


def unseen(subject: Subject) -> str:
    """Why the API of a subject could not be seen whole before; empty where it could, or was not there."""
    owner = subject if isinstance(subject, Api) else getattr(subject, "api", None)
    was = owner.before if isinstance(owner, Api) else None
    return was.unread.reason if isinstance(was, Api) and was.unread is not None else ""


def _order(result: Result) -> tuple[object, ...]:
    return (
        result.change == FIXED,
        result.verdict != FAIL,
        _RANK[result.severity],
        result.rule.id,
        result.subject.origin.address,
        result.subject.origin.pointer,
        result.subject.name,
    )


def _fingerprint(result: Result) -> str:
    """Stable under reordering of the input and under changes elsewhere: rule and subject, of which there is one result.

    The cause is no part of it: of several causes another may come first after a change.
    """
    return _digest(*result.key)


def fingerprint_in(fingerprint: str, path: str) -> str:
    """The fingerprint of a finding among those of other inputs, in which the same one may be."""
    return _digest(fingerprint, path)


def _digest(*parts: str) -> str:
    digest: str = _sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:32]


def _evaluate(
    estate: Estate,
    selection: list[Selected],
    crashes: list[RuleCrash],
    maybe: Mapping[str, str] = {},
    worlds: Sequence[Possible] = (),
) -> tuple[list[Result], list[Result]]:
    """The results, and those that others replace; what may not be there, and other worlds, are as in `judge`."""
    results = _results(estate, selection, crashes)
    for result in results if maybe else ():
        _doubt(result, maybe)
    for world in worlds:
        more: list[RuleCrash] = []
        _weigh(results, _results(world.estate, selection, more), world)
        crashes += [crash for crash in more if crash not in crashes]
    return _replace(results)


def _results(estate: Estate, selection: list[Selected], crashes: list[RuleCrash]) -> list[Result]:
    """The result of each rule for each of its subjects."""
    subjects: dict[str, list[Subject]] = {}
    # What an API that is defined elsewhere holds is judged there.
    unread = [api for api in estate.apis if api.unread is not None and not api.external]
    results: list[Result] = []
    for selected in selection:
        kind = selected.rule.subject
        if kind not in subjects:
            subjects[kind] = estate.subjects(kind)
        found: list[Result] = []
        for subject in subjects[kind]:
            asked = selected.on(subject) if selected.scopes else selected
            verdict = _judge(asked, subject, crashes) if asked is not None else None
            if asked is not None and verdict is not None:
                found.append(_result(asked, subject, verdict))
        if kind in _IN_BODY:
            found += [_unread(selected, api) for api in unread]
        results += _agree(found)
    return results


def _judge(selected: Selected, subject: Subject, crashes: list[RuleCrash]) -> Verdict | None:
    try:
        return selected.rule.judge(subject, selected.params)
    except UndecidedError as error:
        return Verdict(UNDECIDED, error.unknown.reason)
    except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others
        text = f"{type(error).__name__}: {error}"
        crashes.append(RuleCrash(selected.rule.id, _name(subject), text, subject.origin.key))
        return None


def _name(subject: Subject) -> str:
    try:
        return subject.name
    except Exception:  # noqa: BLE001 - nor must what is odd about its subject
        return subject.origin.address


def _result(selected: Selected, subject: Subject, verdict: Verdict) -> Result:
    primary = verdict.at or Spot(subject.origin)
    severity = verdict.severity or selected.severity
    if verdict.severity and _RANK[selected.severity] > _RANK[verdict.severity]:
        severity = selected.severity  # a pack that grades a rule down means every case of it
    return Result(
        rule=selected.rule,
        verdict=verdict.kind,
        severity=severity,
        subject=subject,
        message=verdict.message,
        spots=(primary, *verdict.also),
        fix=verdict.fix,
        extent=verdict.extent,
        cause=verdict.cause,
        joins=verdict.joins,
        secrets=verdict.secrets,
    )


def _unread(selected: Selected, api: Api) -> Result:
    why = api.unread.reason if api.unread is not None else ""
    reason = f"the {selected.rule.subject}s of this API cannot be seen: {why}"
    return _result(selected, api, Verdict(UNDECIDED, reason, Spot(api.origin, "body" if api.has_body else "")))


def _agree(found: list[Result]) -> list[Result]:
    """Merges the results of one subject that may belong to several gateways: what all say stands."""
    if not any(result.subject.ambiguous for result in found):
        return found
    kept: list[Result] = []
    groups: dict[str, list[Result]] = {}
    for result in found:
        if not result.subject.ambiguous:
            kept.append(result)
            continue
        group = groups.setdefault(result.subject.origin.key, [])
        if not group:
            kept.append(result)
        group.append(result)
    merged = {id(group[0]): _one(group) for group in groups.values()}
    return [merged.get(id(result), result) for result in kept]


def _one(group: list[Result]) -> Result:
    """What the results of one subject in each of its gateways come to."""
    verdicts = {result.verdict for result in group}
    if len(verdicts) == 1:
        # The mildest severity, and only what is affected in each, are sure.
        mildest = max(group, key=lambda result: _RANK[result.severity])
        common = [name for name in mildest.extent if all(name in result.extent for result in group)]
        return structs.replace(mildest, extent=tuple(common))
    if verdicts <= {PASS, NOT_APPLICABLE}:
        return next(result for result in group if result.verdict == PASS)
    undecided = next((result for result in group if result.verdict == UNDECIDED), None)
    return undecided or structs.replace(group[0], verdict=UNDECIDED, message=group[0].subject.ambiguous, fix="")


def _replace(results: list[Result]) -> tuple[list[Result], list[Result]]:
    """Sets failures apart that another rule's failure on the same subject, or at the same place, replaces.

    What stays is as severe as the worst of them: a pack may grade the replaced rule up.
    """
    replacing: dict[tuple[str, str, str], list[Result]] = {}
    for result in results:
        if result.verdict == FAIL and result.rule.replaces:
            _, kind, key = result.key
            _, field, place = _place(result)
            for other in result.rule.replaces:
                replacing.setdefault((other, kind, key), []).append(result)
                replacing.setdefault((other, field, place), []).append(result)
    if not replacing:
        return results, []
    kept: list[Result] = []
    dropped: list[Result] = []
    for result in results:
        instead = None
        if result.verdict == FAIL:
            instead = replacing.get(result.key) or replacing.get(_place(result))
        if instead is None:
            kept.append(result)
            continue
        dropped.append(result)
        for other_result in instead:
            if result.key not in replacing:  # of another subject: what it adds stays, as related places
                other_result.spots += result.spots[1:]
            if _RANK[result.severity] < _RANK[other_result.severity]:
                other_result.severity = result.severity
    return kept, dropped


def _place(result: Result) -> tuple[str, str, str]:
    """The rule and the attribute that its failure points at; a whole object counts as a place of the subject only."""
    spot = result.spots[0]
    return (result.rule.id, f".{spot.field}", spot.origin.key if spot.field else result.fingerprint or str(id(result)))


def fails(result: Result, fail_on: FailOn, *, strict_unknown: bool) -> bool:
    """Whether the result decides the exit code: open, not fixed, and at or above the threshold for its change."""
    level = fail_on.level(result.change)
    if result.status != OPEN or level == "never":
        return False
    if result.verdict == UNDECIDED and not strict_unknown:
        return False
    return _RANK[result.severity] <= _RANK[level]


def select(rules: Iterable[Rule]) -> list[Selected]:
    """The rules of the pack `recommended` with their own severities and parameters."""
    return [Selected(rule, rule.severity, Params(rule.defaults())) for rule in rules if rule.pack == "recommended"]
