"""The command line: options, where they come from, and what goes where.

Reports go to standard output or to files, everything else to standard error. A flag wins over its environment variable
(`APIGW_CHECK_*`), that over the configuration file, that over the pack.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from ._version import __version__
from .policy import PolicyFileError

OK, FINDINGS, USAGE, UNREADABLE, CRASHED = 0, 1, 2, 3, 4
FORMATS = ("text", "json", "sarif")
LEVELS = ("critical", "high", "medium", "low", "info", "never")
VERBS = ("explain", "rules", "packs", "inventory", "test", "baseline", "suppressions")

_EPILOG = """\
further commands (apigw-check COMMAND --help):
  explain ID       what a rule requires, why, and how to fix it
  rules            the rules, with their severities
  packs            the built-in packs
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


class UsageError(Exception):
    """A command line that cannot be carried out; `hint` says what to do instead."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.hint = hint


def run(argv: Sequence[str]) -> int:
    """Runs one command and returns the exit code."""
    gc.disable()  # one short run: collecting costs a third of the time on a large plan and frees nothing
    try:
        if argv and argv[0] in VERBS:
            return _VERBS[argv[0]](argv[1:])
        return check(argv)
    except UsageError as error:
        return complain(str(error), error.hint)
    except PolicyFileError as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _close_output()
        return OK
    except OSError as error:
        _close_output()
        return complain(f"standard output cannot be written: {error.strerror}", "is the disk full?")


def _close_output() -> None:
    """Sends the rest of the output nowhere, so that the interpreter has nothing left to flush at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(problem: str, hint: str = "", code: int = USAGE) -> int:
    """Writes an error to standard error and returns the exit code."""
    from .report.redact import plain

    text = f"apigw-check: error: {plain(problem)}\n"
    if hint:
        text += f"  help: {plain(hint)}\n"
    _stderr(text)
    return code


def _stderr(text: str) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))


# -- options ---------------------------------------------------------------------------------------------------------


class _Help(argparse.RawDescriptionHelpFormatter):
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
        formatter_class=_Help,
        allow_abbrev=False,
    )
    made.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="plan JSON (terraform show -json), a folder of .tf files, or - for stdin",
    )
    add = made.add_argument
    add("-f", "--format", choices=FORMATS, help="format of the report on standard output (default: text)")
    add("-o", "--output", action="append", metavar="FORMAT=FILE", help="write a report to a file as well; repeatable")
    add("--fail-on", choices=LEVELS, help="lowest severity that makes the exit code 1 (default: medium)")
    add("--strict-unknown", action="store_true", default=None, help="undecided results count as failures")
    _policy_options(made)
    add("--rule", action="append", metavar="ID", help="judge by this rule only; repeatable")
    add("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    _folder_options(made)
    add("--baseline", metavar="FILE", help="accept the findings that this file of `apigw-check baseline` holds")
    add("--no-ignores", action="store_true", default=None, help="pass over `apigw-check: ignore[...]` in the sources")
    add("-v", "--verbose", action="count", default=0, help="show undecided and accepted results too")
    add("-V", "--version", action="version", version=f"apigw-check {__version__}")
    return made


def _folder_options(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--var", action="append", metavar="NAME=VALUE", help="value of a variable of a folder; repeatable")
    add("--var-file", action="append", metavar="FILE", help="values of variables of a folder; repeatable")
    add("--allow-outside", action="store_true", default=None, help="let file() read outside of the folder")
    add("--keep-going", action="store_true", default=None, help="pass over .tf files that cannot be read")


def _policy_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--pack", metavar="NAME|FILE", help="policy pack (default: recommended)")
    made.add_argument("--config", metavar="FILE", help="configuration (default: .apigw-check.yaml here or above)")
    made.add_argument("--no-config", action="store_true", help="read no configuration file")
    made.add_argument("--rules-dir", action="append", metavar="DIR", help="folder of own rules in YAML; repeatable")


def _environment(name: str) -> str | None:
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
                value = _environment(name)
                value = _choice(name, value, allowed) if allowed else value
            if value is None and config is not None:
                value = getattr(config, name)
            return default if value is None else value

        self.format = first("format", FORMATS, "text") or "text"
        self.fail_on = first("fail_on", LEVELS, "medium") or "medium"
        self.source = first("source")
        self.baseline = first("baseline")

        def switch(name: str) -> bool:
            value = getattr(arguments, name, None)
            if value is None and (word := _environment(name)) is not None:
                value = _truth(name, word)
            return bool(getattr(config, name)) if value is None and config is not None else bool(value)

        self.strict_unknown = switch("strict_unknown")
        self.no_ignores = switch("no_ignores")
        self.allow_outside = switch("allow_outside")
        self.keep_going = switch("keep_going")
        files = _several(arguments, "var_file")
        self.var_files = tuple(config.var_file if config else ()) if files is None else tuple(files)
        values = _several(arguments, "var")
        if values is None:
            self.variables = tuple((name, _text(value)) for name, value in config.var) if config is not None else ()
        else:
            self.variables = tuple(map(_variable, values))
        given = getattr(arguments, "output", None)
        if given is None and (word := _environment("output")):
            given = word.split()
        self.outputs = [_output(text) for text in given] if given is not None else list(config.output if config else ())
        self.verbose = int(getattr(arguments, "verbose", 0))

    def reading(self) -> dict[str, Any]:
        """How `analyse` reads its inputs; what is for folders alone is imported where they are."""
        found: dict[str, Any] = {"source": self.source, "keep_going": self.keep_going}
        if self.var_files or self.variables or self.allow_outside:
            from .frontends.hcl.options import FolderOptions

            found["folders"] = FolderOptions(self.var_files, self.variables, self.allow_outside)
        return found


def _several(arguments: argparse.Namespace, name: str) -> list[str] | None:
    """What a repeatable option gives, or its environment variable; None where neither is set."""
    given: list[str] | None = getattr(arguments, name, None)
    return (_environment(name) or "").split() or None if given is None else given


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


def _policy(arguments: argparse.Namespace) -> tuple[list[Any], Any]:
    """All rules, and the configuration (None without one)."""
    from . import catalogue
    from .policy import config

    folders = arguments.rules_dir
    if folders is None:
        folders = (_environment("rules_dir") or "").split()
    rules = catalogue.every(folders)
    path = arguments.config or _environment("config")
    if path is None:
        path = None if arguments.no_config else config.find()
    if path is None:
        return rules, None

    def more(known: Sequence[Any], named: Sequence[str]) -> Sequence[Any]:
        # A folder that the command line names wins over those of the configuration, as every option does.
        return known if folders else catalogue.joined(known, catalogue.declared(named))

    read = config.load(path, rules, FORMATS, more)
    return list(read.known), read


def _selection(arguments: argparse.Namespace, rules: list[Any], config: Any) -> tuple[list[Any], list[str], Any]:
    """The rules in force, notes about them, and what is asked of suppressions."""
    from .engine import Selected
    from .policy import pack
    from .policy.names import find_rule
    from .rules.base import Params

    chosen = pack.selection(rules, arguments.pack or _environment("pack"), config)
    selected = [
        Selected(
            one.rule,
            one.severity,
            Params(one.params),
            tuple(map(_scope, one.scopes)),
            one.enabled,
            one.controls,
            one.ignorable,
        )
        for one in chosen.chosen
    ]
    only = arguments.rule if getattr(arguments, "rule", None) else None
    if only:
        wanted = {find_rule(name, rules).id for name in only}
        have = {one.rule.id for one in selected}
        selected = [one for one in selected if one.rule.id in wanted]
        # A rule that is named is meant, whether or not the pack has it.
        selected += [Selected(r, r.severity, Params(r.defaults())) for r in rules if r.id in wanted - have]
    return selected, list(chosen.notes), chosen.limits


def _scope(one: Any) -> Any:
    """Settings for some subjects as the engine takes them."""
    from .engine import Scope
    from .policy.waivers import glob

    addresses = [glob(pattern) for pattern in one.addresses]
    route = glob(one.route) if one.route is not None else None

    def names(subject: Any) -> bool:
        if route is not None and not route.fullmatch(subject.name):
            return False
        return not addresses or any(pattern.fullmatch(subject.origin.address) for pattern in addresses)

    return Scope(names, one.enabled, one.severity, one.params, one.more)


# -- the main command ------------------------------------------------------------------------------------------------


def check(argv: Sequence[str]) -> int:
    """`apigw-check PATH...`."""
    arguments = parser().parse_args(argv)
    if not arguments.paths:
        raise UsageError(
            "nothing to check", "apigw-check plan.json (a plan is made with terraform show -json), or apigw-check DIR"
        )
    rules, config = _policy(arguments)
    options = Options(arguments, config)
    _guard(options.outputs, arguments.paths)
    selection, notes, limits = _selection(arguments, rules, config)
    from ._pipeline import analyse

    analysis = analyse(arguments.paths, selection, **options.reading())
    analysis.notes[:0] = notes
    _suppressed(analysis, options, selection, rules, config, limits)
    report = _Report(analysis, options, selection)
    code = exit_code(analysis, options)
    written = [report.write(name, path, code) for name, path in options.outputs]
    try:
        report.show(code)
    except BrokenPipeError:  # the reader has gone (`| head`), but the verdict stands
        _close_output()
    return code if all(written) else USAGE


def _suppressed(
    analysis: Any, options: Options, selection: list[Any], rules: list[Any], config: Any, limits: Any
) -> Any:
    """Marks what comments, waivers and the baseline accept; None, at no cost, where there are none of them."""
    waivers = config.waivers if config is not None else ()
    comments = bool(analysis.locators) and not options.no_ignores
    if not waivers and not comments and options.baseline is None:
        return None
    from datetime import UTC, datetime

    from ._suppress import Settings, suppress

    today = datetime.now(UTC).date()
    settings = Settings(rules, today, waivers, limits, comments, options.baseline, options.verbose > 0)
    return suppress(analysis, selection, settings)


def exit_code(analysis: Any, options: Options) -> int:
    """The exit code: of everything that went wrong, what the caller must know first."""
    from .engine import fails

    if analysis.judgement.crashes:
        return CRASHED
    if analysis.errors:
        return UNREADABLE
    failing = (fails(f, options.fail_on, strict_unknown=options.strict_unknown) for f in analysis.judgement.findings)
    return FINDINGS if any(failing) else OK


def _guard(outputs: list[tuple[str, str]], paths: list[str]) -> None:
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


class _Report:
    """One analysis, in the formats that are asked for."""

    def __init__(self, analysis: Any, options: Options, selection: list[Any]) -> None:
        from .report.document import Input, build
        from .report.redact import Redactor

        self._analysis = analysis
        self._options = options
        self._rules = [one.rule for one in selection]
        self._selection = selection
        self._redactor = Redactor(analysis.secrets)
        self._document = build(
            analysis.judgement,
            analysis.estate,
            inputs=[Input(path, kind) for path, kind in analysis.inputs],
            locators=analysis.locators,
            redactor=self._redactor,
            notes=analysis.notes,
            errors=[problem for problem, _ in analysis.errors],
            tool_version=__version__,
            controls={one.rule.id: one.controls for one in selection if one.controls},
        )

    def render(self, name: str, stream: Any) -> None:
        """Writes the report in one format to a binary stream."""
        if name == "json":
            from .report.json_v1 import render_json

            stream.write(render_json(self._document))
        elif name == "sarif":
            from .report.sarif import render_sarif

            # Code scanning services show whatever stands in the file as an alert, so what is fixed or (unless it was
            # asked for) undecided is left out.
            undecided = self._options.strict_unknown or self._options.verbose > 0
            stream.write(render_sarif(self._document, self._selection, undecided=undecided, fixed=False))
        else:
            raise AssertionError(name)

    def write(self, name: str, path: str, code: int) -> bool:
        """Writes a report file whole or not at all; says what is wrong where it cannot."""
        import io

        buffer = io.BytesIO()
        if name == "text":
            text = io.TextIOWrapper(buffer, encoding="utf-8", write_through=True)
            self._text(text, code, color=False, problems=True)
            text.detach()
        else:
            self.render(name, buffer)
        draft = f"{path}.{os.getpid()}.tmp"
        try:
            with open(draft, "xb") as file:
                file.write(buffer.getvalue())
            os.replace(draft, path)
        except OSError as error:
            if os.path.exists(draft):
                os.unlink(draft)
            complain(f"--output {name}={path}: cannot be written: {error.strerror}", "name a file that can be written")
            return False
        return True

    def show(self, code: int) -> None:
        """Writes the report to standard output, and what could not be read to standard error."""
        if self._options.format == "text":
            self._text(sys.stdout, code, color=None, problems=False)
        else:
            self.render(self._options.format, sys.stdout.buffer)
        sys.stdout.flush()
        for problem, hint in self._analysis.errors:
            complain(self._redactor.clean(problem), hint)
        for crash in self._document.crashes:
            complain(crash, "please report this; the other rules were applied")

    def _text(self, stream: Any, code: int, color: bool | None, problems: bool) -> None:
        from .report.text import render_text

        def snippets(file: str, line: int, end_line: int) -> list[str]:
            for locator in self._analysis.locators.values():
                lines: list[str] = locator.snippet(file, line, end_line)
                if lines:
                    return lines
            return []

        render_text(
            self._document,
            stream,
            verbose=self._options.verbose,
            snippets=snippets,
            redactor=self._redactor,
            titles={rule.id: rule.title for rule in self._rules},
            fail_on=self._options.fail_on,
            exit_code=code,
            problems=problems,
            color=color,
        )


# -- the other commands ----------------------------------------------------------------------------------------------


def explain(argv: Sequence[str]) -> int:
    """`apigw-check explain ID`."""
    made = argparse.ArgumentParser(prog="apigw-check explain", description="Prints the page of a rule.")
    made.add_argument("rule", metavar="ID", help="a rule's id or name: APIGW-101, route-without-authorization")
    _policy_options(made)
    arguments = made.parse_args(argv)
    from .policy.names import find_rule
    from .report.page import render_explain

    rule = find_rule(arguments.rule, _policy(arguments)[0])
    from .policy.peers import section

    render_explain(rule, sys.stdout, nearest=section(rule.id))
    return OK


def list_rules(argv: Sequence[str]) -> int:
    """`apigw-check rules`."""
    made = argparse.ArgumentParser(prog="apigw-check rules", description="Lists the rules.")
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    _policy_options(made)
    arguments = made.parse_args(argv)
    from .report.page import render_rules, render_rules_json

    rules, config = _policy(arguments)
    if arguments.pack or _environment("pack"):
        kept = {one.rule.id for one in _selection(arguments, rules, config)[0]}
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
    from .catalogue import builtin
    from .policy import pack

    rules = builtin()
    for name in pack.names():
        one = pack.load(name, rules)
        count = len(pack.selection(rules, name).chosen)
        sys.stdout.write(f"{name:14} {count:4} rules  {one.title}\n")
    return OK


def inventory(argv: Sequence[str]) -> int:
    """`apigw-check inventory PATH...`."""
    made = argparse.ArgumentParser(prog="apigw-check inventory", description="Prints the route table.")
    made.add_argument("paths", nargs="+", metavar="PATH", help="plan JSON, or - for standard input")
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    made.add_argument("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    arguments = made.parse_args(argv)
    from ._pipeline import analyse
    from .inventory import inventory as gateways_of
    from .report.inventory import render_inventory, render_inventory_json
    from .report.redact import Redactor, plain

    analysis = analyse(arguments.paths, [], source=arguments.source)
    gateways = gateways_of(analysis.estate, Redactor(analysis.secrets).clean, plain)
    if arguments.format == "json":
        from .report.document import Input

        inputs = [Input(plain(path), kind) for path, kind in analysis.inputs]
        sys.stdout.buffer.write(render_inventory_json(gateways, inputs=inputs, tool_version=__version__))
    elif analysis.inputs:
        render_inventory(gateways, sys.stdout)
    for problem, hint in analysis.errors:
        complain(problem, hint)
    return UNREADABLE if analysis.errors else OK


def test_own(argv: Sequence[str]) -> int:
    """`apigw-check test DIR`."""
    from . import _own_tests

    made = argparse.ArgumentParser(
        prog="apigw-check test",
        description="Judges a team's own rules on their own bad and good cases.",
        epilog=(_own_tests.__doc__ or "").partition("\n\n")[2],
        formatter_class=_Help,
    )
    made.add_argument("folder", metavar="DIR", help="folder with rules/*.yaml and cases/<name>/{bad,good}-*/plan.json")
    arguments = made.parse_args(argv)
    from .catalogue import every
    from .report.redact import plain

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


def write_baseline(argv: Sequence[str]) -> int:
    """`apigw-check baseline PATH...`."""
    from .policy import baseline

    made = argparse.ArgumentParser(
        prog="apigw-check baseline",
        description="Writes the open findings of today to a file: with --baseline FILE, later runs accept them.",
        formatter_class=_Help,
    )
    made.add_argument("-o", "--output", metavar="FILE", default=baseline.FILE, help=f"default: {baseline.FILE}")
    made.add_argument("--update", action="store_true", help="replace the file: what is fixed is dropped from it")
    made.add_argument("--strict-unknown", action="store_true", default=None, help="undecided results as well")
    analysis, options, selection, _ = _judged(made, argv)
    from .report.redact import Redactor

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
        formatter_class=_Help,
    )
    made.add_argument("-f", "--format", choices=("text", "json"), default="text")
    made.add_argument("--baseline", metavar="FILE", help="the baseline to list as well")
    analysis, options, _, suppressed = _judged(made, argv)
    from .report.redact import Redactor
    from .report.suppressions import listed, render_suppressions, render_suppressions_json

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
    made.add_argument("paths", nargs="+", metavar="PATH", help="plan JSON, a folder of .tf files, or -")
    made.add_argument("--source", metavar="DIR", help="folder of the .tf sources (default: found beside the plan)")
    made.add_argument("--no-ignores", action="store_true", default=None, help="pass over comments in the sources")
    _policy_options(made)
    arguments = made.parse_args(argv)
    rules, config = _policy(arguments)
    options = _VerbOptions(arguments, config)
    selection, _, limits = _selection(arguments, rules, config)
    from ._pipeline import analyse

    analysis = analyse(arguments.paths, selection, **options.reading())
    return analysis, options, selection, _suppressed(analysis, options, selection, rules, config, limits)


class _VerbOptions(Options):
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


_VERBS = {
    "explain": explain,
    "rules": list_rules,
    "packs": list_packs,
    "inventory": inventory,
    "test": test_own,
    "baseline": write_baseline,
    "suppressions": list_suppressions,
}
