"""The folders of the benchmark: trees of Terraform sources, made of the repository's own modules and examples.

A tree is a monorepo of teams. Each team has its own copy of all modules and of all examples, which call them, and other
services without a gateway beside these; one root module calls all of it. No two copies are the same bytes: what every
module calls `this` is called otherwise in each team. What is no source (documents, tests, code) stands beside the
sources as it does in the repository. The trees are made anew only where what they are made of has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "bench"
FOREIGN = ROOT / "tests/bench/foreign/main.tf"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if (path / "main.tf").is_file())
#: One module call, whose instances are counted.
_CALLED = ROOT / "examples/minimal"
_IGNORED = shutil.ignore_patterns(".terraform*", "plan.json", "*.tfstate*")
_BLOCK = re.compile(r'^(?:resource|data) "aws_([a-z0-9]+)_?[^"]*".*?^}\n', re.MULTILINE | re.DOTALL)
_NETWORK = frozenset({"vpc", "subnet", "security"})


class Tree(NamedTuple):
    """What to make.

    `teams` have all modules, all examples and `others` times as many services without a gateway. `calls`: instances
    of one module, from calls of their own (`apart`) or from one with `for_each`. `files`: small files without anything
    that matters. `large`: bytes in one file. `deep`: modules that call one another.
    """

    name: str
    teams: int = 0
    others: int = 0
    calls: int = 0
    apart: bool = False
    files: int = 0
    large: int = 0
    deep: int = 0


def make(tree: Tree) -> Path:
    """Makes a tree where it is not there yet, in place of one that was made of something else; returns its root."""
    made = FOLDER / f"tree-{tree.name}.{_digest(tree)}"
    if not made.is_dir():
        for old in FOLDER.glob(f"tree-{tree.name}.*"):
            shutil.rmtree(old)
        draft = made.with_suffix(".tmp")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for part in (_teams, _calls, _files, _large, _deep):
            part(draft, tree)
        draft.rename(made)
    return made


def sources(root: Path) -> list[Path]:
    """The files of a tree that Terraform reads."""
    return sorted(root.rglob("*.tf"))


def _digest(tree: Tree) -> str:
    total = hashlib.sha256(repr(tree).encode())
    used = [path for name in ("modules", "examples") for path in sources(ROOT / name) if ".terraform" not in path.parts]
    for path in (Path(__file__), FOREIGN, *used):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def _teams(root: Path, tree: Tree) -> None:
    """Folders of teams, and `teams.tf` that calls what is in them."""
    calls: list[str] = []
    others = dict(_foreign())
    for number in range(tree.teams):
        team = root / f"team-{number:03}"
        shutil.copytree(ROOT / "modules", team / "modules", ignore=_IGNORED)
        for example in EXAMPLES:
            shutil.copytree(example, team / "examples" / example.name, ignore=_IGNORED)
            calls.append(_call(f"{example.name}-{number:03}", f"./{team.name}/examples/{example.name}"))
        _rename(team, lambda text, number=number: re.sub(r"\bthis\b", f"this_{number:03}", text))  # type: ignore[misc]
        for other in range(tree.others * len(EXAMPLES)):
            service = team / "services" / f"service-{other:03}"
            service.mkdir(parents=True)
            own = f"main_{number:03}_{other:03}"
            for name, text in others.items():
                (service / name).write_text(re.sub(r"\bthis\b", own, text), encoding="utf-8")
            calls.append(_call(f"service-{number:03}-{other:03}", f"./{team.name}/services/{service.name}"))
    if calls:
        (root / "teams.tf").write_text("\n".join(calls), encoding="utf-8")


def _rename(folder: Path, change: Callable[[str], str]) -> None:
    for path in sources(folder):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _foreign() -> Iterator[tuple[str, str]]:
    """The files of a service without a gateway: network, database and so on, as teams divide them."""
    text = FOREIGN.read_text(encoding="utf-8").replace('provider "aws" {}\n', "")
    files: dict[str, list[str]] = {}
    for block in _BLOCK.finditer(text):
        kind = block[1]
        files.setdefault("network" if kind in _NETWORK else kind, []).append(block[0])
    yield "main.tf", _BLOCK.sub("", text)
    for name, blocks in files.items():
        yield f"{name}.tf", "\n".join(blocks)


def _call(name: str, source: str) -> str:
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


def _calls(root: Path, tree: Tree) -> None:
    """One module with a gateway, called many times."""
    if not tree.calls:
        return
    for module in ("rest-api", "lambda-function", "logging"):
        shutil.copytree(ROOT / "modules" / module, root / "modules" / module, ignore=_IGNORED)
    shutil.copytree(_CALLED, root / "examples" / "called", ignore=_IGNORED)
    names = [f"gateway-{number:05}" for number in range(tree.calls)]
    source = '  source = "./examples/called"\n'
    if tree.apart:
        text = "\n".join(f'module "{name}" {{\n{source}  name   = "{name}"\n}}\n' for name in names)
    else:
        text = f'module "gateways" {{\n{source}  for_each = toset({json.dumps(names)})\n  name     = each.key\n}}\n'
    (root / "calls.tf").write_text(text, encoding="utf-8")


def _files(root: Path, tree: Tree) -> None:
    """One gateway, and many small files of the root module that have nothing to do with it."""
    if not tree.files:
        return
    (root / "api.tf").write_text('resource "aws_apigatewayv2_api" "this" {\n  name = "a"\n}\n', encoding="utf-8")
    per_folder = 1_000
    for number in range(tree.files):
        folder = root / f"part-{number // per_folder:03}"
        if not number % per_folder:
            folder.mkdir()
            with (root / "parts.tf").open("a", encoding="utf-8") as file:
                file.write(_call(folder.name, f"./{folder.name}"))
        text = (
            f"# The queue of worker {number}.\n"
            f'resource "aws_sqs_queue" "worker_{number:05}" {{\n  name = "worker-{number:05}"\n\n'
            f'  tags = {{\n    Team = "backoffice"\n  }}\n}}\n'
        )
        (folder / f"worker-{number:05}.tf").write_text(text, encoding="utf-8")


def _large(root: Path, tree: Tree) -> None:
    """One file with many routes of one API."""
    if not tree.large:
        return
    blocks = ['resource "aws_apigatewayv2_api" "this" {\n  name          = "large"\n  protocol_type = "HTTP"\n}\n']
    size = number = 0
    while size < tree.large:
        number += 1
        block = (
            f"\n# Item {number}\n"
            f'resource "aws_apigatewayv2_route" "route_{number:05}" {{\n'
            "  api_id             = aws_apigatewayv2_api.this.id\n"
            f'  route_key          = "GET /items/{number:05}"\n'
            '  authorization_type = "AWS_IAM"\n}\n'
        )
        blocks.append(block)
        size += len(block)
    (root / "routes.tf").write_text("".join(blocks), encoding="utf-8")


def _deep(root: Path, tree: Tree) -> None:
    """Modules within one another, with an API in the innermost."""
    folder = root
    for number in range(tree.deep):
        inner = folder / "inner"
        inner.mkdir()
        given = '"deep"' if not number else "var.name"
        (folder / "main.tf").write_text(
            f'module "inner" {{\n  source = "./inner"\n  name   = {given}\n}}\n'
            + ('\nvariable "name" {\n  type = string\n}\n' if number else ""),
            encoding="utf-8",
        )
        folder = inner
    if tree.deep:
        api = 'resource "aws_apigatewayv2_api" "this" {\n  name = var.name\n}\n'
        (folder / "main.tf").write_text('variable "name" {\n  type = string\n}\n\n' + api, encoding="utf-8")


__all__ = ["EXAMPLES", "Tree", "make", "sources"]
