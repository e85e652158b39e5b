"""`apigw-check diff OLD NEW`: the findings of NEW, labelled by comparison with OLD."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from .check import guard, report
from .options import Help, Options, environment, report_options
from .selecting import read_policy, select_rules
from .shared import UsageError

_EPILOG = """\
What each of them wants is compared: a folder as it stands, a plan as it will be once it is applied. A finding is new,
worsened or existing in NEW, or fixed since OLD. Ignores, waivers and the baseline are those of NEW.

  git worktree add /tmp/base origin/main && apigw-check diff /tmp/base/infra infra
"""


def diff(argv: Sequence[str]) -> int:
    """`apigw-check diff OLD NEW`."""
    made = argparse.ArgumentParser(
        prog="apigw-check diff",
        usage="apigw-check diff [OPTIONS] OLD NEW",
        description="Compares two inputs and judges the newer one.",
        epilog=_EPILOG,
        formatter_class=Help,
        allow_abbrev=False,
    )
    made.add_argument("old", metavar="OLD", help="plan JSON, a folder of .tf files, or - for stdin")
    made.add_argument("new", metavar="NEW", help="the same; it need not be of the same kind")
    made.add_argument("--old-source", metavar="DIR", help="folder of the .tf sources of OLD (default: found beside it)")
    report_options(made)
    arguments = made.parse_args(argv)
    if arguments.old == arguments.new == "-":
        raise UsageError("OLD and NEW are both -", "name a file for one of them")
    rules, config = read_policy(arguments)
    options = Options(arguments, config)
    guard(options.outputs, [arguments.old, arguments.new])
    selection, notes, limits = select_rules(arguments, rules, config)
    from .._diff import compare

    old_source = arguments.old_source or environment("old_source")
    analysis = compare(arguments.old, arguments.new, selection, old_source=old_source, **options.reading())
    analysis.notes[:0] = notes
    return report(analysis, options, selection, (rules, config, limits))
