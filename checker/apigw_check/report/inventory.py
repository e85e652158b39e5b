"""The route table: one row for each API, stage and route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeAlias

from msgspec import Struct, json

from ..inventory import Gateway, Logging, RoutePosture, StagePosture, Throttle, Undetermined, Validation
from .document import TOOL, VERSION, Input, Tool
from .table import Cell, Table
from .terminal import Line, Run, Terminal

_HEADINGS = ("ROUTE", "AUTHORIZATION", "THROTTLE", "LOGGING", "VALIDATION", "INTEGRATION", "WAF", "TLS")
_KINDS = {"rest": "REST", "http": "HTTP", "websocket": "WebSocket", "unknown": "HTTP or WebSocket"}
#: The longer names of the service, shorter.
_SHORT = {"COGNITO_USER_POOLS": "COGNITO"}
#: What cannot be known, and what does not apply.
_UNKNOWN, _NEVER = "?", "-"
#: A heading, what belongs to it where the columns have no room, and rows.
_Section: TypeAlias = tuple[list[Run], list[Run], list[list[Cell]]]


class Read(Struct, frozen=True):
    """An input that was read: what it was taken for. Nothing of it was judged, so there is nothing to count."""

    path: str
    kind: str


class Listing(Struct, frozen=True):
    """What `inventory --format json` writes: the report without its findings."""

    version: int
    tool: Tool
    inputs: list[Read]
    gateways: list[Gateway]


def render_inventory_json(gateways: Sequence[Gateway], *, inputs: Sequence[Input], tool_version: str) -> bytes:
    """The route table as UTF-8 JSON; the fields are those of the JSON report."""
    listing = Listing(VERSION, Tool(TOOL, tool_version), [Read(one.path, one.kind) for one in inputs], list(gateways))
    return json.format(json.encode(listing), indent=2) + b"\n"


def render_inventory(
    gateways: Sequence[Gateway], stream: TextIO, *, color: bool | None = None, width: int | None = None
) -> None:
    """Writes the route table: a section for each gateway and stage, a row for each route."""
    terminal = Terminal(stream, color=color, width=width)
    sections = [section for gateway in gateways for section in _sections(gateway, terminal)]
    if not sections:
        terminal.write([[("no gateways", "strong")]])
        return
    table = Table(_HEADINGS, [row for _, _, rows in sections for row in rows], terminal)
    if not table.fits:
        # What is the same for all of a stage's routes goes into its heading.
        sections = [(head, around, [row[:-2] for row in rows]) for head, around, rows in sections]
        table = Table(_HEADINGS[:-2], [row for _, _, rows in sections for row in rows], terminal)
    lines: list[Line] = []
    for head, around, rows in sections:
        lines.append(head if table.headings == _HEADINGS else [*head, *around])
        lines += table.heading() if rows else []
        for row in rows:
            lines += table.row(row)
        lines.append([])
    if any(_UNKNOWN in text for _, around, rows in sections for row in (*rows, around) for text, _ in row[1:]):
        lines.append([(f"{_UNKNOWN} cannot be known from the input; --format json says why", "dim")])
    terminal.write(lines)


def _sections(gateway: Gateway, terminal: Terminal) -> Iterator[_Section]:
    name = gateway.name if isinstance(gateway.name, str) else gateway.address or "(elsewhere)"
    dot = terminal.glyphs.dot
    label = f"{name} {dot} {_KINDS[gateway.kind]} API"
    for at in range(max(len(gateway.stages), 1)):
        named = f" {dot} stage {_text(gateway.stages[at].name)}" if gateway.stages else f" {dot} no stage"
        rows = [_row(gateway, route, route.stages[at] if gateway.stages else None) for route in gateway.routes]
        stage = gateway.routes[0].stages[at] if gateway.stages and gateway.routes else None
        if gateway.unseen is not None:
            unseen = gateway.unseen.stages[at] if gateway.stages else None
            rows.append(_rest(gateway, unseen))
            stage = stage or unseen
        around: list[Run] = []
        if stage is not None:
            (waf, _), (tls, _) = _around(stage)
            around = [(f" {dot} WAF ", "dim"), (waf, ""), (f" {dot} TLS ", "dim"), (tls, "")]
        yield [(label, "strong"), (named, "strong"), ("" if rows else f" {dot} no routes", "dim")], around, rows


def _row(gateway: Gateway, route: RoutePosture, stage: StagePosture | None) -> list[Cell]:
    return [
        (route.name, ""),
        _authorization(gateway, route),
        *_settings(stage),
        _validation(route.validation),
        _integration(route),
        *_around(stage),
    ]


def _rest(gateway: Gateway, stage: StagePosture | None) -> list[Cell]:
    """The row for what the input does not show."""
    validation: Cell = (_UNKNOWN if gateway.kind == "rest" else _NEVER, "")
    unknown: Cell = (_UNKNOWN, "")
    return [("(routes not shown)", "dim"), unknown, *_settings(stage), validation, unknown, *_around(stage)]


def _authorization(gateway: Gateway, route: RoutePosture) -> Cell:
    key = " +key" if route.api_key is True else ""
    if gateway.kind == "websocket" and route.name != "$connect" and route.authorization == "NONE":
        return ("at $connect", "dim")
    if route.authorization == "NONE":
        answered = route.integration is not None and route.integration.type == "MOCK"
        return (f"NONE{key}", "dim" if answered and route.name.startswith("OPTIONS ") else "bad")
    kind = _text(route.authorization)
    kind = _SHORT.get(kind, kind)
    return (f"{kind}{key}" if route.authorizer is None else f"{kind} {_text(route.authorizer)}{key}", "")


def _settings(stage: StagePosture | None) -> list[Cell]:
    return [(_NEVER, "dim")] * 2 if stage is None else [_throttle(stage.throttle), _logging(stage.logging)]


def _around(stage: StagePosture | None) -> list[Cell]:
    return [(_NEVER, "dim")] * 2 if stage is None else [_waf(stage), _tls(stage)]


def _throttle(throttle: Throttle) -> Cell:
    if throttle.rate is None and throttle.burst is None:
        return ("account", "dim")
    return ("/".join(_number(value) for value in (throttle.rate, throttle.burst)), "")


def _number(value: float | Undetermined | None) -> str:
    if isinstance(value, Undetermined):
        return _UNKNOWN
    return "account" if value is None else f"{value:g}"


def _logging(logging: Logging) -> Cell:
    parts = ["access"] if logging.access else []
    if logging.execution not in ("OFF", None):
        parts.append(_text(logging.execution))
    if logging.data_trace is True:
        parts.append("data")
    return (", ".join(parts), "") if parts else ("none", "bad")


def _validation(validation: Validation | None) -> Cell:
    if validation is None:
        return (_NEVER, "dim")
    parts = []
    for value, word in ((validation.body, "body"), (validation.parameters, "params")):
        if value is not False:
            parts.append(word if value is True else f"{word}{_UNKNOWN}")
    return (", ".join(parts), "") if parts else ("none", "dim")


def _integration(route: RoutePosture) -> Cell:
    if route.integration is None:
        return ("none", "bad")
    kind, target = _text(route.integration.type), route.integration.target
    if target is None or kind in ("MOCK", _UNKNOWN):
        return (kind, "")
    return (f"{kind} {_text(target)}", "")


def _waf(stage: StagePosture) -> Cell:
    if stage.web_acls is None:
        return (_NEVER, "dim")
    if isinstance(stage.web_acls, Undetermined):
        return (_UNKNOWN, "")
    return (", ".join(stage.web_acls), "") if stage.web_acls else ("none", "dim")


def _tls(stage: StagePosture) -> Cell:
    if isinstance(stage.domains, Undetermined):
        return (_UNKNOWN, "")
    policies = [_text(domain.tls) if domain.tls is not None else "default" for domain in stage.domains]
    return (", ".join(dict.fromkeys(policies)), "") if policies else (_NEVER, "dim")


def _text(value: str | Undetermined | None) -> str:
    if isinstance(value, Undetermined):
        return _UNKNOWN
    return _NEVER if value is None else value
