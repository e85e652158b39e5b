"""Expressions with what `terraform console` gives for them, and ours beside it.

`expressions.json` holds, by function or part of the language, each expression with the JSON of a list that holds its
value, or null where terraform refuses it. `python hcl_console.py` asks terraform again and rewrites the file; a new
expression is put there with null as its answer first. Functions of the provider need the provider: set
TF_CLI_CONFIG_FILE to where a mirror of it is named, or have the registry at hand.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from apigw_check.frontends.hcl.evaluate import Diagnostic, evaluate
from apigw_check.frontends.hcl.functions.encoding import json_text
from apigw_check.frontends.hcl.functions.files import Files
from apigw_check.frontends.hcl.syntax import parse
from apigw_check.frontends.hcl.values import NotEvaluatedError, Sensitive, unmark
from apigw_check.model.value import Unknown

RECORDED = Path(__file__).with_name("expressions.json")
VERSIONS = Path(__file__).resolve().parents[3] / "versions.tf"
REFUSED, UNDECIDED = "refused", "not evaluated"


def write_files(folder: Path) -> None:
    """Write the files that expressions read."""
    (folder / "sub" / "deep").mkdir(parents=True)
    (folder / "t.tpl").write_text("Hello ${name}\n%{ for x in list ~}\n- ${x}\n%{ endfor ~}\n")
    (folder / "dollar.tpl").write_text("$${a} ${a}%%{x}")
    (folder / "wrap.tpl").write_text("${a}")
    (folder / "plain.txt").write_text("plain\ntext é\n")
    (folder / "latin.txt").write_bytes(b"\xe9\xff")
    (folder / "sub" / "a.json").write_text("{}")
    (folder / "sub" / "deep" / "b.json").write_text("[]")


class NoNames:
    """A scope without names."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(str(folder))

    def resolve(self, path: tuple[Any, ...]) -> tuple[Any, int]:
        """Nothing is known."""
        return Unknown("no such name"), len(path)


def ours(expression: str, folder: Path) -> str:
    """What we give: JSON as terraform writes it, or one of the two words."""
    file = parse(f"x = {expression}\n".encode(), "x.tf")
    if file.errors or "x" not in file.body.attributes:
        return REFUSED
    problems: list[Diagnostic] = []
    value = evaluate(file.body.attributes["x"].expression, NoNames(folder), problems)
    if problems:
        assert isinstance(value, Unknown)
        return REFUSED
    value, _ = unmark(value)
    assert not isinstance(value, Sensitive)
    if isinstance(value, Unknown):
        return UNDECIDED
    try:
        return json_text([value])
    except NotEvaluatedError:
        return UNDECIDED


def recorded() -> dict[str, list[tuple[str, str | None]]]:
    """What was recorded."""
    found: dict[str, list[tuple[str, str | None]]] = json.loads(RECORDED.read_text())
    return found


def ask(expressions: list[str], env: Mapping[str, str] | None = None) -> list[str | None]:
    """What terraform gives for each expression, in one run: JSON of a list with its value, None where it refuses it.

    An expression that terraform cannot even parse is asked for on its own first.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder)
        lines = []
        for index, expression in enumerate(expressions):
            given = expression if expression.endswith("\n") else f"{expression}\n"
            lines.append(f'  "{index}" = try(jsonencode([nonsensitive(\n{given})]), jsonencode([\n{given}]), null)')
        # A block comment would hide a fault; every expression here parses, or terraform says where it does not.
        (folder / "main.tf").write_text("locals {\n  given = {\n" + "\n".join(lines) + "\n  }\n}\n")
        if any("provider::" in expression for expression in expressions):
            (folder / "versions.tf").write_bytes(VERSIONS.read_bytes())
            subprocess.run(
                ["terraform", "init", "-input=false"],
                cwd=folder,
                env=env and dict(env),
                capture_output=True,
                check=True,
            )
        done = subprocess.run(
            ["terraform", "console", "-no-color"],
            cwd=folder,
            env=dict(env) if env is not None else None,
            input="base64encode(jsonencode(local.given))\n",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not done.stdout.strip().startswith('"'):
            raise AssertionError(done.stdout + done.stderr)
        answers = json.loads(base64.b64decode(done.stdout.strip().splitlines()[-1].strip('"')))
        return [answers[str(index)] for index in range(len(expressions))]


def main() -> None:
    """Ask for everything again and write it down."""
    kept = recorded()
    everything = [(group, expression) for group, pairs in kept.items() for expression, _ in pairs]
    answers = ask([expression for _, expression in everything])
    found: dict[str, list[tuple[str, str | None]]] = {group: [] for group in kept}
    for (group, expression), answer in zip(everything, answers, strict=True):
        found[group].append((expression, answer))
    write(found)


def write(found: Mapping[str, list[tuple[str, str | None]]]) -> None:
    """Write the file, an expression a line."""
    groups = []
    for group, pairs in sorted(found.items()):
        rows = ",\n".join(f"  {json.dumps(pair, ensure_ascii=False)}" for pair in pairs)
        groups.append(f"{json.dumps(group)}: [\n{rows}\n]")
    RECORDED.write_text("{\n" + ",\n".join(groups) + "\n}\n")


if __name__ == "__main__":
    sys.exit(main())
