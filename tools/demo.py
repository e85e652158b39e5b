"""`make demo`: the report on the committed plan of examples/rest-crud, then on a deliberately poor variant of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLANS = (
    (
        "A gateway as it should be, by its own configuration",
        ["examples/rest-crud/plan.json", "--config", "examples/rest-crud/.apigw-check.yaml"],
    ),
    ("The same gateway, deliberately poor", ["tests/demo/rest-crud-poor/plan.json"]),
)


def main() -> int:
    """Runs the command as a user would; fails only where it could not judge (exit codes above 1)."""
    worst = 0
    for title, arguments in PLANS:
        command = ["apigw-check", *arguments]
        print(f"\n== {title} ==\n$ {' '.join(command)}\n", flush=True)
        done = subprocess.run([str(Path(sys.executable).with_name("apigw-check")), *arguments], cwd=ROOT, check=False)
        print(f"\n(exit code {done.returncode})", flush=True)
        worst = max(worst, done.returncode)
    return 0 if worst <= 1 else worst


if __name__ == "__main__":
    sys.exit(main())
