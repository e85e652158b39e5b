"""`make bench`: how long the checker takes, beside `json.load` on the same file in the same run.

    python tools/bench.py                  every case
    python tools/bench.py --quick          without the plans of 50 MB and 100,000 resources
    python tools/bench.py --profile CASE   where the time of one case goes, imports first

The plans are made of the committed plan of examples/rest-crud (see bench_plans.py). Every command runs several times,
in turn with the others, and the best time counts: what is left out that way is what else the machine did. A budget
that is missed is said, and by how much; the exit code is 0 all the same, for a noisy machine is no failure.
"""

from __future__ import annotations

import argparse
import os
import platform
import pstats
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_plans import FOLDER, GOOD, MB, POOR, Spec

COMMAND = str(Path(sys.executable).with_name("apigw-check"))
#: `ru_maxrss` is in kilobytes, on macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
#: A step to ten times as many resources may cost this much more for each, before it counts as more than linear.
_LINEAR = 1.5
_SIZES = (1_000, 10_000, 100_000)
_PATHS = (100, 300, 900)


class Case(NamedTuple):
    """A plan to judge. `budget`: times `json.load`; `memory`: peak in times the file; None where there is none."""

    spec: Spec
    title: str
    budget: float | None = None
    memory: float | None = None
    rounds: int = 3


def _cases(gateway: Path, poor: Path) -> list[Case]:
    spec = partial(Spec, gateway=str(gateway))
    found = [
        Case(spec("1mb", size=MB), "1 MB, all gateways", budget=2, rounds=15),
        Case(spec("1mb-tenth", size=MB, one_in=10), "1 MB, one gateway", budget=2, rounds=15),
        Case(spec("1mb-sources", size=MB, sources=True), "1 MB, all, .tf files beside it", rounds=9),
        Case(spec("10mb", size=10 * MB), "10 MB, all gateways", rounds=7),
        Case(spec("10mb-tenth", size=10 * MB, one_in=10), "10 MB, one in ten", rounds=7),
        Case(spec("50mb", size=50 * MB), "50 MB, all gateways", budget=4, rounds=5),
        Case(spec("50mb-mixed", size=50 * MB, mixed=True), "50 MB, all, a third exists", budget=4, rounds=5),
        Case(spec("50mb-tenth", size=50 * MB, one_in=10), "50 MB, one in ten", budget=1, memory=3, rounds=5),
        Case(
            spec("50mb-tenth-mixed", size=50 * MB, one_in=10, mixed=True),
            "50 MB, one in ten, a third exists",
            budget=1,
            memory=3,
            rounds=5,
        ),
    ]
    for size in _SIZES:
        rounds = {1_000: 9, 10_000: 5}.get(size, 3)
        found += [
            Case(spec(f"{size}-tenth", resources=size, one_in=10), f"{size:,}, one in ten", rounds=rounds),
            Case(spec(f"{size}-good", resources=size), f"{size:,}, all gateways, good", rounds=rounds),
        ]
        if poor.is_file():
            made = Spec(f"{size}-poor", resources=size, gateway=str(poor))
            found.append(Case(made, f"{size:,}, all gateways, poor", rounds=rounds))
    for paths in _PATHS:
        found.append(Case(spec(f"{paths}-paths", paths=paths), f"one API, {paths} paths more", rounds=7))
    return found


class Run(NamedTuple):
    """One run of a command: seconds, those of the processor alone, and bytes of memory at its peak."""

    seconds: float
    processor: float
    peak: int
    code: int


def run(command: Sequence[str], output: Path | None = None) -> Run:
    """Runs a command to its end, in an empty folder and without the checker's variables.

    The memory of this process would count as the child's, so it has to stay small.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith(("APIGW_CHECK_", "PYTHON"))}
    with open(output or os.devnull, "wb") as stdout, tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT, child.returncode)


class Measured(NamedTuple):
    """The best runs of a case: `json.load` and the checker."""

    case: Case
    bytes: int
    resources: int
    findings: int
    load: Run
    check: Run

    @property
    def ratio(self) -> float:
        """The checker's time over that of `json.load`."""
        return self.check.seconds / self.load.seconds

    @property
    def processor_ratio(self) -> float:
        """The same of the processor's time alone, which says more where the machine is busy."""
        return self.check.processor / self.load.processor

    @property
    def times_file(self) -> float:
        """The checker's peak of memory over the size of the file."""
        return self.check.peak / self.bytes


def best(runs: Sequence[Run]) -> Run:
    """The shortest times and the smallest peak."""
    seconds, processor, peak, codes = zip(*runs, strict=True)
    return Run(min(seconds), min(processor), min(peak), codes[0])


def measure(cases: Sequence[Case], files: Sequence[Path]) -> list[Measured]:
    """Runs all cases in turn, several times."""
    loads: list[list[Run]] = [[] for _ in cases]
    checks: list[list[Run]] = [[] for _ in cases]
    report = FOLDER / "report.json"
    found: dict[int, int] = {}
    for turn in range(max(case.rounds for case in cases)):
        for index, (case, file) in enumerate(zip(cases, files, strict=True)):
            if turn >= case.rounds:
                continue
            _progress(f"round {turn + 1}: {case.title}")
            loads[index].append(run([sys.executable, "-c", f"import json; json.load(open({str(file)!r}))"]))
            checks[index].append(run([COMMAND, "--format", "json", str(file)], report))
            if checks[index][-1].code not in (0, 1) or not report.stat().st_size:
                raise SystemExit(f"no report, exit code {checks[index][-1].code}: {COMMAND} --format json {file}")
            if index not in found:
                found[index] = _count(report, b'"fingerprint":')
    _progress("")
    return [
        Measured(case, file.stat().st_size, _count(file, b'"change":{'), found[index], best(load), best(check))
        for index, (case, file, load, check) in enumerate(zip(cases, files, loads, checks, strict=True))
    ]


def _count(path: Path, text: bytes) -> int:
    """How often a text occurs in a file."""
    count, rest = 0, b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            piece = rest + piece
            count += piece.count(text)
            rest = piece[len(piece) - len(text) + 1 :]
    return count


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


# -- what is printed -------------------------------------------------------------------------------------------------


def start_up(rounds: int) -> list[str]:
    """`--version` beside an empty program; the lines to print and the budgets missed."""
    nothing, version = [], []
    for _ in range(rounds):
        nothing.append(run([sys.executable, "-c", "pass"]))
        version.append(run([COMMAND, "--version"]))
    ratio = best(version).seconds / best(nothing).seconds
    line = f"apigw-check --version  {_ms(best(version).seconds)}, python -c pass  {_ms(best(nothing).seconds)}: "
    print(f"{line}{ratio:.2f} x, at most 8: {'holds' if ratio <= 8 else 'MISSED'}")
    return [] if ratio <= 8 else [f"--version: {ratio:.2f} x python -c pass, 8 allowed"]


_HEAD = (
    "",
    "file",
    "resources",
    "findings",
    "json.load",
    "check",
    "ratio",
    "(cpu)",
    "budget",
    "peak",
    "x file",
    "budget",
)


def table(results: Sequence[Measured]) -> list[str]:
    """Prints a line for each case; returns the budgets missed."""
    missed: list[str] = []
    rows: list[tuple[str, ...]] = [(*_HEAD, "")]
    for one in results:
        case, wrong = one.case, _missed(one)
        missed += wrong
        budgeted = case.budget is not None or case.memory is not None
        rows.append(
            (
                case.title,
                f"{one.bytes / MB:.1f} MB",
                f"{one.resources:,}",
                f"{one.findings:,}",
                _ms(one.load.seconds),
                _ms(one.check.seconds),
                f"{one.ratio:.2f}",
                f"{one.processor_ratio:.2f}",
                "" if case.budget is None else f"{case.budget:g}",
                f"{one.check.peak / MB:.0f} MB",
                f"{one.times_file:.2f}",
                "" if case.memory is None else f"{case.memory:g}",
                ("MISSED" if wrong else "holds") if budgeted else "",
            )
        )
    _columns(rows)
    return missed


def _missed(one: Measured) -> list[str]:
    case, wrong = one.case, []
    if case.budget is not None and one.ratio > case.budget:
        over = one.check.seconds - case.budget * one.load.seconds
        wrong.append(f"{case.title}: {one.ratio:.2f} x json.load, {case.budget:g} allowed, {_ms(over)} too slow")
    if case.memory is not None and one.times_file > case.memory:
        over = (one.check.peak - case.memory * one.bytes) / MB
        wrong.append(f"{case.title}: {one.times_file:.2f} x the file, {case.memory:g} allowed, {over:.0f} MB too much")
    return wrong


def growth(results: Sequence[Measured]) -> list[str]:
    """Prints what a further resource and a further finding cost at each size; returns where that grows."""
    missed: list[str] = []
    by_name = {one.case.spec.name: one for one in results}
    rows: list[tuple[str, ...]] = [
        ("a further resource costs", "first step", "second step", "grows", "json.load's", "")
    ]
    for title, kind, sizes in (
        ("one in ten a gateway's", "tenth", _SIZES),
        ("all gateways, good", "good", _SIZES),
        ("all gateways, poor", "poor", _SIZES),
        ("all of one API", "paths", _PATHS),
    ):
        series = [by_name[name] for size in sizes if (name := f"{size}-{kind}") in by_name]
        steps = [_step(before, after) for before, after in pairwise(series)]
        costs = [f"{check * 1e6:.1f} us" for check, _ in steps]
        if len(steps) == 2:
            check, load = (later / earlier for earlier, later in zip(*steps, strict=True))
            holds = check <= _LINEAR
            if not holds:
                missed.append(f"{title}: a further resource costs {check:.2f} x, {_LINEAR:g} counts as linear")
            costs += [f"{check:.2f} x", f"{load:.2f} x", "holds" if holds else "MISSED"]
        rows.append((title, *costs, *[""] * (5 - len(costs))))
    print()
    _columns(rows)
    for size in _SIZES:
        good, poor = by_name.get(f"{size}-good"), by_name.get(f"{size}-poor")
        if good is not None and poor is not None and poor.findings > good.findings:
            # Both have about as many resources, so what differs is what the findings cost.
            cost = poor.check.processor / poor.resources - good.check.processor / good.resources
            rate = poor.findings / poor.resources - good.findings / good.resources
            print(
                f"a further finding costs {cost / rate * 1e6:.1f} us at {size:,} resources, {poor.findings:,} findings"
            )
    return missed


def _step(before: Measured, after: Measured) -> tuple[float, float]:
    """The processor's seconds that a further resource costs the checker and `json.load`."""
    further = after.resources - before.resources
    return (
        (after.check.processor - before.check.processor) / further,
        (after.load.processor - before.load.processor) / further,
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def _columns(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())


# -- profiles --------------------------------------------------------------------------------------------------------


def profile(file: Path) -> None:
    """Prints where the time of one plan goes: what is imported, and the functions that take most."""
    command = ["-m", "apigw_check", "--format", "json", str(file)]
    with tempfile.TemporaryDirectory() as folder:
        timed = subprocess.run(
            [sys.executable, "-X", "importtime", *command], cwd=folder, capture_output=True, text=True, check=False
        )
        data = f"{folder}/profile"
        profiled = [sys.executable, "-m", "cProfile", "-o", data, *command]
        subprocess.run(profiled, cwd=folder, stdout=subprocess.DEVNULL, check=False)
        stats = pstats.Stats(data)
    imports = sorted(_imports(timed.stderr), reverse=True)
    print(f"imports: {sum(own for own, _ in imports) / 1000:.1f} ms in {len(imports)} modules (the measuring included)")
    for own, name in imports[:25]:
        print(f"{own / 1000:8.2f} ms  {name}")
    for order, count in (("tottime", 30), ("cumtime", 40)):
        stats.sort_stats(order).print_stats(count)


def _imports(text: str) -> Iterator[tuple[int, str]]:
    """The microseconds that each module took itself, and its name."""
    for own, name in re.findall(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", text, re.MULTILINE):
        yield int(own), name


def _parse_args(names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave the largest plans out")
    parser.add_argument("--only", metavar="TEXT", help="the cases with this text in their name")
    parser.add_argument("--profile", metavar="CASE", choices=names, help=f"profile one of {', '.join(names)}")
    parser.add_argument("--gateway", type=Path, default=GOOD, metavar="PLAN", help="the plan that gateways are made of")
    parser.add_argument("--poor", type=Path, default=POOR, metavar="PLAN", help="the plan that poor ones are made of")
    return parser.parse_args()


def main() -> int:
    """Measures what the arguments ask for; always 0."""
    names = [case.spec.name for case in _cases(GOOD, GOOD)]
    args = _parse_args(names)
    cases = _cases(args.gateway.resolve(), args.poor.resolve())
    if args.profile or args.only:
        cases = [case for case in cases if (args.only or args.profile) in case.spec.name]
    elif args.quick:
        cases = [case for case in cases if not case.spec.name.startswith(("50mb", "100000"))]
    files = [_make(case.spec) for case in cases]
    if args.profile:
        profile(next(file for case, file in zip(cases, files, strict=True) if case.spec.name == args.profile))
        return 0
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors")
    missed = start_up(25)
    print()
    results = measure(cases, files)
    missed += table(results)
    growing = [one for one in results if one.case.spec.resources or one.case.spec.paths]
    if growing:
        missed += growth(growing)
    print("\nevery budget holds" if not missed else "\nmissed:\n  " + "\n  ".join(missed))
    return 0


def _make(spec: Spec) -> Path:
    """Makes a plan in a process of its own, so that this one stays small."""
    program = f"from bench_plans import Spec, make; print(make(Spec(*{tuple(spec)!r})))"
    tools = str(Path(__file__).resolve().parent)
    done = subprocess.run([sys.executable, "-c", program], cwd=tools, stdout=subprocess.PIPE, text=True, check=True)
    return Path(done.stdout.strip())


if __name__ == "__main__":
    sys.exit(main())
