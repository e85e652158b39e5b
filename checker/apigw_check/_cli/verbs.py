"""Commands beside the main one: what there is to know about rules, packs and routes, and the test of own rules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .._version import __version__
from .options import Help, Options, config_options, environment, folder_options, many_options, policy_options
from .reading import analysed, expand
from .reports import tables
from .selecting import read_policy, select_rules
from .shared import FINDINGS, OK, UNREADABLE, complain, remark


def explain(argv: Sequence[str]) -> int:
    """`apigw-check explain ID`."""
    made = argparse.ArgumentParser(prog="apigw-check explain", description="Prints the page of a rule.")
    made.add_argument("rule", metavar="ID", help="a rule's id or name: APIGW-101, route-without-authorization")
    policy_options(made)
    arguments = made.parse_args(argv)
    from ..policy.names import find_rule
    from ..report.page import render_explain

    rule = find_rule(arguments.rule, read_policy(arguments)[0])
    from ..policy.peers import section

    render_explain(rule, sys.stdout, nearest=section(rule.id))
    return OK


def list_rules(argv: Sequence[str]) -> int:
    """`apigw-check rules`."""
    made = argparse.ArgumentParser(prog="apigw-check rules", description="Lists the rules.")
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    policy_options(made)
    arguments = made.parse_args(argv)
    from ..report.page import render_rules, render_rules_json

    rules, config = read_policy(arguments)
    if arguments.pack or environment("pack"):
        kept = {one.rule.id for one in select_rules(arguments, rules, config)[0]}
        rules = [rule for rule in rules if rule.id in kept]
    if arguments.format == "json":
        sys.stdout.buffer.write(render_rules_json(rules))
    else:
        render_rules(rules, sys.stdout)
    return OK


def list_packs(argv: Sequence[str]) -> int:
    """`apigw-check packs`."""
    made = argparse.ArgumentParser(prog="apigw-check packs", description="Lists the built-in packs.")
    made.parse_args(argv)
    from ..catalogue import builtin
    from ..policy import pack

    rules = builtin()
    for name in pack.names():
        one = pack.load(name, rules)
        count = len(pack.selection(rules, name).chosen)
        sys.stdout.write(f"{name:14} {count:4} rules  {one.title}\n")
    return OK


def inventory(argv: Sequence[str]) -> int:
    """`apigw-check inventory PATH...`."""
    made = argparse.ArgumentParser(prog="apigw-check inventory", description="Prints the route table.")
    made.add_argument("paths", nargs="+", metavar="PATH", help="plan JSON, a folder of .tf files, or - for stdin")
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    made.add_argument("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    many_options(made)
    folder_options(made)
    config_options(made)
    made.set_defaults(rules_dir=None)
    arguments = made.parse_args(argv)
    options = Options(arguments, read_policy(arguments)[1])
    from ..inventory import inventory as gateways_of
    from ..report.inventory import render_inventory, render_inventory_json
    from ..report.redact import Redactor, plain

    analysis = analysed(arguments, options, [], expand(arguments.paths, options), judging=False)
    clean = Redactor(analysis.secrets).clean
    gateways = tables(analysis, clean)
    if gateways is None:
        gateways = gateways_of(analysis.estate, clean, plain)
    if arguments.format == "json":
        from ..report.document import Input

        inputs = [Input(plain(path), kind) for path, kind in analysis.inputs]
        sys.stdout.buffer.write(render_inventory_json(gateways, inputs=inputs, tool_version=__version__))
    elif analysis.inputs:
        render_inventory(gateways, sys.stdout)
    for note in analysis.notes:
        remark(note)
    for problem, hint in analysis.errors:
        complain(problem, hint)
    return UNREADABLE if analysis.errors else OK


def test_own(argv: Sequence[str]) -> int:
    """`apigw-check test DIR`."""
    from .. import _own_tests

    made = argparse.ArgumentParser(
        prog="apigw-check test",
        description="Judges a team's own rules on their own bad and good cases.",
        epilog=(_own_tests.__doc__ or "").partition("\n\n")[2],
        formatter_class=Help,
    )
    made.add_argument("folder", metavar="DIR", help="folder with rules/*.yaml and cases/<name>/{bad,good}-*/plan.json")
    arguments = made.parse_args(argv)
    from ..catalogue import every
    from ..report.redact import plain

    counts = {"ok": 0, "FAIL": 0}
    rules: dict[str, None] = {}
    unreadable = False
    for outcome in _own_tests.run(arguments.folder, every()):
        if outcome.rule.id not in rules:
            sys.stdout.write(f"{outcome.rule.id} {outcome.rule.slug}\n")
        rules[outcome.rule.id] = None
        word = "FAIL" if outcome.problem else "ok"
        counts[word] += 1
        unreadable |= outcome.unreadable
        told = ": ".join(filter(None, [outcome.case, outcome.problem]))
        sys.stdout.write(f"  {word:4}  {plain(told)}\n")
    total = sum(counts.values())
    sys.stdout.write(f"{total} checks of {len(rules)} rules: {counts['ok']} ok, {counts['FAIL']} failed\n")
    return UNREADABLE if unreadable else FINDINGS if counts["FAIL"] else OK
