"""The variables that API Gateway gives to a mapping template, as it documents them, for airspeed to render with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


class Text(str):
    """A string with the methods of Java that the templates use."""

    __slots__ = ()

    def replaceAll(self, pattern: str, replacement: str) -> Text:  # noqa: N802
        # airspeed has taken a level of backslashes out of the pattern, which Velocity leaves: what is left is literal.
        return Text(self.replace(pattern, replacement))

    def endsWith(self, end: str) -> bool:  # noqa: N802
        return self.endswith(end)


class Util:
    """$util, as the service documents it."""

    def escapeJavaScript(self, text: str) -> Text:  # noqa: N802
        return Text(json.dumps(str(text), ensure_ascii=False)[1:-1].replace("'", "\\'").replace("/", "\\/"))

    def urlEncode(self, text: str) -> Text:  # noqa: N802
        return Text(quote(str(text), safe=""))


class Headers(dict[str, str]):
    """The headers of a request, by `get` as Java's maps have it."""

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Give a header by its very name, or nothing."""
        return super().get(name, default)


class Parameters:
    """What `$input.params()` gives, as far as the templates ask for it."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self.header = Headers(headers)


class Input:
    """$input: a body, the parameters of the request, and its headers."""

    def __init__(self, body: object, parameters: Mapping[str, str], headers: Mapping[str, str] | None = None) -> None:
        self.body = Text(body if isinstance(body, str) else json.dumps(body))
        self._value = None if isinstance(body, str) else body
        self._parameters = parameters
        self._headers = headers or {}

    def params(self, name: str | None = None) -> Any:
        if name is None:
            return Parameters(self._headers)
        return Text(self._parameters.get(name, ""))

    def path(self, path: str) -> Any:
        value: Any = self._value
        for name in path.split(".")[1:]:
            value = value.get(name) if isinstance(value, dict) else None
        return Text(value) if isinstance(value, str) else Text("") if value is None and path != "$.Item" else value
