"""What folders of sources cost, beside reading the same files: megabytes a second, and growth (see `bench.py`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_folders import Tree, make, sources

_MB = 1_000_000
#: What a tree of real modules is judged at, at least.
_FASTEST = 3.0
#: What reading alone may be multiplied by where nothing matters: the names in each file are looked at, too.
_READS = 3.0
_LINEAR = 1.5
_READ = "import os, sys\nfor line in open(sys.argv[1]):\n    open(line[:-1], 'rb').read()"


class Seconds(NamedTuple):
    """What one command took."""

    seconds: float
    peak: int


class TreeCase(NamedTuple):
    """A tree to judge. `speed`: megabytes a second at least; `reads`: times reading at most; None where neither is.

    `parts`: the folders in it that are judged each for itself, in as many processes as pay, so by the clock; else the
    tree is one root module, and what counts is the processor's time.
    """

    tree: Tree
    title: str
    speed: float | None = None
    reads: float | None = None
    rounds: int = 5
    parts: str = ""

    @property
    def name(self) -> str:
        """What `--only` and `--profile` call it."""
        return f"folder-{self.tree.name}"


class TreeMeasured(NamedTuple):
    """The best runs of a case."""

    case: TreeCase
    files: int
    bytes: int
    read: Seconds
    check: Seconds

    @property
    def speed(self) -> float:
        """Megabytes a second."""
        return self.bytes / _MB / self.check.seconds


def tree_cases() -> list[TreeCase]:
    """Everything that is measured of folders."""
    return [
        TreeCase(Tree("gateways", teams=4), "modules and examples", speed=_FASTEST),
        TreeCase(Tree("gateways-twice", teams=8), "twice as many", speed=_FASTEST, rounds=3),
        TreeCase(Tree("tenth", teams=2, others=9), "one service in ten a gateway's", speed=_FASTEST),
        TreeCase(Tree("modules", teams=4), "modules, each for itself", speed=_FASTEST, parts="team-*/modules/*"),
        TreeCase(Tree("files", files=10_000), "10,000 files, one that matters", reads=_READS),
        TreeCase(Tree("large", large=4_900_000), "one file of 4.9 MB, all routes", rounds=3),
        TreeCase(Tree("deep", deep=25), "25 modules within one another"),
        TreeCase(Tree("calls-100", calls=100), "a module called 100 times"),
        TreeCase(Tree("calls-300", calls=300), "300 times", rounds=3),
        TreeCase(Tree("calls-1000", calls=1_000), "1,000 times", rounds=3),
        TreeCase(Tree("apart-1000", calls=1_000, apart=True), "1,000 times, from calls of their own", rounds=3),
    ]


def measure_trees(
    wanted: Sequence[TreeCase], run: Callable[[list[str], bool], Seconds], command: str, progress: Callable[[str], None]
) -> list[TreeMeasured]:
    """Runs all cases in turn, several times; the best counts."""
    roots = [make(case.tree) for case in wanted]
    files = [_read(root, case.parts) for root, case in zip(roots, wanted, strict=True)]
    lists = [root.with_suffix(".files") for root in roots]
    for path, found in zip(lists, files, strict=True):
        path.write_text("".join(f"{file}\n" for file in found), encoding="utf-8")
    reads: list[list[Seconds]] = [[] for _ in wanted]
    checks: list[list[Seconds]] = [[] for _ in wanted]
    for turn in range(max((case.rounds for case in wanted), default=0)):
        for index, case in enumerate(wanted):
            if turn < case.rounds:
                progress(f"round {turn + 1}: {case.title}")
                wall, what = bool(case.parts), str(roots[index] / case.parts)
                reads[index].append(run([sys.executable, "-c", _READ, str(lists[index])], wall))
                checks[index].append(run([command, "--format", "json", what], wall))
    progress("")
    return [
        TreeMeasured(case, len(found), sum(file.stat().st_size for file in found), min(read), min(check))
        for case, found, read, check in zip(wanted, files, reads, checks, strict=True)
    ]


def _read(root: Path, parts: str) -> list[Path]:
    """The files that are judged: those of a tree, or those in its parts but for what is below them."""
    return sorted(path for part in root.glob(parts) for path in part.glob("*.tf")) if parts else sources(root)


_HEAD = ("folders", "files", "size", "reading", "check", "MB/s", "budget", "x reading", "budget", "peak", "")


def tree_table(results: Sequence[TreeMeasured], columns: Callable[[list[tuple[str, ...]]], None]) -> list[str]:
    """Prints a line for each case; returns the budgets missed."""
    missed: list[str] = []
    rows: list[tuple[str, ...]] = [_HEAD]
    for one in results:
        case, ratio = one.case, one.check.seconds / one.read.seconds
        wrong = []
        if case.speed is not None and one.speed < case.speed:
            wrong.append(f"{case.title}: {one.speed:.2f} MB/s, at least {case.speed:g} wanted")
        if case.reads is not None and ratio > case.reads:
            wrong.append(f"{case.title}: {ratio:.2f} x reading, {case.reads:g} allowed")
        missed += wrong
        budgeted = case.speed is not None or case.reads is not None
        rows.append(
            (
                case.title,
                f"{one.files:,}",
                f"{one.bytes / _MB:.2f} MB",
                f"{one.read.seconds * 1000:,.0f} ms",
                f"{one.check.seconds * 1000:,.0f} ms",
                f"{one.speed:.2f}",
                "" if case.speed is None else f"{case.speed:g}",
                f"{ratio:.1f}",
                "" if case.reads is None else f"{case.reads:g}",
                f"{one.check.peak / _MB:.0f} MB",
                ("MISSED" if wrong else "holds") if budgeted else "",
            )
        )
    print()
    columns(rows)
    return missed


def tree_growth(results: Sequence[TreeMeasured], columns: Callable[[list[tuple[str, ...]]], None]) -> list[str]:
    """Prints what more of the same costs beside the first of it; returns where that grows."""
    by_name = {one.case.tree.name: one for one in results}
    missed: list[str] = []
    rows: list[tuple[str, ...]] = [("more of the same costs", "before", "after", "grows", "")]
    for title, names, unit in (
        ("a megabyte of modules and examples", ("deep", "gateways", "gateways-twice"), "ms"),
        ("a further call of a module", ("calls-100", "calls-300", "calls-1000"), "ms"),
    ):
        found = [by_name[name] for name in names if name in by_name]
        if len(found) < 3:
            continue
        before, after = (_step(*pair) for pair in pairwise(found))
        wrong = after / before > _LINEAR
        if wrong:
            missed.append(f"{title}: {after / before:.2f} x, {_LINEAR:g} counts as linear")
        cells = f"{before * 1000:,.1f} {unit}", f"{after * 1000:,.1f} {unit}", f"{after / before:.2f} x"
        rows.append((title, *cells, "MISSED" if wrong else "holds"))
    if len(rows) > 1:
        print()
        columns(rows)
    return missed


def _step(first: TreeMeasured, second: TreeMeasured) -> float:
    """The seconds that one more costs: a call where there are calls, else a megabyte."""
    more = second.case.tree.calls - first.case.tree.calls or (second.bytes - first.bytes) / _MB
    return (second.check.seconds - first.check.seconds) / more
