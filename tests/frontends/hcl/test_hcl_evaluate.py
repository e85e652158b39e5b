"""What is not known, what must not be printed, and what may not be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from apigw_check.frontends.hcl.evaluate import Diagnostic, evaluate, references
from apigw_check.frontends.hcl.functions.files import LARGEST_FILE, Files
from apigw_check.frontends.hcl.syntax import parse
from apigw_check.frontends.hcl.values import HclList, HclMap, HclSet, Sensitive, plain
from apigw_check.model.value import Unknown

REASON = "depends on var.u, which has no value"


class Names:
    """Some variables: `u` is unknown, `s` must not be printed."""

    def __init__(self, files: Files | None = None) -> None:
        self.files = files
        self.asked: list[tuple[Any, ...]] = []

    def resolve(self, path: tuple[Any, ...]) -> tuple[Any, int]:
        self.asked.append(path)
        values = {
            "s": Sensitive("hidden"),
            "m": {"a": 1, "u": Unknown(REASON, ("var.u",))},
            "l": HclList(["a", "b"]),
            "empty": HclList(),
            "n": None,
        }
        if len(path) > 1 and path[0] == "var" and path[1] in values:
            return values[path[1]], 2
        return Unknown(REASON), len(path)


def value_of(text: str, names: Names | None = None, problems: list[Diagnostic] | None = None) -> Any:
    file = parse(f"x = {text}\n".encode(), "x.tf")
    assert not file.errors
    return evaluate(file.body.attributes["x"].expression, names or Names(), problems)


@pytest.mark.parametrize(
    "text",
    [
        "var.u",
        "var.u.x[0]",
        '"a${var.u}"',
        "var.u + 1",
        "!var.u",
        "var.u && true",
        "var.u == 1",
        "var.u ? 1 : 2",
        "[for x in var.u : x]",
        "[for x in [1] : x if var.u]",
        "{for x in [1] : var.u => x}",
        "{(var.u) = 1}",
        "var.u[*].id",
        "[1, 2][var.u]",
        "upper(var.u)",
        "jsonencode({a = var.u})",
        "merge({}, var.u)",
        "coalesce(var.u, 1)",
        'coalesce("", var.u)',
        "try(var.u.x, 1)",
        "can(var.u)",
        'contains(["a", var.u], "b")',
        "toset([var.u, 1])",
        "flatten([[1], var.u])",
        "concat([1], var.u...)",
        "length(var.u)",
        "var.m.u",
        'lookup(var.m, "u", 1)',
        '"%{ if var.u }a%{ endif }"',
    ],
)
def test_what_depends_on_an_unknown_is_unknown(text: str) -> None:
    problems: list[Diagnostic] = []
    found = value_of(text, problems=problems)
    assert isinstance(found, Unknown)
    assert found.reason == REASON
    assert "var.u" in found.references or "var.m" in found.references or "var.m.u" in found.references
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("false && var.u", False),
        ("var.u && false", False),
        ("true || var.u", True),
        ("true || var.m.missing", True),
        ("false && var.m.missing", False),
        ("var.u ? 1 : 1", 1),
        ('coalesce("a", var.u)', "a"),
        ('contains(["a", var.u], "a")', True),
        ("alltrue([false, var.u])", False),
        ("anytrue([var.u, true])", True),
        ("length([var.u, 1])", 2),
        ("keys(var.m)", ["a", "u"]),
        ("merge(var.m, {u = 2}).u", 2),
        ("[1, var.u][0]", 1),
        ("var.n == null ? 5 : var.n.x", 5),
        ("try(var.m.missing, 3)", 3),
        ('lookup(var.m, "a", 2)', 1),
        ("zipmap(var.l, [1, var.u]).a", 1),
        ("element([1, var.u], 2)", 1),
    ],
)
def test_what_another_fact_decides_is_known(text: str, expected: Any) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "var.s",
        '"a${var.s}"',
        "upper(var.s)",
        "var.s == 1",
        "true ? var.s : 1",
        "sensitive(1)",
        "[for x in [var.s] : x][0]",
    ],
)
def test_marks_stay(text: str) -> None:
    found = value_of(text)
    assert isinstance(found, Sensitive)
    assert "hidden" not in repr(found)


def test_a_mark_inside_an_object_stays_there() -> None:
    found = value_of("{a = var.s, b = 1}")
    assert isinstance(found["a"], Sensitive)
    assert found["b"] == 1
    assert isinstance(value_of("jsonencode({a = var.s})"), Sensitive)
    assert plain(found) == {"a": "hidden", "b": 1}


@pytest.mark.parametrize("name", ["timestamp()", "uuid()", 'base64gzip("x")', 'provider::time::rfc3339_parse("x")'])
def test_functions_that_are_not_evaluated_say_so(name: str) -> None:
    problems: list[Diagnostic] = []
    found = value_of(name, problems=problems)
    assert found.reason == f"the function {name.partition('(')[0]}() is not evaluated"
    assert problems == []


def test_a_refused_expression_is_a_diagnostic_with_its_place() -> None:
    problems: list[Diagnostic] = []
    found = value_of('[1, upper("a", "b")]', problems=problems)
    assert isinstance(found, Unknown)
    (problem,) = problems
    assert (problem.line, problem.column) == (1, 9)
    assert problem.message == "upper(): it takes fewer arguments"


@pytest.mark.parametrize("text", ["null.x", "true.x", "[null.x]"])
def test_a_word_that_is_a_value_is_no_name(text: str) -> None:
    problems: list[Diagnostic] = []
    assert isinstance(value_of(text, problems=problems), Unknown)
    assert len(problems) == 1


def test_the_scope_is_asked_for_the_path_up_to_a_splat() -> None:
    names = Names()
    value_of('aws_x.y["k"].z[*].id', names)
    assert names.asked == [("aws_x", "y", "k", "z")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("module.m.out.a", ["module.m.out.a", "module.m.out", "module.m"]),
        ('module.m["k"].out', ['module.m["k"].out', 'module.m["k"]']),
        ("aws_a.b[0].id", ["aws_a.b[0].id", "aws_a.b[0]", "aws_a.b"]),
        ("aws_a.b[each.key].id", ["aws_a.b", "each.key"]),
        ("data.aws_a.b.c", ["data.aws_a.b.c", "data.aws_a.b"]),
        ("[for x in var.l : x.id]", ["var.l"]),
        ("path.module", ["path.module"]),
        ("var.a == var.a", ["var.a", "var.a"]),
    ],
)
def test_references_are_those_of_a_plan(text: str, expected: list[str]) -> None:
    file = parse(f"x = {text}\n".encode(), "x.tf")
    assert list(references(file.body.attributes["x"].expression)) == expected


def test_kinds_of_values() -> None:
    assert isinstance(value_of("tolist([1])"), HclList)
    assert isinstance(value_of("tomap({a = 1})"), HclMap)
    assert isinstance(value_of('toset(["a"])'), HclSet)
    assert type(value_of("[1]")) is list
    assert value_of("var.l == []") is False
    assert isinstance(value_of("var.empty == tolist([])"), Unknown)
    assert type(value_of("2.0")) is int


@pytest.mark.parametrize(
    "text",
    [
        "[for a in range(1000) : [for b in range(1000) : a]]",
        'join("", [for a in range(1024) : format("%10000s", "x")])',
        "pow(10, 400)",
        'regex("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")',
        'format("%999999999d", 1)',
        "setproduct(range(1000), range(1000))",
    ],
)
def test_what_is_too_much_is_not_evaluated(text: str) -> None:
    assert isinstance(value_of(text), Unknown)


def test_files_stay_in_their_folder(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("secret")
    (root / "in").write_text("in")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "round").symlink_to(root / "round")
    (root / "large").write_bytes(b"x" * (LARGEST_FILE + 1))
    os.mkfifo(root / "pipe")
    inside = Names(Files(str(root)))
    assert value_of('file("in")', inside) == "in"
    assert value_of('file("./x/../in")', inside) == "in"
    for path in ("../secret", str(tmp_path / "secret"), "link", "round", "large", "pipe", "missing", "~/x"):
        for function in ("file", "filebase64", "filesha256"):
            found = value_of(f'{function}("{path}")', inside)
            assert isinstance(found, Unknown), path
            assert found.reason.startswith(f"the function {function}() is not evaluated here: ")
    assert isinstance(value_of('fileset("..", "*")', inside), Unknown)
    assert isinstance(value_of('templatefile("../secret", {})', inside), Unknown)
    assert isinstance(value_of('file("in")', Names()), Unknown)
    outside = Names(Files(str(root), outside=True))
    assert value_of('file("../secret")', outside) == "secret"
    assert value_of('file("link")', outside) == "secret"


def test_a_template_file_sees_only_what_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("${var.l}")
    problems: list[Diagnostic] = []
    found = value_of('templatefile("t", {})', Names(Files(str(tmp_path))), problems)
    assert isinstance(found, Unknown)
    assert (
        problems[0].message == "templatefile(): line 1 of the template: the template uses a name that it is not given"
    )
