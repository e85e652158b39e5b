"""The JSON report, version 1: the document as it is."""

from __future__ import annotations

from msgspec import json

from .document import Document

#: Where the schema of this format is published (in `policies/`).
SCHEMA = "schema/report-v1.json"


def render_json(document: Document) -> bytes:
    """The report as UTF-8 JSON, indented by two, with a line end."""
    return json.format(json.encode(document), indent=2) + b"\n"
