"""The commands about what is accepted: the baseline, and the list of all suppressions."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from .._version import __version__
from .check import suppressed
from .options import Help, VerbOptions, many_options, policy_options
from .reading import analysed, expand
from .selecting import read_policy, select_rules
from .shared import CRASHED, OK, UNREADABLE, UsageError, complain


def write_baseline(argv: Sequence[str]) -> int:
    """`apigw-check baseline PATH...`."""
    from ..policy import baseline

    made = argparse.ArgumentParser(
        prog="apigw-check baseline",
        description="Writes the open findings of today to a file: with --baseline FILE, later runs accept them.",
        formatter_class=Help,
    )
    made.add_argument("-o", "--output", metavar="FILE", default=baseline.FILE, help=f"default: {baseline.FILE}")
    made.add_argument("--update", action="store_true", help="replace the file: what is fixed is dropped from it")
    made.add_argument("--strict-unknown", action="store_true", default=None, help="undecided results as well")
    analysis, options, selection, _ = _judged(made, argv)
    from ..report.redact import Redactor

    clean = Redactor(analysis.secrets).clean
    if analysis.errors or analysis.judgement.crashes or not analysis.complete:
        for problem, hint in analysis.errors:
            complain(clean(problem), hint)
        for crash in analysis.judgement.crashes:
            text = clean(f"{crash.rule_id} failed internally on {crash.subject}: {crash.error}")
            complain(text, "please report this")
        why = clean("; ".join(analysis.notes if not analysis.complete else ()))
        complain("no baseline was written, since findings may be missing", why)
        return CRASHED if analysis.judgement.crashes else UNREADABLE
    path: str = options.written
    kept = [one.rule.id for one in selection if not one.ignorable]
    results = analysis.judgement.findings
    found = baseline.entries(results, os.path.dirname(path) or ".", clean, kept, undecided=options.strict_unknown)
    if os.path.exists(path) and not options.update:
        raise UsageError(f"{path} is there already", "replace it with --update, or name another file with -o")
    if os.path.exists(path):
        baseline.read(path)  # nothing but a baseline is replaced
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        with open(draft, "xb") as file:
            file.write(baseline.content(found))
        os.replace(draft, path)
    except OSError as error:
        if os.path.exists(draft):
            os.unlink(draft)
        raise UsageError(f"{path}: cannot be written: {error.strerror}", "name a file that can be written") from None
    sys.stdout.write(f"{path}: {len(set(found))} findings\n")
    return OK


def list_suppressions(argv: Sequence[str]) -> int:
    """`apigw-check suppressions PATH...`."""
    made = argparse.ArgumentParser(
        prog="apigw-check suppressions",
        description="Lists what accepts findings: comments in the sources, waivers, entries of the baseline.",
        formatter_class=Help,
    )
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    made.add_argument("--baseline", metavar="FILE", help="the baseline to list as well")
    analysis, options, _, suppressed = _judged(made, argv)
    from ..report.redact import Redactor
    from ..report.suppressions import listed, render_suppressions, render_suppressions_json

    clean = Redactor(analysis.secrets).clean
    found = listed(suppressed, clean)
    if options.format == "json":
        sys.stdout.buffer.write(render_suppressions_json(found, tool_version=__version__))
    else:
        render_suppressions(found, sys.stdout)
    for problem, hint in analysis.errors:
        complain(clean(problem), hint)
    return UNREADABLE if analysis.errors else OK


def _judged(made: argparse.ArgumentParser, argv: Sequence[str]) -> tuple[Any, Any, list[Any], Any]:
    """The inputs of a command, judged: the analysis, the options, the rules in force, the suppressions (or None)."""
    made.add_argument("paths", nargs="+", metavar="PATH", help="plan JSON, a folder of .tf files, a pattern, or -")
    made.add_argument("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    made.add_argument("--no-ignores", action="store_true", default=None, help="pass over comments in the sources")
    many_options(made)
    policy_options(made)
    arguments = made.parse_args(argv)
    rules, config = read_policy(arguments)
    options = VerbOptions(arguments, config)
    selection, _, limits = select_rules(arguments, rules, config)
    analysis = analysed(arguments, options, selection, expand(arguments.paths, options))
    return analysis, options, selection, suppressed(analysis, options, selection, rules, config, limits)
