"""Every validation of every module is expected to fail somewhere, and says which input is wrong and what is allowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import module_docs
from tests.modules.conftest import REPOSITORY

MODULES = module_docs.module_folders()

module = pytest.mark.parametrize("folder", MODULES, ids=lambda folder: str(folder.relative_to(REPOSITORY / "modules")))

# The sources are formatted by `terraform fmt` (a test holds them to it): a block at the top ends at the first brace in
# the first column, and a block inside ends at the first brace that stands as far in as it began.
TOP = re.compile(r'^(variable|check|resource|data|output) "(\w+)"(?: "(\w+)")? \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
RULE = re.compile(r"^( +)(validation|precondition|postcondition|assert) \{\n(.*?)^\1\}", re.MULTILINE | re.DOTALL)
# What a value must be one of; `!contains` says what it must not be, or when the rule does not apply.
LITERALS = re.compile(r'(?<!!)contains\(\[((?:"[^"]*"|-?\d+)(?:, (?:"[^"]*"|-?\d+))*)\],')
LOCAL_SET = re.compile(r"(?<!!)contains\((local\.\w+),")
KEYS_OF_ANOTHER = re.compile(r"(?<!!)contains\((keys\(var\.\w+\)),")


@dataclass(frozen=True)
class Rule:
    """One condition of a module: what it is about, as `expect_failures` names it, and its message."""

    about: str
    kind: str
    condition: str
    message: str


def rules(folder: Path) -> Iterator[Rule]:
    """Give every validation, precondition, postcondition and assertion of a check in the sources of a module."""
    for path in sorted(folder.glob("*.tf")):
        for block in TOP.finditer(path.read_text(encoding="utf-8")):
            prefix = {"variable": "var.", "check": "check.", "output": "output.", "data": "data."}.get(block[1], "")
            about = prefix + ".".join(label for label in (block[2], block[3]) if label)
            for rule in RULE.finditer(block[4]):
                condition, written, message = rule[3].partition("error_message = ")
                assert written, f"{path}: a {rule[2]} of {about} has no error_message at its end"
                yield Rule(about, rule[2], condition, message.strip())


def expected_failures(folder: Path) -> Counter[str]:
    """Give how many runs of a module's tests expect each thing to fail."""
    found: Counter[str] = Counter()
    for path in (folder / "tests").glob("*.tftest.hcl"):
        for names in re.findall(r"expect_failures = \[(.*?)\]\n", path.read_text(encoding="utf-8"), re.DOTALL):
            found.update({re.sub(r"\[.*?\]$", "", name.strip()) for name in names.split(",") if name.strip()})
    return found


def variables_named(message: str, names: set[str]) -> set[str]:
    """Give the variables that a message begins with: `routes: ...`, or `routes, integrations: ...`."""
    start = message.removeprefix('"').partition(": ")[0]
    return {name.strip() for name in start.split(",")} & names


def said(message: str) -> str:
    """Give what a message says in any case: without what it says only of an offending entry."""
    return re.sub(r'\$\{join\("[^"]*", (?:flatten\()?\[for .*? if .*?\]\)*\}', "", message)


def unnamed_values(rule: Rule) -> list[str]:
    """Give the allowed values of the closed sets in a condition that its message does not name."""
    missing = [
        value
        for literals in LITERALS.findall(rule.condition)
        for value in re.findall(r'"([^"]*)"|(-?\d+)', literals)
        for value in value
        if value and not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said(rule.message))
    ]
    missing += [
        name
        for name in LOCAL_SET.findall(rule.condition)
        if not re.search(rf'join\("[^"]*", (?:concat\(|keys\()*{re.escape(name)}\b', rule.message)
    ]
    missing += [
        keys
        for keys in KEYS_OF_ANOTHER.findall(rule.condition)
        # A rule about its own keys asks for one that must be there; the message says which.
        if keys != f"keys({rule.about})" and not re.search(rf'join\("[^"]*", {re.escape(keys)}', rule.message)
    ]
    return missing


def test_the_reader_finds_what_there_is() -> None:
    """Count the blocks by their first lines alone, so that a rule that the reader misses is noticed."""
    for folder in MODULES:
        text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
        written = len(re.findall(r"^ +(?:validation|precondition|postcondition|assert) \{$", text, re.MULTILINE))
        assert len(list(rules(folder))) == written, folder
    assert sum(len(list(rules(folder))) for folder in MODULES) > 400


@module
def test_every_rule_is_expected_to_fail(folder: Path) -> None:
    """Ask for as many runs that expect a variable, resource or check to fail as it has rules."""
    wanted = Counter(rule.about for rule in rules(folder))
    found = expected_failures(folder)
    assert {about: (number, found[about]) for about, number in wanted.items() if found[about] < number} == {}


@module
def test_message_names_the_variable(folder: Path) -> None:
    names = {block.name for block in module_docs.blocks(folder, "variable")}
    wrong = [
        rule.message
        for rule in rules(folder)
        if (rule.kind == "validation" and variables_named(rule.message, names) != {rule.about.removeprefix("var.")})
        or not variables_named(rule.message, names)
    ]
    assert wrong == []


@module
def test_message_names_the_offending_entry(folder: Path) -> None:
    """Ask the message of a rule that looks at each entry of its variable to say which are meant: by name, or as one."""
    wrong = [
        rule.message
        for rule in rules(folder)
        if re.search(rf"\bin (?:values\(|keys\()?{re.escape(rule.about)}\b", rule.condition)
        and "${" not in rule.message
        and not re.match(r'"\w+: \\"\S+\\"', rule.message)
    ]
    assert wrong == []


@module
def test_message_names_the_allowed_values(folder: Path) -> None:
    wrong = {rule.message: unnamed_values(rule) for rule in rules(folder) if rule.kind != "assert"}
    assert {message: missing for message, missing in wrong.items() if missing} == {}


@pytest.mark.parametrize(
    ("condition", "message", "missing"),
    [
        ('contains(["A", "B"], var.x)', '"x: must be one of A, B."', []),
        ('contains(["A", "B"], var.x)', '"x: must be one of A."', ["B"]),
        ('contains(["A", "AB"], var.x)', '"x: must be one of AB."', ["A"]),
        ("contains([1, 22], var.x)", '"x: must be one of 1, 2."', ["22"]),
        (
            'contains(["A"], var.x)',
            '"x: ${join(", ", [for k, v in var.x : k if !contains(["A"], v)])}: is wrong."',
            ["A"],
        ),
        ("contains(local.kinds, var.x)", '"x: must be one of ${join(", ", local.kinds)}."', []),
        ("contains(local.kinds, var.x)", '"x: must be a kind."', ["local.kinds"]),
        ("contains(keys(var.plans), var.x)", '"x: must be a key of plans."', ["keys(var.plans)"]),
        ("contains(keys(var.plans), var.x)", '"x: must be a key of ${join(", ", keys(var.plans))}."', []),
    ],
)
def test_the_reader_of_messages(condition: str, message: str, missing: list[str]) -> None:
    assert unnamed_values(Rule("var.x", "validation", condition, message)) == missing
