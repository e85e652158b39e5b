"""Locates what is reported: from an address and an attribute to file, line and column."""

from __future__ import annotations

import os


def folders_with_sources(plan_path: str | None) -> list[str]:
    """The folders where the root module of a plan may be and there are sources: the plan's own, the one above it, the
    working directory. A plan without any needs nothing else of this package."""
    folders = [os.getcwd()]
    if plan_path is not None and plan_path != "-":
        beside = os.path.dirname(os.path.abspath(plan_path))
        folders = [beside, os.path.dirname(beside), *folders]
    return [folder for folder in dict.fromkeys(folders) if _has_sources(folder)]


def _has_sources(folder: str) -> bool:
    try:
        return any(name.endswith((".tf", ".tf.json")) for name in os.listdir(folder))
    except OSError:
        return False
