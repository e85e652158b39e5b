"""The options: flags, environment variables (`APIGW_CHECK_*`) and keys of the configuration, in this order."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any

from .._version import __version__
from ..policy.fail_on import FailOn
from .shared import UsageError

FORMATS = ("text", "json", "sarif")
SCOPES = ("all", "changed")
MOST_JOBS = 256

_EPILOG = """\
further commands (apigw-check COMMAND --help):
  explain ID       what a rule requires, why, and how to fix it
  rules            the rules, with their severities
  packs            the built-in packs
  diff OLD NEW     what is new, worsened, existing and fixed in NEW, compared with OLD
  inventory PATH   the route table: who may call what, and how it is protected
  test DIR         own rules on their own bad and good cases
  baseline PATH    writes the findings of today to a file, so that later runs tell the new ones from them
  suppressions PATH
                   all ignores, waivers and baseline entries, and whether they are used

exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage, configuration or pack
  3  an input could not be read or understood
  4  a rule failed internally (the report is still written)

Every option can be given as an environment variable (--fail-on as APIGW_CHECK_FAIL_ON) or as a key of
.apigw-check.yaml or of [tool.apigw-check] in pyproject.toml.
"""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: argparse would import half the standard library to ask the terminal, on every run."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=min(int(columns), 120) - 2 if columns.isdigit() else 98)


def parser() -> argparse.ArgumentParser:
    """The parser of the main command."""
    made = argparse.ArgumentParser(
        prog="apigw-check",
        usage="apigw-check [OPTIONS] PATH...",
        description="Judges Amazon API Gateway configurations: says what a Terraform plan exposes, at the right line.",
        epilog=_EPILOG,
        formatter_class=Help,
        allow_abbrev=False,
    )
    made.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="plan JSON (terraform show -json), a folder of .tf files, a pattern such as 'envs/*', or - for stdin",
    )
    many_options(made)
    report_options(made)
    return made


def report_options(made: argparse.ArgumentParser) -> None:
    """What is asked of a judgement and its reports, whatever the inputs are."""
    add = made.add_argument
    add("-f", "--format", choices=FORMATS, help="format of the report on standard output (default: text)")
    add("-o", "--output", action="append", metavar="FORMAT=FILE", help="write a report to a file as well; repeatable")
    add(
        "--fail-on",
        metavar="LEVEL",
        help="lowest severity that makes the exit code 1: critical, high, medium (default), low, info, never; or by "
        "what the change does to a finding: new:low,existing:high",
    )
    add("--scope", choices=SCOPES, help="changed: report only on gateways that the change touches (default: all)")
    add("--strict-unknown", action="store_true", default=None, help="undecided results count as failures")
    policy_options(made)
    add("--rule", action="append", metavar="ID", help="judge by this rule only; repeatable")
    add("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    folder_options(made)
    add("--baseline", metavar="FILE", help="accept the findings that this file of `apigw-check baseline` holds")
    add("--no-ignores", action="store_true", default=None, help="pass over `apigw-check: ignore[...]` in the sources")
    add("-v", "--verbose", action="count", default=0, help="show undecided and accepted results too")
    add("-V", "--version", action="version", version=f"apigw-check {__version__}")


def many_options(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--recursive", action="store_true", default=None, help="judge the root modules below a folder as well")
    add("--jobs", metavar="N", help="judge several inputs in N processes (default: 0, as many as pay)")


def folder_options(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--var", action="append", metavar="NAME=VALUE", help="value of a variable of a folder; repeatable")
    add("--var-file", action="append", metavar="FILE", help="values of variables of a folder; repeatable")
    add("--allow-outside", action="store_true", default=None, help="let file() read outside of the folder")
    add("--keep-going", action="store_true", default=None, help="pass over .tf files that cannot be read")


def config_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--config", metavar="FILE", help="configuration (default: .apigw-check.yaml here or above)")
    made.add_argument("--no-config", action="store_true", help="read no configuration file")


def policy_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--pack", metavar="NAME|FILE", help="policy pack (default: recommended)")
    config_options(made)
    made.add_argument("--rules-dir", action="append", metavar="DIR", help="folder of own rules in YAML; repeatable")


def environment(name: str) -> str | None:
    return os.environ.get(f"APIGW_CHECK_{name.upper()}") or None


def _choice(name: str, value: str | None, allowed: Sequence[str]) -> str | None:
    if value is not None and value not in allowed:
        raise UsageError(f"APIGW_CHECK_{name.upper()}={value}: choose from {', '.join(allowed)}")
    return value


class Options:
    """The options in force, from the flags, the environment and the configuration, in this order."""

    def __init__(self, arguments: argparse.Namespace, config: Any) -> None:
        def first(name: str, allowed: Sequence[str] | None = None, default: str | None = None) -> str | None:
            value: str | None = getattr(arguments, name, None)
            if value is None:
                value = environment(name)
                value = _choice(name, value, allowed) if allowed else value
            if value is None and config is not None:
                value = getattr(config, name)
            return default if value is None else value

        self.format = first("format", FORMATS, "text") or "text"
        self.fail_on = _fail_on(first("fail_on"), arguments)
        self.scope = first("scope", SCOPES, "all") or "all"
        self.source = first("source")
        self.baseline = first("baseline")

        def switch(name: str) -> bool:
            value = getattr(arguments, name, None)
            if value is None and (word := environment(name)) is not None:
                value = _truth(name, word)
            return bool(getattr(config, name)) if value is None and config is not None else bool(value)

        self.strict_unknown = switch("strict_unknown")
        self.no_ignores = switch("no_ignores")
        self.allow_outside = switch("allow_outside")
        self.keep_going = switch("keep_going")
        self.recursive = switch("recursive")
        self.jobs = _jobs(getattr(arguments, "jobs", None), config)
        files = _several(arguments, "var_file")
        self.var_files = tuple(config.var_file if config else ()) if files is None else tuple(files)
        values = _several(arguments, "var")
        if values is None:
            self.variables = tuple((name, _text(value)) for name, value in config.var) if config is not None else ()
        else:
            self.variables = tuple(map(_variable, values))
        given = getattr(arguments, "output", None)
        if given is None and (word := environment("output")):
            given = word.split()
        self.outputs = [_output(text) for text in given] if given is not None else list(config.output if config else ())
        self.verbose = int(getattr(arguments, "verbose", 0))

    def reading(self) -> dict[str, Any]:
        """How `analyse` reads its inputs; what is for folders alone is imported where they are."""
        found: dict[str, Any] = {
            "source": self.source,
            "keep_going": self.keep_going,
            "scoped": self.scope == "changed",
        }
        if self.var_files or self.variables or self.allow_outside:
            from ..frontends.hcl.options import FolderOptions

            found["folders"] = FolderOptions(self.var_files, self.variables, self.allow_outside)
        return found


def _fail_on(given: str | None, arguments: argparse.Namespace) -> FailOn:
    if given is None:
        return FailOn()
    try:
        return FailOn.parse(given)
    except ValueError as error:
        flag = getattr(arguments, "fail_on", None) is not None
        raise UsageError(f"{'--fail-on ' if flag else 'APIGW_CHECK_FAIL_ON='}{given}: {error}") from None


def _jobs(given: str | None, config: Any) -> int:
    """How many processes may work; 0 for as many as pay."""
    source = "--jobs " if given is not None else "APIGW_CHECK_JOBS="
    word = given if given is not None else environment("jobs")
    if word is None:
        return int(config.jobs or 0) if config is not None else 0
    if not word.isdecimal() or not word.isascii() or int(word) > MOST_JOBS:
        raise UsageError(f"{source}{word}: write a number from 0 (as many as pay) to {MOST_JOBS}")
    return int(word)


def _several(arguments: argparse.Namespace, name: str) -> list[str] | None:
    """What a repeatable option gives, or its environment variable; None where neither is set."""
    given: list[str] | None = getattr(arguments, name, None)
    return (environment(name) or "").split() or None if given is None else given


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"--var {text}: write NAME=VALUE")
    return name.strip(), value


def _text(value: Any) -> str:
    """A value of the configuration as the command line would have it."""
    import json

    return value if isinstance(value, str) else json.dumps(value)


def _truth(name: str, word: str) -> bool:
    if word.lower() in ("1", "true", "yes", "on"):
        return True
    if word.lower() in ("0", "false", "no", "off"):
        return False
    raise UsageError(f"APIGW_CHECK_{name.upper()}={word}: write 1 or 0")


def _output(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not equals or not path or name not in FORMATS:
        raise UsageError(f"--output {text}: write FORMAT=FILE, with FORMAT one of {', '.join(FORMATS)}")
    return (name, path)


class VerbOptions(Options):
    """The options of a command of its own: its format and its output are no report's."""

    def __init__(self, arguments: argparse.Namespace, config: Any) -> None:
        self.written = getattr(arguments, "output", None) or ""
        self.update = bool(getattr(arguments, "update", False))
        shown = getattr(arguments, "format", "text")
        arguments.output, arguments.format = [], None
        super().__init__(arguments, config)
        self.format = shown
        if not hasattr(arguments, "baseline"):
            self.baseline = None  # what is written is what is there, whatever an older file holds
