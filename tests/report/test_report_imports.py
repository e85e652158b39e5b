"""What the JSON path imports: it has a few milliseconds, and rich alone would take thirty."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("rich", "pydantic", "jsonschema", "dataclasses", "yaml", "unicodedata", "apigw_check.locate")


@pytest.mark.parametrize("module", ["json_v1", "document", "sarif", "page", "redact"])
def test_formats_for_machines_import_nothing_heavy(module: str) -> None:
    script = (
        "import sys, msgspec; before = set(sys.modules)\n"
        f"import apigw_check.report.{module}\n"
        f"print([name for name in {HEAVY!r} + ('inspect',) if name in set(sys.modules) - before])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
