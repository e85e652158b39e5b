"""Where resources have moved: `moved` blocks, and what Terraform moves by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check.locate.modules import ModuleTree
from apigw_check.locate.moved import moves, renamed

CALLS = 'module "b" {\n  source = "./m"\n}\nmodule "each" {\n  source   = "./m"\n  for_each = toset(["x"])\n}\n'


def where(folder: Path, blocks: str, old: list[str], new: list[str] | None = None, inner: str = "") -> dict[str, str]:
    """What becomes of the old addresses with these `moved` blocks in the root module (and in the module `m`)."""
    folder.joinpath("m").mkdir()
    folder.joinpath("main.tf").write_text(CALLS)
    folder.joinpath("moved.tf").write_text(written(blocks))
    folder.joinpath("m", "main.tf").write_text(written(inner))
    return renamed(old, new or [], moves(ModuleTree(str(folder)), [*old, *(new or [])]))


def written(blocks: str) -> str:
    pairs = [line.split(" -> ") for line in blocks.splitlines()]
    return "".join(f"moved {{\n  from = {old}\n  to   = {new}\n}}\n" for old, new in pairs)


@pytest.mark.parametrize(
    ("block", "old", "new"),
    [
        ("x.a -> x.b", "x.a", "x.b"),
        ("x.a -> x.b", "x.a[0]", "x.b[0]"),
        ("x.a -> x.b", 'x.a["GET /"]', 'x.b["GET /"]'),
        ('x.a[0] -> x.a["one"]', "x.a[0]", 'x.a["one"]'),
        ('x.a -> x.a["one"]', "x.a", 'x.a["one"]'),
        ('x.a["a.b[0]"] -> x.b', 'x.a["a.b[0]"]', "x.b"),
        ("x.a -> module.b.x.a", "x.a", "module.b.x.a"),
        ("module.a.x.a -> x.a", "module.a.x.a[3]", "x.a[3]"),
        ("module.a -> module.b", "module.a.x.a", "module.b.x.a"),
        ("module.a -> module.b", 'module.a["k"].module.in.x.a["l"]', 'module.b["k"].module.in.x.a["l"]'),
        ('module.a -> module.b["k"]', "module.a.x.a", 'module.b["k"].x.a'),
        ("module.a[0] -> module.b", "module.a[0].x.a", "module.b.x.a"),
        ("module.a -> module.b.module.c", "module.a.x.a", "module.b.module.c.x.a"),
        ("data.x.a -> data.x.b", "data.x.a", "data.x.b"),
        ("x.a -> x.b\nx.b -> x.c", "x.a", "x.c"),
        ("x.b -> x.c\nx.a -> x.b", "x.a", "x.c"),
        ("module.a -> module.b\nmodule.b.x.a -> module.b.x.c", "module.a.x.a", "module.b.x.c"),
    ],
)
def test_what_moves(tmp_path: Path, block: str, old: str, new: str) -> None:
    assert where(tmp_path, block, [old]) == {old: new}


@pytest.mark.parametrize(
    ("block", "old"),
    [
        ("x.a -> x.b", "x.c"),
        ("x.a -> x.b", "y.a"),
        ("x.a -> x.b", "module.b.x.a"),
        ('x.a[0] -> x.a["one"]', "x.a[1]"),
        ('x.a -> x.a["one"]', "x.a[0]"),
        ("module.a[0] -> module.b", "module.a[1].x.a"),
        ('module.a -> module.b["k"]', "module.a[0].x.a"),
        ("module.a.x.a -> x.a", 'module.a["k"].x.a'),
        ("x.a -> y.a", "x.a"),
        ("x.a -> x.b", "data.x.a"),
        ("x.a -> x.b\nx.b -> x.a", "y.a"),
        ("var.a -> x.b", "x.a"),
    ],
)
def test_what_stays(tmp_path: Path, block: str, old: str) -> None:
    assert where(tmp_path, block, [old]) == {}


def test_moves_in_a_circle_end(tmp_path: Path) -> None:
    assert where(tmp_path, "x.a -> x.b\nx.b -> x.a", ["x.a"]) == {"x.a": "x.b"}


def test_nothing_moves_to_where_something_is(tmp_path: Path) -> None:
    assert where(tmp_path, "x.a -> x.b", ["x.a", "x.b"]) == {}
    assert renamed(["x.a", "x.c"], [], moves(ModuleTree(str(tmp_path)), [])) == {"x.a": "x.b"}


def test_two_never_move_to_the_same_place(tmp_path: Path) -> None:
    assert where(tmp_path, "x.a -> x.c\nx.b -> x.c", ["x.a", "x.b"]) == {"x.a": "x.c"}


def test_blocks_of_a_module_are_about_all_its_instances(tmp_path: Path) -> None:
    old = ["x.a", "module.b.x.a", 'module.each["x"].x.a']
    found = where(tmp_path, "", old, inner="x.a -> x.b")
    assert found == {"module.b.x.a": "module.b.x.b", 'module.each["x"].x.a': 'module.each["x"].x.b'}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        # What terraform 1.x does with terraform_data and local modules, tried out.
        ("x.a", "x.a[0]", {"x.a": "x.a[0]"}),
        ("x.a[0]", "x.a", {"x.a[0]": "x.a"}),
        ("module.b.x.a", "module.b.x.a[0]", {"module.b.x.a": "module.b.x.a[0]"}),
        ("module.b.x.a", "module.b[0].x.a", {}),
        ("x.a", 'x.a["one"]', {}),
        ("x.a[1]", "x.a", {}),
    ],
)
def test_a_count_that_comes_or_goes(tmp_path: Path, old: str, new: str, found: dict[str, str]) -> None:
    assert where(tmp_path, "", [old], [new]) == found


def test_json_syntax(tmp_path: Path) -> None:
    tmp_path.joinpath("moved.tf.json").write_text('{"moved": [{"from": "x.a", "to": "x.b"}, {"from": 1}, 2]}')
    tmp_path.joinpath("one.tf.json").write_text('{"moved": {"from": "x.c", "to": "x.d"}}')
    tmp_path.joinpath("broken.tf.json").write_text('{"moved": ')
    assert renamed(["x.a", "x.c"], [], moves(ModuleTree(str(tmp_path)), [])) == {"x.a": "x.b", "x.c": "x.d"}


def test_odd_keys_come_back_as_they_were(tmp_path: Path) -> None:
    key = '["a\\n\\"$${b}\\\\"]'
    assert where(tmp_path, "x.a -> x.b", [f"x.a{key}"]) == {f"x.a{key}": f"x.b{key}"}
