"""`make bench`: what the checker costs, beside `json.load` on the same file in the same run.

    python tools/bench.py                  every case
    python tools/bench.py --quick          without the plans of 50 MB and 100,000 resources
    python tools/bench.py --only TEXT      the cases with this text in their name
    python tools/bench.py --profile NAME   where the time of one case goes

The plans are made of committed ones (see bench_plans.py), the folders of sources of the repository's own modules and
examples (see bench_folders.py); these are measured beside reading the same files. Time is that of the processor, user
and system, so that what else the machine does counts for little. Every command runs several times, in turn with the
others, and the best counts. A budget that is missed is said, and by how much; the exit code is 0 all the same, for a
noisy machine is no failure.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_folders import make as make_tree
from bench_plans import EVERY, FOLDER, MB, POOR, Spec
from bench_trees import Seconds, TreeCase, measure_trees, tree_cases, tree_growth, tree_table

COMMAND = str(Path(sys.executable).with_name("apigw-check"))
#: `ru_maxrss` is in kilobytes, on macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
#: A step to ten times as many resources may cost this much more for each, before it counts as more than linear.
_LINEAR = 1.5
#: What `--version` may cost, in times an empty program.
_START_UP = 8
_SIZES = (1_000, 10_000, 100_000)
_PATHS = (100, 300, 900)
#: What the names of the cases begin with that `--quick` leaves out.
_LONG = ("50mb", "100000")


class Case(NamedTuple):
    """A plan to judge. `budget`: times `json.load`; `memory`: peak in times the file; None where there is none."""

    spec: Spec
    title: str
    budget: float | None = None
    memory: float | None = None
    rounds: int = 3
    pack: str = "recommended"

    @property
    def name(self) -> str:
        """What `--only` and `--profile` call it."""
        return self.spec.name if self.pack == "recommended" else f"{self.spec.name}-{self.pack}"


def cases() -> list[Case]:
    """Everything that is measured."""
    kinds = tuple(map(str, EVERY))
    tenth = Spec("50mb-tenth", size=50 * MB, one_in=10)
    tenth_mixed = Spec("50mb-tenth-mixed", size=50 * MB, one_in=10, mixed=True)
    every = Spec("50mb-kinds", size=50 * MB, gateways=kinds)
    found = [
        Case(Spec("1mb", size=MB), "1 MB, all gateways", budget=2, rounds=15),
        Case(Spec("1mb-tenth", size=MB, one_in=10), "1 MB, one gateway", budget=2, rounds=15),
        Case(Spec("1mb-sources", size=MB, sources=True), "1 MB, all, .tf files beside it", rounds=9),
        Case(Spec("10mb", size=10 * MB), "10 MB, all gateways", rounds=7),
        Case(Spec("50mb", size=50 * MB), "50 MB, all gateways", budget=4, rounds=5),
        Case(every, "50 MB, all, of every kind", budget=4, rounds=5),
        Case(every, "50 MB, all, of every kind, pack strict", budget=4, rounds=5, pack="strict"),
        Case(Spec("50mb-mixed", size=50 * MB, mixed=True), "50 MB, all, a third exists", budget=4, rounds=5),
        Case(tenth, "50 MB, one in ten", budget=1, memory=3, rounds=5),
        Case(tenth_mixed, "50 MB, one in ten, a third exists", budget=1, memory=3, rounds=5),
    ]
    for size in _SIZES:
        rounds = {1_000: 9, 10_000: 5}.get(size, 3)
        poor = Spec(f"{size}-poor", resources=size, gateways=(str(POOR),))
        found += [
            Case(Spec(f"{size}-tenth", resources=size, one_in=10), f"{size:,}, one in ten", rounds=rounds),
            Case(Spec(f"{size}-kinds", resources=size, gateways=kinds), f"{size:,}, of every kind", rounds=rounds),
            Case(poor, f"{size:,}, all gateways, poor", rounds=rounds),
        ]
    for paths in _PATHS:
        found.append(Case(Spec(f"{paths}-paths", paths=paths), f"one API, {paths} paths more", rounds=7))
    return found


class Run(NamedTuple):
    """One run of a command: seconds of the processor, bytes of memory at its peak, exit code, seconds of the clock."""

    seconds: float
    peak: int
    code: int
    wall: float


def run(command: Sequence[str], output: Path | None = None) -> Run:
    """Runs a command to its end, in an empty folder and without the checker's variables.

    The memory of this process would count as the child's, so it has to stay small.
    """
    # Without PYTHONDONTWRITEBYTECODE too: what is not compiled yet is compiled once, and not in each run.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("APIGW_CHECK_", "PYTHON"))}
    with open(output or os.devnull, "wb") as stdout, tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=env, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT, child.returncode, wall)


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
    def times_file(self) -> float:
        """The checker's peak of memory over the size of the file."""
        return self.check.peak / self.bytes


def best(runs: Sequence[Run]) -> Run:
    """The shortest time and the smallest peak."""
    seconds, peaks, codes, walls = zip(*runs, strict=True)
    return Run(min(seconds), min(peaks), codes[0], min(walls))


def check_command(case: Case, file: Path) -> list[str]:
    """The command that judges a case's plan."""
    # Without an option for it, as most run it, no pack is read.
    pack = ["--pack", case.pack] if case.pack != "recommended" else []
    return [COMMAND, "--format", "json", *pack, str(file)]


def measure(wanted: Sequence[Case], files: Sequence[Path]) -> list[Measured]:
    """Runs all cases in turn, several times."""
    loads: list[list[Run]] = [[] for _ in wanted]
    checks: list[list[Run]] = [[] for _ in wanted]
    report = FOLDER / "report.json"
    found: dict[int, int] = {}
    for turn in range(max(case.rounds for case in wanted)):
        for index, (case, file) in enumerate(zip(wanted, files, strict=True)):
            if turn >= case.rounds:
                continue
            _progress(f"round {turn + 1}: {case.title}")
            loads[index].append(run([sys.executable, "-c", f"import json; json.load(open({str(file)!r}))"]))
            command = check_command(case, file)
            checks[index].append(run(command, report))
            if checks[index][-1].code not in (0, 1) or not report.stat().st_size:
                raise SystemExit(f"no report, exit code {checks[index][-1].code}: {' '.join(command)}")
            if index not in found:
                found[index] = _count(report, b'"fingerprint":')
    _progress("")
    return [
        Measured(case, file.stat().st_size, _count(file, b'"change":{'), found[index], best(load), best(check))
        for index, (case, file, load, check) in enumerate(zip(wanted, files, loads, checks, strict=True))
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


def run_once(command: list[str], wall: bool) -> Seconds:
    """Runs the checker on folders, or what reads the same files; `wall` asks for the clock's seconds."""
    done = run(command)
    if done.code not in (0, 1):
        raise SystemExit(f"exit code {done.code}: {' '.join(command)}")
    return Seconds(done.wall if wall else done.seconds, done.peak)


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


# -- what is printed -------------------------------------------------------------------------------------------------


def start_up(rounds: int) -> list[str]:
    """Prints `--version` beside an empty program; returns the budgets missed."""
    nothing, version = [], []
    for _ in range(rounds):
        nothing.append(run([sys.executable, "-c", "pass"]))
        version.append(run([COMMAND, "--version"]))
    ratio = best(version).seconds / best(nothing).seconds
    line = f"apigw-check --version  {_ms(best(version).seconds)}, python -c pass  {_ms(best(nothing).seconds)}: "
    print(f"{line}{ratio:.2f} x, at most {_START_UP}: {'holds' if ratio <= _START_UP else 'MISSED'}\n")
    return [] if ratio <= _START_UP else [f"--version: {ratio:.2f} x python -c pass, {_START_UP} allowed"]


_HEAD = ("", "file", "resources", "findings", "json.load", "check", "ratio", "budget", "peak", "x file", "budget", "")


def table(results: Sequence[Measured]) -> list[str]:
    """Prints a line for each case; returns the budgets missed."""
    missed: list[str] = []
    rows = [_HEAD]
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
    """Prints what a further resource costs at each size; returns where that grows."""
    missed: list[str] = []
    by_name = {one.case.name: one for one in results}
    rows: list[tuple[str, ...]] = [
        ("a further resource costs", "first step", "second step", "grows", "json.load's", "")
    ]
    for title, kind, sizes in (
        ("one in ten a gateway's", "tenth", _SIZES),
        ("gateways of every kind", "kinds", _SIZES),
        ("all gateways, poor", "poor", _SIZES),
        ("all of one API", "paths", _PATHS),
    ):
        series = [by_name[name] for size in sizes if (name := f"{size}-{kind}") in by_name]
        steps = [_step(before, after) for before, after in pairwise(series)]
        costs = [f"{check * 1e6:.1f} us" for check, _ in steps]
        if len(steps) == 2:
            check, load = (later / earlier for earlier, later in zip(*steps, strict=True))
            if check > _LINEAR:
                missed.append(f"{title}: a further resource costs {check:.2f} x, {_LINEAR:g} counts as linear")
            costs += [f"{check:.2f} x", f"{load:.2f} x", "holds" if check <= _LINEAR else "MISSED"]
        if steps:
            rows.append((title, *costs, *[""] * (5 - len(costs))))
    if len(rows) > 1:
        print()
        _columns(rows)
    return missed


def _step(before: Measured, after: Measured) -> tuple[float, float]:
    """The seconds that a further resource costs the checker and `json.load`."""
    further = after.resources - before.resources
    return (
        (after.check.seconds - before.check.seconds) / further,
        (after.load.seconds - before.load.seconds) / further,
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def _columns(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        print("  ".join([first.ljust(widths[0]), *cells]).rstrip())


# -- profiles --------------------------------------------------------------------------------------------------------

#: The command itself ends without a last word (`os._exit`), so what it does is called here.
_PROFILE = """\
import cProfile, io, pstats, sys
profile = cProfile.Profile()
stdout, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO())
profile.enable()
from apigw_check.__main__ import _load_msgspec
_load_msgspec()
from apigw_check._cli import run
run(sys.argv[1:])
profile.disable()
sys.stdout = stdout
stats = pstats.Stats(profile).strip_dirs()
stats.sort_stats("tottime").print_stats(40)
stats.sort_stats("cumtime").print_stats(80)
"""


def profile(command: Sequence[str]) -> None:
    """Prints the functions that take most of the time of one case."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", _PROFILE, *command[1:]], cwd=folder, check=False)


def _command(case: Case | TreeCase) -> list[str]:
    if isinstance(case, TreeCase):
        return [COMMAND, "--format", "json", str(make_tree(case.tree))]
    return check_command(case, _make(case.spec))


def _parse_args(names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave the largest plans out")
    parser.add_argument("--only", metavar="TEXT", help="the cases with this text in their name")
    parser.add_argument("--profile", metavar="NAME", choices=names, help=f"profile one of {', '.join(names)}")
    return parser.parse_args()


def main() -> int:
    """Measures what the arguments ask for; always 0."""
    wanted, trees = cases(), tree_cases()
    named: dict[str, Case | TreeCase] = {case.name: case for case in wanted} | {case.name: case for case in trees}
    args = _parse_args(list(named))
    if args.profile:
        profile(_command(named[args.profile]))
        return 0
    if args.only:
        wanted = [case for case in wanted if args.only in case.name]
        trees = [case for case in trees if args.only in case.name]
    if args.quick:
        wanted = [case for case in wanted if not case.name.startswith(_LONG)]
    if not wanted and not trees:
        print("no case has this text in its name", file=sys.stderr)
        return 2
    files = [_make(case.spec) for case in wanted]
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors, load {load}")
    missed = start_up(25)
    if wanted:
        results = measure(wanted, files)
        missed += table(results)
        missed += growth(results)
    if trees:
        found = measure_trees(trees, run_once, COMMAND, _progress)
        missed += tree_table(found, _columns)
        missed += tree_growth(found, _columns)
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
