"""Folders that are broken, hostile or endless: a message each, the right exit code, in little time and memory.

Each case runs the real command as a process with a limit on its memory and its processor time, so that whatever hangs
or grows without measure fails.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conftest import COMMAND

OK, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3
#: What any of these may take: twice the memory and far more time than the largest needs on a busy machine.
MEMORY, SECONDS = 2 << 30, 60

API = """resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
"""
ROUTE = """resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = %s
}
"""
OPEN = API + ROUTE % '"NONE"'
OTHER = OPEN.replace("shop", "club").replace("orders", "members")
RULE = "APIGW-101"


class Done(NamedTuple):
    """What the command said: `reasons` are those of undecided results of the rule."""

    code: int
    errors: str
    notes: str
    failed: int
    reasons: list[str]
    output: str


def limit() -> None:
    """What the process may take."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def check(folder: Path, *arguments: str, form: str = "json") -> Done:
    """Runs `apigw-check .` in a folder by one rule; every run must end, without a traceback and with a report."""
    command = [str(COMMAND), ".", "--no-config", "--rule", RULE, "--format", form, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=4 * SECONDS, preexec_fn=limit)
    errors, output = done.stderr.decode(), done.stdout.decode()
    assert "Traceback" not in errors
    assert done.returncode in (OK, FINDINGS, USAGE, UNREADABLE), errors
    for line in errors.splitlines():
        assert line.startswith(("apigw-check: error: ", "  help: ")), line
    if form != "json" or done.returncode == USAGE:
        return Done(done.returncode, errors, "", 0, [], output)
    report: dict[str, Any] = json.loads(output)
    found = report["findings"]
    reasons = [one["reason"] for one in found if one["verdict"] == "undecided"]
    failed = report["summary"]["by_verdict"]["fail"]
    return Done(done.returncode, errors, "\n".join(report["notes"]), failed, reasons, output)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Writes files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# -- files that are not what they should be --------------------------------------------------------------------------

BROKEN: dict[str, tuple[bytes, tuple[str, ...], int]] = {
    "more than five megabytes": (OTHER.encode() + b"# x\n" * 1_300_000, ("a.tf: is larger than 5,000,000 bytes",), 1),
    "UTF-16": (OTHER.encode("utf-16"), ("a.tf: is UTF-16", "UTF-8"), 1),
    "not UTF-8": (OTHER.encode() + b'locals {\n  a = "\xff"\n}\n', ("a.tf:11:8", "not UTF-8"), 2),
    "no text": (bytes(range(256)) * 200, ("a.tf: is no text",), 1),
    "a NUL byte": (b'locals {\n  a = "\0"\n}\n' + OTHER.encode(), ("a.tf:2:",), 2),
    "CR alone": (OTHER.replace("\n", "\r").encode(), ("a.tf: ends its lines with CR alone",), 1),
    "an open brace": (b'resource "aws_apigatewayv2_api" "club" {\n', ("a.tf:",), 1),
    "an open text": (b'locals {\n  a = "b\n}\n' + OTHER.encode(), ("a.tf:2:", "not closed"), 2),
    "an open heredoc": (b"locals {\n  a = <<EOF\nb\n}\n", ("a.tf:2:", "not closed"), 1),
    "blocks within blocks": (
        b'resource "aws_apigatewayv2_api" "club" {\n' + b"b {\n" * 300 + b"}\n" * 301,
        ("a.tf:101:1: blocks are nested more than 100 deep",),
        1,
    ),
    "a block without labels": (
        b'resource "aws_apigatewayv2_api" {\n}\n',
        ("a.tf:1:1: a block resource has 1 labels here, and needs 2",),
        1,
    ),
    "a resource twice": (
        API.encode(),
        ("main.tf:1:1: resource.aws_apigatewayv2_api.shop is declared twice, and only the first is read",),
        1,
    ),
    "conflict marks": (b"<<<<<<< HEAD\n" + OTHER.encode() + b">>>>>>> b\n", ("a.tf:1:1: ",), 2),
}


@pytest.mark.parametrize(("content", "words", "failed"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_the_rest_is_judged(
    tmp_path: Path, content: bytes, words: tuple[str, ...], failed: int
) -> None:
    done = check(write(tmp_path, {"a.tf": content, "main.tf": OPEN}))
    assert done.code == UNREADABLE
    for word in words:
        assert word in done.errors
    assert "mend it, or leave it out with --keep-going" in done.errors
    # Each is said once, by the name that the user knows.
    assert len(set(done.errors.splitlines())) == len([line for line in done.errors.splitlines() if "error" in line]) + 1
    assert str(tmp_path) not in done.errors + done.notes
    # What stands in the other file, and in this one where only a part of it is broken.
    assert done.failed == failed
    assert check(tmp_path, "--keep-going").code == FINDINGS


BROKEN_JSON = {
    "cut off": ('{"resource": {', "x.tf.json:1"),
    "no object": ("[1]", "x.tf.json:1:2: an object is needed here"),
    "texts for blocks": ('{"resource": 5, "locals": "x"}', "x.tf.json:1:14: an object is needed here"),
    "100,000 brackets": ('{"locals": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}}", "more than 100 deep"),
}


@pytest.mark.parametrize(("content", "words"), BROKEN_JSON.values(), ids=BROKEN_JSON)
def test_broken_json(tmp_path: Path, content: str, words: str) -> None:
    done = check(write(tmp_path, {"x.tf.json": content, "main.tf": OPEN}))
    assert done.code == UNREADABLE
    assert words in done.errors
    assert done.failed == 1


@pytest.mark.parametrize(
    "change", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")], ids=["BOM", "CRLF"]
)
def test_byte_order_marks_and_crlf_are_read(tmp_path: Path, change: Any) -> None:
    done = check(write(tmp_path, {"main.tf": change(OPEN.encode())}))
    assert (done.code, done.errors, done.failed) == (FINDINGS, "", 1)
    (place,) = json.loads(done.output)["findings"][0]["places"]
    assert (place["line"], place["column"]) == (8, 3)


def test_a_file_of_a_hundred_thousand_lines(tmp_path: Path) -> None:
    lines = "".join(f"  a{number} = {number}\n" for number in range(100_000))
    done = check(write(tmp_path, {"main.tf": OPEN + "locals {\n" + lines + "}\n"}))
    assert (done.code, done.failed) == (FINDINGS, 1)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("folder", "x.tf: is a folder"),
        ("fifo", "x.tf: is no regular file"),
        ("device", "x.tf: is no regular file"),
        ("loop", "x.tf: cannot be read: Too many levels of symbolic links"),
        ("dangling", "x.tf: cannot be read: No such file"),
    ],
)
def test_what_is_called_tf_and_is_no_file(tmp_path: Path, kind: str, words: str) -> None:
    path = write(tmp_path, {"main.tf": OPEN}) / "x.tf"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to({"device": "/dev/zero", "loop": "x.tf", "dangling": "nowhere.tf"}[kind])
    done = check(tmp_path)
    assert (done.code, done.failed) == (UNREADABLE, 1)
    assert words in done.errors
    # It is said once, by the name that the user knows.
    assert str(tmp_path) not in done.errors + done.notes


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": OPEN, "x.tf": ""})
    (tmp_path / "x.tf").chmod(0)
    done = check(tmp_path)
    assert (done.code, done.failed) == (UNREADABLE, 1)
    assert "x.tf: cannot be read: Permission denied" in done.errors


def test_an_unreadable_file_as_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The same for a user whom permissions do not stop: the system's refusal is simulated.
    from apigw_check._pipeline import read_folder
    from apigw_check.frontends.hcl import modules

    write(tmp_path, {"main.tf": OPEN, "x.tf": ""})
    opened = modules._open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("x.tf"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(modules, "_open", refuse)
    (problem,) = read_folder(str(tmp_path))[0].problems
    assert problem.message == "cannot be read: Permission denied"


def test_folders_without_anything(tmp_path: Path) -> None:
    empty = check(tmp_path)
    assert empty.code == UNREADABLE
    assert "a folder without .tf files" in empty.errors
    nothing = check(write(tmp_path, {"main.tf": ""}))
    assert nothing.code == OK
    assert "no API Gateway resources in this folder" in nothing.notes


@pytest.mark.parametrize("name", [b"a\x1b[31m\nb.tf", b"a\xff.tf", "ä‮.tf".encode()])
@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_names_of_files_cannot_do_anything_to_the_terminal(tmp_path: Path, name: bytes, form: str) -> None:
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as stream:
        stream.write(OPEN.encode() + b"}}}\n")
    done = check(tmp_path, form=form)
    assert done.code == UNREADABLE
    assert ".tf:10:1: " in done.errors
    assert not {"\x1b", "\u202e", "\udcff"} & set(done.output + done.errors)
    assert RULE in done.output


# -- modules ---------------------------------------------------------------------------------------------------------


def module(source: str, name: str = "x", more: str = "") -> str:
    """A call of a module."""
    return f'module "{name}" {{\n  source = "{source}"\n{more}}}\n'


MODULES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "that is not there": ({"main.tf": module("./nowhere")}, "module.x was not read: there is no folder ./nowhere"),
    "that is not installed": ({"main.tf": module("a/b/aws")}, "terraform init puts it there"),
    "with a source that is computed": (
        {"main.tf": 'module "x" {\n  source = "${path.module}/x"\n}\n'},
        "module.x was not read: its source is no plain text",
    ),
    "that calls itself": ({"main.tf": module("./.")}, "module.x was not read: ./. calls itself"),
    "that call each other with inputs that grow": (
        {
            "main.tf": module("./a", more='  v = "1"\n'),
            "a/main.tf": 'variable "v" {}\n' + module("../b", "p", '  v = "${var.v}1"\n') + module("../b", "q"),
            "b/main.tf": 'variable "v" {}\n' + module("../a", "p", '  v = "${var.v}1"\n') + module("../a", "q"),
        },
        "module.x.module.p.module.q was not read: ../a calls itself",
    ),
    "within one another without end": (
        {
            "main.tf": module("./m0"),
            **{f"m{number}/main.tf": module(f"../m{number + 1}") for number in range(60)},
            "m60/main.tf": API,
        },
        "more than 30 deep",
    ),
    "three hundred folders up": ({"main.tf": module("../" * 300 + "nowhere-at-all")}, "there is no folder"),
    "with a NUL in its source": ({"main.tf": module("./a\\u0000b")}, "there is no folder"),
    "with a name that is too long": ({"main.tf": module("./" + "a" * 5_000)}, "there is no folder"),
    "with a path of Windows": ({"main.tf": module("C:\\\\mods\\\\x")}, "C:\\mods\\x is not in .terraform/modules"),
}


@pytest.mark.parametrize(("files", "words"), MODULES.values(), ids=MODULES)
def test_modules_that_cannot_be_read_are_named(tmp_path: Path, files: dict[str, str | bytes], words: str) -> None:
    done = check(write(tmp_path, {**files, "open.tf": OPEN}))
    assert (done.code, done.errors, done.failed) == (FINDINGS, "", 1)
    assert words in done.notes


def test_backslashes_lead_to_modules_too(tmp_path: Path) -> None:
    done = check(write(tmp_path, {"main.tf": module(".\\\\mods\\\\x"), "mods/x/main.tf": OPEN}))
    assert (done.code, done.failed) == (FINDINGS, 1)


def test_links_that_lead_in_circles(tmp_path: Path) -> None:
    write(
        tmp_path, {"main.tf": OPEN + module("./loop", "p") + module("./up/sub", "q"), "sub/main.tf": module("./up/sub")}
    )
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "up").symlink_to(".")
    (tmp_path / "sub" / "up").symlink_to("..")
    done = check(tmp_path)
    assert (done.code, done.failed) == (FINDINGS, 1)
    assert "module.p was not read: there is no folder ./loop" in done.notes
    assert "module.q.module.x was not read: ./up/sub calls itself" in done.notes


MANIFESTS: dict[str, tuple[str | bytes, int, str]] = {
    "broken": ("{", UNREADABLE, "modules.json: is not what terraform init writes"),
    "of another form": ('{"Modules": 5}', UNREADABLE, "modules.json: is not what terraform init writes"),
    "not UTF-8": (b'{"Modules": [{"Key": "\xff"}]}', UNREADABLE, "modules.json: is not what terraform init writes"),
    "outside": ("../../outside", FINDINGS, "../../outside is outside of the folder"),
    "absolute": ("/etc", FINDINGS, "is not in .terraform/modules"),
    "with a NUL": ("x\\u0000y", FINDINGS, "is not in .terraform/modules"),
    "missing": (".terraform/modules/x", FINDINGS, "there is no folder .terraform/modules/x"),
    "the folder itself": (".", FINDINGS, "calls itself"),
}


@pytest.mark.parametrize(("content", "code", "words"), MANIFESTS.values(), ids=MANIFESTS)
def test_what_terraform_init_wrote_is_not_trusted(tmp_path: Path, content: str | bytes, code: int, words: str) -> None:
    if code == FINDINGS:
        content = f'{{"Modules": [{{"Key": "x", "Source": "registry.terraform.io/a/b/aws", "Dir": "{content}"}}]}}'  # type: ignore[str-bytes-safe]
    root = tmp_path / "root"
    files: dict[str, str | bytes] = {"main.tf": OPEN + module("a/b/aws"), ".terraform/modules/modules.json": content}
    write(tmp_path, {"outside/main.tf": OPEN})
    done = check(write(root, files))
    assert (done.code, done.failed) == (code, 1)
    assert words in done.errors + done.notes


def test_module_calls_that_double(tmp_path: Path) -> None:
    files = {f"m{n}/main.tf": module(f"../m{n + 1}", "a") + module(f"../m{n + 1}", "b") for n in range(24)}
    done = check(write(tmp_path, {"main.tf": OPEN + module("./m0"), **files, "m24/main.tf": OPEN}))
    assert done.code == UNREADABLE
    assert "leads to more than 10,000 module calls, and the rest is unread" in done.errors


def test_instances_of_modules_that_multiply(tmp_path: Path) -> None:
    nested = {name: module(f"../{inner}", more="  count = 1000\n") for name, inner in (("a", "b"), ("b", "c"))}
    files = {f"{name}/main.tf": text for name, text in nested.items()}
    done = check(write(tmp_path, {"main.tf": module("./a", more="  count = 1000\n"), **files, "c/main.tf": OPEN}))
    assert done.code == UNREADABLE
    assert "makes more than 20,000 instances of modules, and the rest is unread" in done.errors


@pytest.mark.parametrize("count", ["1000000000", "-5", "1.5", "1e400", 'jsondecode("1e400")', "pow(10, 30)"])
@pytest.mark.parametrize("block", ["resource", "module"])
def test_a_count_that_nobody_has(tmp_path: Path, count: str, block: str) -> None:
    repeated = f"  count = {count}\n"
    route = ROUTE % '"NONE"'
    inside = API + route.replace("{\n", "{\n" + repeated, 1)
    files = {"main.tf": inside} if block == "resource" else {"main.tf": module("./m", more=repeated), "m/main.tf": OPEN}
    done = check(write(tmp_path, files))
    assert (done.code, done.errors, done.failed) == (OK, "", 0)
    assert len(done.reasons) == 1
    assert "whether it is there is not known: its count: " in done.reasons[0]


def test_dynamic_blocks_that_multiply(tmp_path: Path) -> None:
    inner = "limit = 5\n"
    for name in ("rate_based_statement", "statement", "rule"):
        inner = f'dynamic "{name}" {{\n for_each = range(1000)\n content {{\n {inner} }}\n}}\n'
    acl = f'resource "aws_wafv2_web_acl" "w" {{\n  name  = "w"\n  scope = "REGIONAL"\n{inner}}}\n'
    done = check(write(tmp_path, {"main.tf": OPEN + acl}))
    assert (done.code, done.failed) == (FINDINGS, 1)


# -- expressions -----------------------------------------------------------------------------------------------------


def doubling(first: str, following: str, last: int) -> str:
    """Locals of which each is made of the one before: `%s` stands for it."""
    made = [f"  a{n} = {following.replace('%s', f'local.a{n - 1}')}\n" for n in range(1, last + 1)]
    return f"locals {{\n  a0 = {first}\n{''.join(made)}}}\n"


_YAML_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)
)
_LOOPS = "%{ for a in r }%{ for b in r }%{ for c in r }x%{ endfor }%{ endfor }%{ endfor }"
_NESTED = "nested more than 100 deep"
_LARGE = "too large"
_LONG = "too long"

EXPRESSIONS: dict[str, tuple[str, str, str]] = {
    "300 brackets": ("[" * 300 + "1" + "]" * 300, "", _NESTED),
    "300 conditions": ("true ? " * 300 + '"x"' + ' : "y"' * 300, "", _NESTED),
    "100,000 parentheses": ("(" * 100_000 + "1" + ")" * 100_000, "", _NESTED),
    "100,000 signs": ("!" * 100_000 + "true", "", _NESTED),
    "100,000 operators": ("1" + " + 1" * 100_000, "", _NESTED),
    "100,000 indexes": ("local.x" + "[0]" * 100_000, "locals {\n  x = []\n}\n", "outside the list"),
    "5,000 locals in a row": ("local.a5000", doubling('"x"', "%s", 5_000), "nested too deep"),
    "lists of lists": ("jsonencode(local.a29)", doubling('["x"]', "[%s, %s, %s, %s]", 29), _LARGE),
    "lists that are compared": ("local.a29 == local.a28", doubling('["x"]', "[%s, %s, %s]", 29), _LARGE),
    "lists that are joined": ("local.a60", doubling('["x"]', "concat(%s, %s)", 60), _LARGE),
    "texts that double": ("local.a60", doubling('"x"', '"${%s}${%s}"', 60), _LONG),
    "texts that are joined": ("local.a60", doubling('"x"', "join(%s, [%s, %s])", 60), _LONG),
    "texts that are replaced": ("local.a60", doubling('"x"', 'replace(%s, "x", "xxxxxx")', 60), _LONG),
    "numbers that are squared": ("local.a40", doubling("99999999999", "%s * %s", 40), "beyond what is computed"),
    "a number of a million digits": ("9" * 1_000_000, "", "beyond what is computed"),
    "the same in JSON": (f'jsondecode("{"9" * 1_000_000}")', "", "beyond what is computed"),
    "1e400 in JSON": ('jsondecode("1e400")', "", "beyond what is computed"),
    "a tiny number": ('"${1e-999999999}"', "", "beyond what is computed"),
    "a power": ("pow(10, 1000000000)", "", "pow()"),
    "a long range": ("[for i in range(1000000000) : i]", "", "more than 1024 elements"),
    "loops in loops": (
        "length([for a in local.r : [for b in local.r : [for c in local.r : 1]]])",
        "locals {\n  r = range(1000)\n}\n",
        "too many steps",
    ),
    "all pairs of pairs": ("length(setproduct(local.r, local.r, local.r))", "locals {\n  r = range(1000)\n}\n", _LARGE),
    "a pattern that backtracks": (f'regex("^(a+)+$", "{"a" * 60}b")', "", "may take long"),
    "a pattern with branches": (f'replace("{"a" * 60}b", "/^(a|aa)+$/", "x")', "", "may take long"),
    "a pattern with what may be left out": (f'regex("^{"a?" * 40}{"a" * 40}$", "{"a" * 39}")', "", "may take long"),
    "a pattern that repeats bounds": (f'regex("^(a{{1,9}}){{50}}$", "{"a" * 60}b")', "", "may take long"),
    "a template that fills itself in": (
        'templatefile("t.tftpl", {})',
        '${templatefile("t.tftpl", {})}',
        "cannot be used",
    ),
    "a template with loops": ('templatefile("t.tftpl", { r = range(1000) })', _LOOPS, "too many steps"),
    "a template that is cut off": ('templatefile("t.tftpl", { r = [] })', "%{ for a in r }${", "could not be read"),
    "aliases of YAML": ('jsonencode(yamldecode(file("t.yaml")))', _YAML_BOMB, _LARGE),
    "YAML that contains itself": ('yamldecode(file("t.yaml"))', "a: &a [*a]\n", "not YAML"),
    "YAML with code": ('yamldecode(file("t.yaml"))', '!!python/object/apply:os.system ["touch pwned"]\n', "tags"),
    "YAML without end": ('yamldecode(file("t.yaml"))', "[" * 50_000 + "]" * 50_000, "nested too deep"),
    "a file of the system": ('file("/etc/passwd")', "", "outside the folder"),
    "a file above": ('file("../secret.txt")', "", "outside the folder"),
    "a file with a NUL": ('file("a\\u0000b")', "", "not one that is looked up"),
    "a file of Windows": ('file("C:\\\\Windows\\\\win.ini")', "", "not there"),
    "a hash of a file above": ('filesha256("../secret.txt")', "", "outside the folder"),
    "whether there is a file above": ('fileexists("../secret.txt") ? "a" : "b"', "", "outside the folder"),
    "all files of the system": ('length(fileset("/", "**"))', "", "outside the folder"),
}


@pytest.mark.parametrize(("expression", "more", "words"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_expressions_without_measure_are_undecided_with_the_reason(
    tmp_path: Path, expression: str, more: str, words: str
) -> None:
    beside = more if more.startswith("locals") else ""
    folder = tmp_path / "root"
    write(tmp_path, {"secret.txt": "hunter2"})
    write(folder, {"main.tf": beside + API + ROUTE % expression, "t.tftpl": more, "t.yaml": more})
    done = check(folder)
    assert (done.code, done.errors, done.failed) == (OK, "", 0)
    assert len(done.reasons) == 1
    assert words in done.reasons[0]
    assert "hunter2" not in done.output
    assert not (folder / "pwned").exists()


CIRCLES = {
    "locals": ("locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\n", "local.a", "local.a refers to itself"),
    "a local": ('locals {\n  a = "${local.a}x"\n}\n', "local.a", "local.a refers to itself"),
    "modules": (
        module("./m", "p", "  v = module.q.v\n") + module("./m", "q", "  v = module.p.v\n"),
        "module.p.v",
        "output v refers to itself",
    ),
}


@pytest.mark.parametrize(("text", "expression", "words"), CIRCLES.values(), ids=CIRCLES)
def test_circles_are_named(tmp_path: Path, text: str, expression: str, words: str) -> None:
    inside = 'variable "v" {}\noutput "v" {\n  value = var.v\n}\n'
    done = check(write(tmp_path, {"main.tf": text + API + ROUTE % expression, "m/main.tf": inside}))
    assert (done.code, done.failed) == (UNREADABLE, 0)
    assert words in done.errors
    assert "in a circle" in done.reasons[0]


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "root", {"main.tf": API + ROUTE % 'file("link")'})
    write(tmp_path, {"secret.txt": "hunter2"})
    (folder / "link").symlink_to(tmp_path / "secret.txt")
    done = check(folder)
    assert "outside the folder" in done.reasons[0]
    assert "hunter2" not in done.output
    assert not check(folder, "--allow-outside").reasons


def test_a_module_outside_does_not_open_its_folder_to_others(tmp_path: Path) -> None:
    text = module("../other") + API + ROUTE % 'file("../other/secret.txt")'
    folder = write(tmp_path / "root", {"main.tf": text})
    write(tmp_path, {"other/main.tf": "", "other/secret.txt": "hunter2"})
    done = check(folder)
    assert "outside the folder" in done.reasons[0]
    assert "hunter2" not in done.output


@pytest.mark.parametrize("path", ["/dev/zero", "/proc/self/mem"])
def test_devices_are_no_files(tmp_path: Path, path: str) -> None:
    done = check(write(tmp_path, {"main.tf": API + ROUTE % f'file("{path}")'}), "--allow-outside")
    assert (done.code, len(done.reasons)) == (OK, 1)


def test_a_folder_with_more_files_than_are_listed(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(20_001):
        (tmp_path / "many" / f"f{number}").touch()
    done = check(write(tmp_path, {"main.tf": API + ROUTE % 'join(",", fileset("many", "**"))'}))
    assert "too many files" in done.reasons[0]


# -- values of variables ---------------------------------------------------------------------------------------------

VALUES: dict[str, tuple[str, str, str]] = {
    "syntax": ("a = \n b }{", "number", "terraform.tfvars:1:5: "),
    "a block": ("a {\n}\n", "number", "terraform.tfvars:1:1: a block a, and no value"),
    "a reference": ("a = var.b\n", "number", "terraform.tfvars:1:5: the value of a is no plain value"),
    "a function": ('a = file("/etc/passwd")\n', "string", "terraform.tfvars:1:5: the value of a is no plain value"),
    "twice": ("a = 1\na = 2\n", "number", "terraform.tfvars:2:1: the argument a is set twice"),
    "another type": ('a = "text"\n', "number", "terraform.tfvars:1:5: the value of var.a does not fit its type"),
    "an attribute too few": (
        "a = { x = 1 }\n",
        "object({ x = number, y = number })",
        "terraform.tfvars:1:5: the value of var.a does not fit its type",
    ),
    "a NUL": ("a = \0\n", "number", "terraform.tfvars:1:5"),
}


@pytest.mark.parametrize(("values", "type_", "words"), VALUES.values(), ids=VALUES)
def test_files_of_values_with_mistakes(tmp_path: Path, values: str, type_: str, words: str) -> None:
    declared = f'variable "a" {{\n  type = {type_}\n}}\n'
    used = ROUTE % 'jsonencode(var.a) == "" ? "NONE" : "AWS_IAM"'
    done = check(write(tmp_path, {"main.tf": declared + API + used, "terraform.tfvars": values}))
    assert done.code == UNREADABLE
    assert words in done.errors


def test_values_for_variables_that_are_not_declared_are_noted(tmp_path: Path) -> None:
    done = check(write(tmp_path, {"main.tf": OPEN, "terraform.tfvars": "a = 1\n"}), "--var", "b=2")
    assert (done.code, done.errors, done.failed) == (FINDINGS, "", 1)
    assert "terraform.tfvars a: the folder declares no such variable" in done.notes
    assert "--var b: the folder declares no such variable" in done.notes


def test_files_of_values_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(write(tmp_path, {"main.tf": OPEN}) / "terraform.tfvars")
    (tmp_path / "terraform.tfvars.json").mkdir()
    done = check(tmp_path, "--var-file", "/dev/zero", "--var-file", "nowhere.tfvars")
    assert (done.code, done.failed) == (UNREADABLE, 1)
    for words in (
        "terraform.tfvars: is no regular file",
        "terraform.tfvars.json: is a folder",
        "dev/zero: is no regular file",
        "nowhere.tfvars: cannot be read: No such file",
    ):
        assert words in done.errors


def test_a_value_of_the_command_line_that_is_none(tmp_path: Path) -> None:
    done = check(write(tmp_path, {"main.tf": OPEN}), "--var", "novalue")
    assert done.code == USAGE
    assert "--var novalue: write NAME=VALUE" in done.errors
