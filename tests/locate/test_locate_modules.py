"""Folders of modules, on disk as Terraform leaves them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from locate_files import write

from apigw_check.locate.blocks import SourceFile
from apigw_check.locate.modules import LARGEST, Folder, ModuleTree, literal, locals_of


def manifest(*entries: tuple[str, str, str]) -> str:
    return json.dumps({"Modules": [{"Key": key, "Source": source, "Dir": folder} for key, source, folder in entries]})


def call(name: str, source: str) -> str:
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


def folder_of(tree: ModuleTree, *names: str) -> str | None:
    folder = tree.module(names).folder
    return os.path.relpath(folder.path, tree.root) if folder else None


def test_local_modules_are_relative_to_their_callers(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "envs/prod/main.tf": call("api", "../../modules/api"),
            "modules/api/main.tf": call("inner", "./inner") + call("logs", "../logs/"),
            "modules/api/inner/main.tf": "",
            "modules/logs/main.tf": "",
        },
    )
    tree = ModuleTree(str(tmp_path / "envs/prod"))
    assert folder_of(tree) == "."
    assert folder_of(tree, "api") == "../../modules/api"
    assert folder_of(tree, "api", "inner") == "../../modules/api/inner"
    assert folder_of(tree, "api", "logs") == "../../modules/logs"
    assert tree.module(("api", "logs")).own
    assert tree.notes == []


def test_downloaded_modules_are_found_by_the_manifest(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": call("api", "terraform-aws-modules/apigateway-v2/aws"),
            ".terraform/modules/modules.json": manifest(
                ("", "", "."),
                ("api", "registry.terraform.io/terraform-aws-modules/apigateway-v2/aws", ".terraform/modules/api"),
                ("api.deep", "git::https://example.com/deep.git", ".terraform/modules/api.deep/sub"),
            ),
            ".terraform/modules/api/main.tf": call("own", "./own") + call("deep", "git::https://example.com/deep.git"),
            ".terraform/modules/api/own/main.tf": "",
            ".terraform/modules/api.deep/sub/main.tf": "",
        },
    )
    tree = ModuleTree(str(tmp_path))
    assert folder_of(tree, "api") == ".terraform/modules/api"
    assert folder_of(tree, "api", "own") == ".terraform/modules/api/own"
    assert folder_of(tree, "api", "deep") == ".terraform/modules/api.deep/sub"
    assert [tree.module(path).own for path in (("api",), ("api", "own"), ("api", "deep"))] == [False] * 3
    assert tree.module(("api",)).source == "terraform-aws-modules/apigateway-v2/aws"


def test_the_manifest_of_a_parent_must_be_of_this_configuration(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            "live/main.tf": call("a", "org/a/aws") + call("b", "git::ssh://git@example.com/b.git?ref=v1"),
            ".terraform/modules/modules.json": manifest(
                ("a", "registry.terraform.io/other/thing/aws", ".terraform/modules/a"),
                ("b", "git::ssh://git@example.com/b.git?ref=v1", ".terraform/modules/b"),
            ),
            ".terraform/modules/a/main.tf": "",
            ".terraform/modules/b/main.tf": "",
        },
    )
    tree = ModuleTree(str(tmp_path / "live"))
    assert folder_of(tree, "a") is None
    assert folder_of(tree, "b") == "../.terraform/modules/b"


@pytest.mark.parametrize("repository", ["repo/.git/HEAD", "repo/README"])
def test_no_manifest_is_looked_for_above_the_repository(tmp_path: Path, repository: str) -> None:
    """Nor above the root folder where there is no repository."""
    write(
        tmp_path,
        {
            repository: "",
            "repo/main.tf": call("a", "org/a/aws"),
            ".terraform/modules/modules.json": manifest(("a", "org/a/aws", ".terraform/modules/a")),
            ".terraform/modules/a/main.tf": "",
        },
    )
    assert folder_of(ModuleTree(str(tmp_path / "repo")), "a") is None


@pytest.mark.parametrize("folder", ["/etc", "../../outside", "a/../../../outside"])
def test_a_manifest_leads_nowhere_outside(tmp_path: Path, folder: str) -> None:
    write(
        tmp_path,
        {
            "outside/main.tf": "",
            "repo/.git/HEAD": "",
            "repo/live/main.tf": call("a", "org/a/aws"),
            "repo/live/.terraform/modules/modules.json": manifest(("a", "org/a/aws", folder)),
        },
    )
    tree = ModuleTree(str(tmp_path / "repo/live"))
    assert folder_of(tree, "a") is None
    assert "outside of the repository" in tree.notes[0]


def test_a_local_source_outside_of_the_repository_is_not_the_teams_own(tmp_path: Path) -> None:
    write(tmp_path, {"repo/.git/HEAD": "", "repo/main.tf": call("a", "../shared"), "shared/main.tf": ""})
    module = ModuleTree(str(tmp_path / "repo")).module(("a",))
    assert module.folder is not None
    assert not module.own


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"Modules": 1}', '{"Modules": [{"Key": 1}]}', "[" * 100_000, "\xff"]
)
def test_damaged_manifests_are_noted(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"main.tf": call("a", "org/a/aws"), ".terraform/modules/modules.json": text})
    tree = ModuleTree(str(tmp_path))
    assert folder_of(tree, "a") is None
    assert [note for note in tree.notes if "modules.json: not read" in note]


def test_what_is_not_at_hand(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"main.tf": call("gone", "./gone") + call("far", "org/a/aws") + 'module "odd" {\n  source = var.x\n}\n'},
    )
    tree = ModuleTree(str(tmp_path))
    for name in ("gone", "far", "odd", "undeclared"):
        assert folder_of(tree, name) is None
        assert folder_of(tree, name, "inner") is None
        assert bool(tree.module((name,)).calls) == (name != "undeclared")
    assert tree.notes == [f"{tmp_path}/gone: no such folder, so what it declares is located at its module call"]
    assert ModuleTree(str(tmp_path / "nowhere")).module(()).folder is None


def test_a_module_that_calls_itself_ends(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": call("a", "../" + tmp_path.name)})
    tree = ModuleTree(str(tmp_path))
    assert folder_of(tree, *["a"] * 300) == "."


def test_unreadable_files_are_noted(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": 'resource "a" "b" {}', "latin.tf": "", "empty.tf": ""})
    (tmp_path / "latin.tf").write_bytes(b'# \xe9\nresource "c" "d" {}\n')
    (tmp_path / "loop.tf").symlink_to("loop.tf")
    (tmp_path / "folder.tf").mkdir()
    os.mkfifo(tmp_path / "pipe.tf")
    (tmp_path / "large.tf").write_bytes(b"#" * (LARGEST + 1))
    notes: list[str] = []
    folder = Folder(str(tmp_path), notes)
    assert set(folder.index) == {("resource", "a", "b"), ("resource", "c", "d")}
    assert sorted(note.split(":")[0].rsplit("/", 1)[1] for note in notes) == [
        "folder.tf", "large.tf", "loop.tf", "pipe.tf",
    ]  # fmt: skip


def test_loops_of_links_are_noted(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    write(tmp_path, {"main.tf": call("a", "./loop")})
    tree = ModuleTree(str(tmp_path))
    assert folder_of(tree, "a") is None
    assert len(tree.notes) == 1


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"main.tf": 'resource "a" "b" {}'})
    assert ("resource", "a", "b") in Folder(str(tmp_path), []).index
    write(tmp_path, {"main.tf": 'resource "a" "other" {}'})
    assert set(Folder(str(tmp_path), []).index) == {("resource", "a", "other")}


def test_files_that_terraform_passes_over(tmp_path: Path) -> None:
    names = (".main.tf", "main.tf~", "#main.tf", "main.tf.bak", "main.tfvars")
    write(tmp_path, dict.fromkeys(names, 'resource "a" "b" {}'))
    assert Folder(str(tmp_path), []).index == {}


def test_overrides_come_last(tmp_path: Path) -> None:
    text = 'resource "a" "b" {}'
    names = ["override.tf", "a_override.tf", "z.tf", "not-override.tf"]
    write(tmp_path, dict.fromkeys(names, text))
    (found,) = Folder(str(tmp_path), []).index.values()
    assert [os.path.basename(definition.file) for definition in found] == [  # noqa: PTH119
        "not-override.tf", "z.tf", "a_override.tf", "override.tf",
    ]  # fmt: skip


def test_the_index_names_resources_data_and_calls(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": 'resource "a" "b" {}\ndata "a" "b" {}\nmodule "m" {}\nvariable "v" {}\nresource "odd" {}\n',
            "more.tf.json": """
                {"resource": {"a": {"c": {}}, "d": [{"e": {}}]}, "data": [{"f": {"g": {}}}], "module": {"n": {}},
                 "variable": {"w": {}}, "resource": {"a": {"h": {}}}}
            """,
        },
    )
    assert set(Folder(str(tmp_path), []).index) == {
        ("resource", "a", "b"), ("data", "a", "b"), ("module", "", "m"), ("resource", "a", "c"),
        ("resource", "d", "e"), ("data", "f", "g"), ("module", "", "n"), ("resource", "a", "h"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[", "1", '{"resource": 1}', '{"resource": {"a": {"b": ', "[" * 50_000])
def test_damaged_json_is_no_failure(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"main.tf.json": text})
    assert len(Folder(str(tmp_path), []).index) <= 1


def test_locals(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": 'locals {\n  a = { # c\n    b = 1\n  } # d\n  e = "x"\n}\nlocals { f = 1 }\n',
            "a_override.tf": 'locals {\n  e = "y"\n}\n',
            "b.tf.json": r'{"locals": {"g": "${foo[\"a\"].id}", "h": {"i": [1, 2]}, "j": "\"", "k": true}}',
        },
    )
    assert locals_of(str(tmp_path)) == {
        "a": "{ # c\n    b = 1\n  }", "e": '"y"', "f": "1",
        "g": '"${foo["a"].id}"', "h": '{"i": [1, 2]}', "j": r'"\""', "k": "true",
    }  # fmt: skip
    assert locals_of(str(tmp_path / "nowhere")) == {}


def test_definitions_know_their_arguments(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "main.tf": 'module "m" {\n  a = f(1)\n}\n',
            "b.tf.json": '{"module": {"n": {"b": 1, "a": "x\\"y", "c": "z"}}}',
        },
    )
    found = {}
    for (_, _, name), (definition,) in Folder(str(tmp_path), []).index.items():
        span = definition.argument("a")
        assert span
        found[name] = definition.source.text[span[0] : span[1]]
        assert definition.argument("nothing") is None
        assert isinstance(definition.source, SourceFile) == (name == "m")
    assert found == {"m": "f(1)", "n": r'"x\"y"'}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', "a"),
        (r'"a\"b"', 'a"b'),
        ('""', ""),
        ('"${a}"', None),
        ('"$${a}"', None),
        ("a", None),
        ('"a" + "b"', None),
    ],
)
def test_literals(text: str, expected: str | None) -> None:
    assert literal(text) == expected
