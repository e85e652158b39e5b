"""What the command says of a tree, as sorted lines, and how `expected.json` holds both sides of it.

    python -m tests.trees.findings tests/trees/openapi

prints what `expected.json` would be if everything that is said now were right: read it against the sources before any
of it is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

TREES = Path(__file__).resolve().parent
COMMAND = Path(sys.executable).with_name("apigw-check")
#: What is called by a name of its own, several of them at one address; everything else is called by its address.
_NAMED = frozenset({"route", "integration", "authorizer"})


def roots() -> list[Path]:
    """The root modules of all trees: the folders that have a plan."""
    return sorted(path.parent for path in TREES.rglob("plan.json"))


def lines(path: Path) -> set[str]:
    """Every failure and undecided result: severity, rule, file and line, and whom it is about."""
    command = [str(COMMAND), str(path), "--pack", "strict", "--format", "json", "--no-config"]
    done = subprocess.run(command, cwd=TREES, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    return {line for finding in json.loads(done.stdout)["findings"] for line in _lines(finding)}


def _lines(finding: dict[str, Any]) -> list[str]:
    grade = "undecided" if finding["verdict"] == "undecided" else finding["severity"]
    every = [
        (finding["subject"], finding["places"][0]),
        *((one["subject"], one["place"]) for one in finding["instances"]),
    ]
    return [f"{grade} {finding['rule']} {_place(place)} {_whom(subject)}" for subject, place in every]


def _place(place: dict[str, Any]) -> str:
    return f"{'/'.join(Path(place['file']).parts[1:])}:{place['line']}"


def _whom(subject: dict[str, Any]) -> str:
    return str(subject["name"] if subject["kind"] in _NAMED else subject["address"])


def main() -> None:
    """Prints both sides of a folder, as they are now."""
    folder = Path(sys.argv[1]).resolve().relative_to(TREES)
    planned, read = lines(folder / "plan.json"), lines(folder)
    print(
        json.dumps(
            {
                "both": sorted(planned & read),
                "plan_only": dict.fromkeys(sorted(planned - read), ""),
                "folder_only": dict.fromkeys(sorted(read - planned), ""),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
