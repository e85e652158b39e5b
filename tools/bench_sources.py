"""The `.tf` files that a plan of the benchmark could have been made of."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

_MODULES = Path(__file__).resolve().parent.parent / "modules"


def write_sources(root: Path, gateway: Path, calls: dict[str, dict[str, Any]]) -> None:
    """Writes a root module with these calls (as a plan describes them) of the module in `gateway`, beside its plan.

    The module's own calls are of `../../modules`, so these stand beside `root`.
    """
    shutil.copytree(_MODULES, root.parent / "modules", ignore=shutil.ignore_patterns("tests", ".terraform*"))
    for label in {str(call["source"]).removeprefix("./") for call in calls.values()}:
        (root / label).mkdir()
        for path in gateway.glob("*.tf"):
            shutil.copyfile(path, root / label / path.name)
    names = {reference for call in calls.values() for reference in _variables(call)}
    blocks = [f'variable "{name}" {{}}\n' for name in sorted(names)]
    blocks += [_block(name, call) for name, call in calls.items()]
    (root / "main.tf").write_text("\n".join(blocks), encoding="utf-8")


def _variables(call: dict[str, Any]) -> list[str]:
    found = [reference for value in call["expressions"].values() for reference in value.get("references", ())]
    return [reference.removeprefix("var.") for reference in found if reference.startswith("var.")]


def _block(name: str, call: dict[str, Any]) -> str:
    lines = [f'  source = "{call["source"]}"']
    if "for_each_expression" in call:
        lines.append(f"  for_each = {_value(call['for_each_expression'])}")
    lines += [f"  {argument} = {_value(value)}" for argument, value in call["expressions"].items()]
    return f'module "{name}" {{\n' + "\n".join(lines) + "\n}\n"


def _value(expression: dict[str, Any]) -> str:
    """The expression as it is written; JSON is HCL, but for the colons."""
    if "references" in expression:
        return str(expression["references"][0])
    return json.dumps(expression["constant_value"], indent=2).replace('": ', '" = ')
