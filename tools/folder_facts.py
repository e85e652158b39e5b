"""Writes `checker/apigw_check/frontends/hcl/provider.json`: what reading a folder needs to know of the AWS provider.

    python tools/folder_facts.py           write the file (needs terraform)

The schemas of the resource types that matter come from `terraform providers schema -json`; blocks that are alike are
kept once. That output has no defaults, so these come from the plans of this repository: where an argument that is not
written has one and the same value in every planned creation, that value is its default.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from apigw_check.frontends.base import RELEVANT, RELEVANT_DATA
from terraform_env import REPOSITORY, run_terraform, terraform_environment

TARGET = REPOSITORY / "checker" / "apigw_check" / "frontends" / "hcl" / "provider.json"
PROVIDER = "registry.terraform.io/hashicorp/aws"
#: What a plan computes from elsewhere, so that it has no default although it looks like one.
_NO_DEFAULT = {"tags_all", "region", "id", "arn"}

Json = Any


def schema() -> tuple[Json, str]:
    """The provider's schema, and its version."""
    with tempfile.TemporaryDirectory() as folder, terraform_environment() as env:
        (Path(folder) / "versions.tf").write_text((REPOSITORY / "versions.tf").read_text())
        run_terraform(Path(folder), "init", "-input=false", "-no-color", env=env)
        version = json.loads(run_terraform(Path(folder), "version", "-json", env=env).stdout)
        found = json.loads(run_terraform(Path(folder), "providers", "schema", "-json", env=env).stdout)
    return found["provider_schemas"][PROVIDER], version["provider_selections"][PROVIDER]


class Blocks:
    """Blocks of the schema, each kind once: `[attributes, nested blocks]`."""

    def __init__(self) -> None:
        self.found: list[Json] = []
        self._places: dict[str, int] = {}

    def add(self, block: Json) -> int:
        """The place of a block; its nested blocks come before it."""
        attributes = {
            name: [one["type"], ("c" if one.get("computed") else "") + ("s" if one.get("sensitive") else "")]
            for name, one in block.get("attributes", {}).items()
        }
        nested = {
            name: [one["nesting_mode"], self.add(one["block"])] for name, one in block.get("block_types", {}).items()
        }
        content = [attributes, nested]
        key = json.dumps(content, sort_keys=True)
        if key not in self._places:
            self._places[key] = len(self.found)
            self.found.append(content)
        return self._places[key]


def plans() -> Iterator[Json]:
    """The plans of the repository."""
    for folder in ("examples", "tests"):
        for path in sorted((REPOSITORY / folder).rglob("plan.json")):
            plan = json.loads(path.read_text())
            if "resource_changes" in plan:
                yield plan


def _resources(module: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Json]]:
    for one in module.get("resources", ()):
        yield path, one
    for name, call in module.get("module_calls", {}).items():
        yield from _resources(call.get("module", {}), (*path, name))


def _path(address: str) -> tuple[str, ...]:
    steps = address.split(".")
    return tuple(
        name.partition("[")[0] for word, name in zip(steps[::2], steps[1::2], strict=False) if word == "module"
    )


def _unwritten(values: Json, unknown: Json, expressions: Json, prefix: str) -> Iterator[tuple[str, Json]]:
    """The arguments of a block that were not written, with their values."""
    for name, value in values.items():
        mark = unknown.get(name) if isinstance(unknown, dict) else None
        if name not in expressions:
            if not isinstance(value, list | dict) and mark is not True:
                yield prefix + name, value
            continue
        inner = expressions[name]
        inner = (
            [inner]
            if isinstance(inner, dict) and "references" not in inner and "constant_value" not in inner
            else inner
        )
        if isinstance(value, list) and isinstance(inner, list) and len(value) == 1 == len(inner):
            marks = mark[0] if isinstance(mark, list) and mark else {}
            if isinstance(value[0], dict):
                yield from _unwritten(value[0], marks, inner[0], f"{prefix}{name}.")


def defaults() -> Json:
    """The default of each argument that has one, by type."""
    seen: dict[tuple[str, str], set[str]] = {}
    for plan in plans():
        written = {
            (path, one["mode"], one["type"], one["name"]): one.get("expressions", {})
            for path, one in _resources(plan["configuration"].get("root_module", {}))
        }
        for item in plan["resource_changes"]:
            expressions = written.get((_path(item.get("module_address", "")), item["mode"], item["type"], item["name"]))
            if item["change"]["actions"] != ["create"] or item["type"] not in RELEVANT or expressions is None:
                continue
            change = item["change"]
            for name, value in _unwritten(change["after"], change.get("after_unknown") or {}, expressions, ""):
                seen.setdefault((item["type"], name), set()).add(json.dumps(value))
    found: dict[str, dict[str, Json]] = {}
    for (type_, name), values in sorted(seen.items()):
        if len(values) == 1 and (value := json.loads(next(iter(values)))) is not None and name not in _NO_DEFAULT:
            found.setdefault(type_, {})[name] = value
    return found


def main() -> int:
    """Write the file."""
    provider, version = schema()
    blocks = Blocks()
    types = {name: blocks.add(provider["resource_schemas"][name]["block"]) for name in sorted(RELEVANT)}
    types |= {
        f"data.{name}": blocks.add(provider["data_source_schemas"][name]["block"]) for name in sorted(RELEVANT_DATA)
    }
    content = {
        "generated_from": f"hashicorp/aws {version}",
        "source": "terraform providers schema -json; defaults from the plans of this repository",
        "types": types,
        "defaults": defaults(),
    }
    text = json.dumps(content, indent=1)[:-2]
    rows = ",\n  ".join(json.dumps(block, separators=(",", ":")) for block in blocks.found)
    TARGET.write_text(f'{text},\n "blocks": [\n  {rows}\n ]\n}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
