"""The policies for checkov, the cases that they are judged by, and the table of where they say something else than we.

The table is parity.yaml beside this file, and not among the policies: checkov takes every YAML file there for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
POLICIES = REPOSITORY / "policies/checkov"
CASES = REPOSITORY / "tests/rules"
TABLE = Path(__file__).with_name("parity.yaml")


@dataclass(frozen=True, slots=True)
class Policy:
    """A custom policy."""

    id: str
    slug: str  # of its file, and of our rule
    name: str
    severity: str
    note: str  # the comment at its head, without the first line


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A case in which checkov fails another number of things than we do."""

    policy: str
    case: str
    ours: int
    checkov: int
    why: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What the difference means for who runs checkov."""
        if self.ours == 0:
            return "false alarm"
        if self.checkov == 0:
            return "not found"
        return "less found" if self.checkov < self.ours else "more found"

    def line(self) -> str:
        """Give the entry that the table has, or should have, for it."""
        return f"{self.case}: {{ours: {self.ours}, checkov: {self.checkov}, why: [{', '.join(self.why)}]}}"


def policies() -> list[Policy]:
    """Read the policies, in the order of their ids."""
    found = []
    for path in POLICIES.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        head = [line[1:].strip() for line in text.splitlines() if line.startswith("#")]
        metadata = yaml.safe_load(text)["metadata"]
        note = " ".join(head[1:])
        found.append(Policy(metadata["id"], path.stem, metadata["name"], metadata["severity"], note))
    return sorted(found, key=lambda policy: policy.id)


def table() -> tuple[dict[str, str], list[Difference]]:
    """Read the table: what its reasons mean, and the differences that are known."""
    content: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    differences = [
        Difference(policy, case, entry["ours"], entry["checkov"], tuple(entry["why"]))
        for policy, cases in content["differences"].items()
        for case, entry in cases.items()
    ]
    return content["reasons"], differences


def cases(policy: Policy) -> Iterator[tuple[Path, int]]:
    """Give the folders of the cases of a policy's rule that are decided, and how often the rule fails there."""
    for path in sorted((CASES / policy.slug).glob("*/expected.json")):
        if path.parent.name.startswith(("bad-", "good-")):
            results = json.loads(path.read_text(encoding="utf-8"))["results"]
            yield path.parent, sum(entry["verdict"] == "fail" for entry in results)
