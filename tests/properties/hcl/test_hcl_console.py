"""The evaluator gives what `terraform console` gives: each function that it claims, and each kind of expression."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hcl_console import REFUSED, UNDECIDED, ask, ours, recorded, write_files

from apigw_check.frontends.hcl.functions import NOT_EVALUATED, files, special, table
from terraform_env import terraform_environment

PAIRS = [(group, expression, answer) for group, pairs in recorded().items() for expression, answer in pairs]
#: What is not computed, on purpose: these stay `Unknown`, and nothing else of the list does.
LEFT_OUT = {
    'file("missing.txt")',
    'format("%05.1f", 2.25)',
    'format("%6.2f|", 1.005)',
    'format("%d", 1.5)',
    'indent(-1, "a\\nb")',
    "log(50, 10) > 1.69",
    "1 - 0.9",
    "0.3 - 0.1",
    "1.1 * 1.1",
    "1e400 == 1",
    "pow(2, 0.5) > 1.41",
    'regex("\\\\Z", "a")',
    'regex("(a)\\\\1", "aa")',
    'regex("[[:foo:]]", "a")',
    'templatefile("missing.tpl", {})',
    '"$$${1}"',
    'timeadd("2017-11-22T00:00:00Z", "1d")',
    'tonumber("-0")',
    'yamldecode("a: 0x1F")',
    'yamldecode("a: 010")',
    'yamldecode("a: 1_000")',
    'yamldecode("a: .5")',
    'yamldecode("a: 00")',
    'yamldecode("a: =")',
    'yamldecode("a: !x 1")',
    'yamldecode("x: {<<: {a: 1}}")',
    'yamldecode("~: 1")',
    'yamlencode("line\\nline\\n")',
    'yamlencode("tab\\there")',
    'cidrhost("010.0.0.0/8", 1)',
    'cidrhost("::ffff:10.0.0.0/104", 1)',
    'cidrsubnet("10.0.0.0/8", 8, -1)',
    'cidrsubnet("10.0.0.0/8", -1, 0)',
    'cidrsubnet("2001:db8::/32", 64, 1)',
    'cidrsubnets("0.0.0.0/0", 1, 1)',
    'regex("[[:^alpha:]]", "1")',
    'regex("a(?i)B", "ab")',
    'regex("(a*)*", "aa")',
    'regex("(|a)+", "aa")',
    'regex("(a|b*)*c", "abbc")',
    'regex("(?:a?)+", "aa")',
    'regex("^*a", "a")',
    'regex("\\\\b+a", "a")',
    'regex("\\\\B", "")',
    'regex("\\\\8", "8")',
    'regex("\\\\y", "y")',
    'regex("\\\\\\u00e9", "\\u00e9")',
    'regex("\\\\Qa.b\\\\E", "a.b")',
    'regex("\\\\pL+", "\\u00e9")',
    'regex("\\\\p{Greek}", "\\u03b1")',
    'regex("(?P<n>a)(?P<n>b)", "ab")',
    'regex("(?P=n)", "a")',
    'regex("(?#x)a", "a")',
    'regex("(?U)a+", "aa")',
    'regex("\\\\xg0", "x")',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("files")
    write_files(found)
    return found


@pytest.mark.parametrize(("group", "expression", "answer"), PAIRS, ids=[f"{g}: {e}" for g, e, _ in PAIRS])
def test_same_as_terraform(group: str, expression: str, answer: str | None, folder: Path) -> None:
    expected = UNDECIDED if expression in LEFT_OUT else REFUSED if answer is None else answer
    assert ours(expression, folder) == expected


def test_every_function_is_tried() -> None:
    claimed = {*table(), *files.FUNCTIONS, *special.FUNCTIONS} - {"type"}
    assert claimed <= recorded().keys()
    assert {expression for _, expression, _ in PAIRS} >= LEFT_OUT
    assert not claimed & NOT_EVALUATED


@pytest.mark.terraform
@pytest.mark.slow
def test_what_was_recorded_is_what_terraform_gives() -> None:
    if shutil.which("terraform") is None:
        if os.environ.get("REQUIRE_TERRAFORM") == "1":
            pytest.fail("REQUIRE_TERRAFORM=1, but there is no terraform command")
        pytest.skip("there is no terraform command")
    with terraform_environment() as env:
        answers = ask([expression for _, expression, _ in PAIRS], env)
    different = [
        (expression, answer, given)
        for (_, expression, answer), given in zip(PAIRS, answers, strict=True)
        if (answer and json.loads(answer)) != (given and json.loads(given))
    ]
    assert not different
