"""examples/minimal: the function."""

from __future__ import annotations

import json

from tests.functions.sources import load

handler = load("minimal", "greeting.handler")


def test_it_greets_whoever_the_path_names() -> None:
    answer = handler.handle({"pathParameters": {"name": "Ada%20Lovelace"}}, None)
    assert (answer["statusCode"], json.loads(answer["body"])) == (200, {"message": "Hello, Ada Lovelace"})
