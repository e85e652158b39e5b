"""The main command: reads, judges, reports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from .options import Options, parser
from .reading import analysed, expand
from .selecting import read_policy, select_rules
from .shared import CRASHED, FINDINGS, OK, UNREADABLE, USAGE, UsageError, close_output


def check(argv: Sequence[str]) -> int:
    """`apigw-check PATH...`."""
    arguments = parser().parse_args(argv)
    if not arguments.paths:
        raise UsageError(
            "nothing to check", "apigw-check plan.json (a plan is made with terraform show -json), or apigw-check DIR"
        )
    rules, config = read_policy(arguments)
    options = Options(arguments, config)
    inputs = expand(arguments.paths, options)
    guard(options.outputs, inputs.paths if inputs is not None else arguments.paths)
    selection, notes, limits = select_rules(arguments, rules, config)
    analysis = analysed(arguments, options, selection, inputs)
    analysis.notes[:0] = notes
    return report(analysis, options, selection, (rules, config, limits))


def report(analysis: Any, options: Options, selection: list[Any], policy: tuple[list[Any], Any, Any]) -> int:
    """Suppresses, writes the reports that were asked for and returns the exit code.

    `policy` are all rules, the configuration, and what is asked of suppressions.
    """
    from .reports import Report

    suppressed(analysis, options, selection, *policy)
    if options.scope == "changed":
        from ..touched import leave_out

        leave_out(analysis.judgement)
    made = Report(analysis, options, selection)
    code = exit_code(analysis, options)
    written = [made.write(name, path, code) for name, path in options.outputs]
    try:
        made.show(code)
    except BrokenPipeError:  # the reader has gone (`| head`), but the verdict stands
        close_output()
    return code if all(written) else USAGE


def suppressed(
    analysis: Any, options: Options, selection: list[Any], rules: list[Any], config: Any, limits: Any
) -> Any:
    """Marks what comments, waivers and the baseline accept; None, at no cost, where there are none of them."""
    waivers = config.waivers if config is not None else ()
    comments = bool(analysis.locators) and not options.no_ignores
    if not waivers and not comments and options.baseline is None:
        return None
    from datetime import UTC, datetime

    from .._suppress import Settings, suppress

    today = datetime.now(UTC).date()
    settings = Settings(rules, today, waivers, limits, comments, options.baseline, options.verbose > 0)
    return suppress(analysis, selection, settings)


def exit_code(analysis: Any, options: Options) -> int:
    """The exit code: of everything that went wrong, what the caller must know first."""
    from ..engine import fails

    if analysis.judgement.crashes:
        return CRASHED
    if analysis.errors:
        return UNREADABLE
    failing = (fails(f, options.fail_on, strict_unknown=options.strict_unknown) for f in analysis.judgement.findings)
    return FINDINGS if any(failing) else OK


def guard(outputs: list[tuple[str, str]], paths: list[str]) -> None:
    """Refuses outputs that would overwrite an input, or each other."""
    seen = {os.path.realpath(path): path for path in paths if path != "-"}
    for name, path in outputs:
        real = os.path.realpath(path)
        if real in seen:
            raise UsageError(f"--output {name}={path} would overwrite {seen[real]}", "name another file")
        if os.path.isdir(path):
            raise UsageError(f"--output {name}={path}: this is a folder", "name a file in it")
        folder = os.path.dirname(real)
        if not os.path.isdir(folder):
            raise UsageError(f"--output {name}={path}: there is no folder {os.path.dirname(path)}", "make it first")
        seen[real] = path
