"""Writes the files that a test describes."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below a folder, by relative name; their text is dedented."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(text).lstrip("\n").encode())
    return root
