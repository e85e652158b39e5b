"""Several inputs: each is judged by itself, in this process or in others, and what comes of all is put together.

What is kept of an input is what a report needs: its results, with the places that they point at, and its route table.
The estate goes, so that memory is bounded by the largest inputs and not by their number. The same happens in whatever
process an input is judged, and what is put together is ordered by the inputs, so that all ways give the same report.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from msgspec import Struct, structs

from ._inputs import Inputs
from ._pipeline import Analysis, analyse
from ._progress import Progress
from ._suppress import MARKER, addresses
from .engine import FIXED, Judgement, Selected, combine
from .inventory import inventory
from .locate.recorded import RecordedLocator
from .model.estate import Estate
from .model.origin import Origin
from .report.places import Places
from .report.redact import plain
from .rules.base import Rule

#: What judging costs, roughly: seconds for an input, and bytes of plans and of sources in a second.
_EACH, _PLAN, _SOURCE = 0.01, 20e6, 2e6
#: Seconds of work that are worth a process, by how processes are started.
_WORTH = {"fork": 0.1, "spawn": 1.0}
#: More processes than this take more memory than they save time.
_MOST = 16


class Unclean(str):
    """A text that is to be cleaned once the secrets of all inputs are known."""

    __slots__ = ()


class Named(Struct, eq=False):
    """The subject of a result without its estate: what a report says of it."""

    origin: Origin
    kind: str
    name: str


class Work:
    """Judges one input of a list and returns what is kept of it as bytes.

    In a process that is no copy of this one, `prepare` makes the rules in force again.
    """

    def __init__(
        self,
        paths: Sequence[str],
        selection: list[Selected],
        prepare: Callable[[], list[Selected]],
        reading: dict[str, Any],
        *,
        comments: bool,
    ) -> None:
        self.paths = list(paths)
        self._selection: list[Selected] | None = selection
        self._prepare = prepare
        self._reading = reading
        self._comments = comments

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_selection": None}

    def __call__(self, number: int) -> bytes:
        """What came of an input, whatever happens to it."""
        if self._selection is None:
            self._selection = self._prepare()
        path = self.paths[number]
        try:
            found = analyse([path], self._selection, **self._reading)
            apart(found, comments=self._comments)
            return _dumped(found)
        except Exception as error:  # noqa: BLE001 - one input must not cost the others
            return _dumped(_failed(path, f"judging it failed internally: {type(error).__name__}: {error}"))


def judge_all(
    inputs: Inputs,
    selection: list[Selected],
    prepare: Callable[[], list[Selected]],
    reading: dict[str, Any],
    *,
    jobs: int = 0,
    comments: bool = True,
    method: str | None = None,
) -> Analysis:
    """Judges all inputs. `jobs` is how many processes work on them, 0 for as many as pay.

    `reading` is what `analyse` is told, `comments` whether ignores in the sources will be asked for.
    """
    work = Work(inputs.paths, selection, prepare, reading, comments=comments)
    tasks = list(range(len(inputs.paths)))
    costs = {number: cost(inputs.paths[number]) for number in tasks}
    elsewhere = [number for number in tasks if inputs.paths[number] != "-"]
    processes = min(jobs or paying([costs[number] for number in elsewhere], method), len(elsewhere))
    _Rules.known = {one.rule.id: one.rule for one in selection}
    progress = Progress(len(tasks))
    done: dict[int, Analysis] = {}
    try:
        if processes > 1:
            from ._workers import Lost, run

            # The longest first, so that none of them is begun when the others are done.
            elsewhere.sort(key=lambda number: -costs[number])
            running = run(
                work,
                elsewhere,
                processes,
                method=method,
                waiting=lambda number: progress.show(len(done), inputs.paths[number]),
            )
            for number, answer in running:
                if isinstance(answer, Lost):
                    done[number] = _failed(inputs.paths[number], answer.why)
                else:
                    done[number] = pickle.loads(answer)  # noqa: S301 - written by a process of our own
        gc.freeze()
        for number in tasks:
            if number not in done:
                progress.show(len(done), inputs.paths[number])
                done[number] = pickle.loads(work(number))  # noqa: S301 - written above
                gc.collect()
    finally:
        progress.close()
    return merged([done[number] for number in tasks], inputs)


def cost(path: str) -> float:
    """Seconds that judging an input will take, roughly."""
    try:
        if path == "-":
            return _EACH
        if not os.path.isdir(path):
            return _EACH + os.stat(path).st_size / _PLAN
        with os.scandir(path) as entries:
            size = sum(entry.stat().st_size for entry in entries if entry.name.endswith((".tf", ".tf.json")))
        return 2 * _EACH + size / _SOURCE
    except OSError:
        return 0.0


def paying(costs: Sequence[float], method: str | None = None) -> int:
    """How many processes pay for inputs of these costs: none without a second processor and work for both."""
    total, longest = sum(costs), max(costs, default=0)
    if len(costs) < 2 or total < 2 * _WORTH["fork"]:
        return 1
    from ._workers import processors, start_method

    # However many there are, the longest input takes its time.
    useful = int(total / max(_WORTH[method or start_method()], longest)) + 1
    return max(1, min(processors(), useful, len(costs), _MOST))


def apart(analysis: Analysis, *, comments: bool) -> None:
    """Takes what a report needs out of the estate of one input, and lets the estate go."""
    results = [*analysis.judgement.findings, *analysis.judgement.decisions]
    for path, locator in analysis.locators.items():
        recorded = RecordedLocator(locator)
        if comments:
            recorded.remarks = bool(recorded.comments(MARKER, addresses(analysis.judgement.findings).get(path, ())))
        places = Places({path: recorded}, str)
        for result in analysis.judgement.findings:
            places.of(result.spots, whole=result.change == FIXED)
        recorded.settle()
        analysis.locators[path] = recorded
    for result in results:
        subject = result.subject
        # A report asks for nothing else of a subject, and a rule is not asked any more.
        result.subject = Named(subject.origin, subject.kind, subject.name)  # type: ignore[assignment]
    analysis.tables = inventory(analysis.estate, Unclean, plain)
    analysis.estate = Estate()


def merged(parts: Sequence[Analysis], inputs: Inputs) -> Analysis:
    """What came of all inputs, in their order. Inputs that nobody named are not told one by one to have no gateway."""
    tables = [table for part in parts for table in part.tables or ()]
    whole = Analysis(notes=list(inputs.notes), errors=list(inputs.errors), tables=tables)
    without: list[str] = []
    for part in parts:
        folded = {note for path, note in part.empty.items() if path in inputs.found}
        without += folded
        whole.inputs += part.inputs
        whole.locators |= part.locators
        whole.secrets |= part.secrets
        whole.errors += part.errors
        whole.notes += [note for note in part.notes if note not in folded]
        whole.broken |= part.broken
        whole.empty |= part.empty
        whole.complete = whole.complete and part.complete
    if without:
        count = f"{len(without)} of {len(parts)} inputs have" if len(parts) > 1 else "the input has"
        whole.notes.append(f"{count} no API Gateway resources")
    whole.judgement = combine([part.judgement for part in parts] or [Judgement()])
    return whole


def cleaned(tables: list[Any], clean: Callable[[str], str]) -> list[Any]:
    """Route tables with the texts cleaned that were left as they are."""
    return [_rebuilt(table, clean) for table in tables]


def _rebuilt(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, Unclean):
        return clean(str(value))
    if isinstance(value, list):
        return [_rebuilt(item, clean) for item in value]
    if isinstance(value, Struct):
        fields = {name: _rebuilt(getattr(value, name), clean) for name in value.__struct_fields__}
        return structs.replace(value, **fields)
    return value


def _failed(path: str, why: str) -> Analysis:
    hint = "judge it alone, or with --jobs 1" if "process" in why else "please report this"
    return Analysis(errors=[(f"{path}: {why}", hint)], complete=False, tables=[])


class _Rules(pickle.Pickler):
    """Writes rules by their ids: each process has its own."""

    known: ClassVar[dict[str, Rule]] = {}

    def reducer_override(self, obj: Any) -> Any:
        return (_rule, (obj.id,)) if isinstance(obj, Rule) else NotImplemented


def _rule(rule_id: str) -> Rule:
    return _Rules.known[rule_id]


def _dumped(analysis: Analysis) -> bytes:
    stream = io.BytesIO()
    _Rules(stream, pickle.HIGHEST_PROTOCOL).dump(analysis)
    return stream.getvalue()
