"""Every function source stands on what its runtime brings: the standard library and boto3."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.functions.sources import EXAMPLES

SOURCES = sorted(EXAMPLES.glob("*/src/**/*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_a_source_imports_nothing_that_the_runtime_does_not_bring(path: Path) -> None:
    assert SOURCES
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
    }
    own = {source.name for source in EXAMPLES.glob("*/src/*") if source.is_dir()}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | own | {"boto3", "botocore"}
