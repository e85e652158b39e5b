"""From a definition to the place of an attribute in it, through nested and dynamic blocks, in HCL and JSON syntax."""

from __future__ import annotations

from msgspec import Struct

from .blocks import Attribute, Block, Header, SourceFile
from .modules import Definition, literal
from .objects import Member, find

# A step of an attribute path: a name, the number of a block or element, or (argument, value) of the block meant.
Step = str | int | tuple[str, str]

# Nested blocks that the AWS provider keeps as sets: their numbers in a plan are not their order in the source.
_SETS = frozenset(
    (
        ("aws_apigatewayv2_integration", "response_parameters"),
        ("aws_apigatewayv2_route", "request_parameter"),
        ("aws_apigatewayv2_stage", "route_settings"),
        ("aws_api_gateway_usage_plan", "api_stages"),
        ("aws_api_gateway_usage_plan", "throttle"),
        ("aws_cloudwatch_metric_alarm", "metric_query"),
        ("aws_security_group", "egress"),
        ("aws_security_group", "ingress"),
        ("aws_wafregional_web_acl", "rule"),
        ("aws_wafv2_rule_group", "rule"),
        ("aws_wafv2_web_acl", "rule"),
        ("aws_wafv2_web_acl_logging_configuration", "condition"),
        ("aws_wafv2_web_acl_logging_configuration", "filter"),
    )
)


class Place(Struct, frozen=True, gc=False):
    """A span of a file: its absolute path, and the lines and columns of its start and of the character after it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


def span(definition: Definition, start: int, stop: int) -> Place:
    """Return the place between two offsets of a definition's file."""
    position = definition.source.position
    return Place(definition.file, *position(start), *position(stop))


def header_place(definition: Definition) -> Place:
    """Return the place of a definition's header, its brace included (of its key in JSON syntax)."""
    at = definition.at
    return span(definition, at.start, at.body if isinstance(at, Header) else at.stop)


def attribute_places(definition: Definition, path: tuple[Step, ...]) -> list[Place]:
    """Return the places on the way to an attribute, outermost first and without the header: nested blocks, the
    attribute, keys of the object in it. The way ends where the source does; empty where nothing of it is there."""
    if isinstance(definition.source, SourceFile) and isinstance(definition.at, Header):
        return _in_block(definition, definition.source.block(definition.at), path)
    return _in_json(definition, path) if isinstance(definition.at, Member) else []


class Way(Struct):
    """The way to an attribute inside a block: the nested blocks, each with the steps of the path behind its name, the
    attribute, and the names and numbers that are left of the path. The way ends where the source does."""

    blocks: list[tuple[Block, tuple[Step, ...]]]
    attribute: Attribute | None
    names: list[str | int]


def way(definition: Definition, block: Block, path: tuple[Step, ...]) -> Way:
    """Return the way from a definition's block to an attribute."""
    blocks: list[tuple[Block, tuple[Step, ...]]] = []
    kind = definition.at.labels[0] if isinstance(definition.at, Header) else ""
    text = definition.source.text
    while path:
        step, path = path[0], path[1:]
        if not isinstance(step, str):
            # The number of a block there is one of.
            continue
        if attribute := block.attributes.get(step):
            return Way(blocks, attribute, [name for name in path if not isinstance(name, tuple)])
        nested = _choose(text, _named(block, step), path, ordered=(kind, step) not in _SETS)
        if nested is None:
            break
        blocks.append((nested, path))
        block = content(nested)
    return Way(blocks, None, [])


def _in_block(definition: Definition, block: Block, path: tuple[Step, ...]) -> list[Place]:
    found = way(definition, block, path)
    places = [_block_place(definition.file, nested) for nested, _ in found.blocks]
    if attribute := found.attribute:
        places.append(_attribute_place(definition.file, attribute))
        text = definition.source.text
        _, member = find(text, attribute.value_start, attribute.value_end, found.names)
        if member:
            places.append(span(definition, member.start, member.stop))
    return places


def content(block: Block) -> Block:
    """Return the block that holds what a dynamic block makes; any other block itself."""
    if block.type != "dynamic":
        return block
    return next((inner for inner in block.blocks if inner.type == "content"), block)


def _named(block: Block, name: str) -> list[Block]:
    """Return the nested blocks of a name, and the dynamic ones that make such blocks, in their order."""
    return [
        nested for nested in block.blocks if nested.type == name or (nested.type == "dynamic" and name in nested.labels)
    ]


def _choose(text: str, blocks: list[Block], path: tuple[Step, ...], *, ordered: bool) -> Block | None:
    """Return the one of several blocks of a name that the rest of the path speaks of; None where that is unclear."""
    if len(blocks) <= 1:
        return blocks[0] if blocks else None
    if selectors := [step for step in path[:2] if isinstance(step, tuple)]:
        for block in blocks:
            attribute = block.attributes.get(selectors[0][0])
            if attribute and literal(text[attribute.value_start : attribute.value_end]) == selectors[0][1]:
                return block
        return next((block for block in blocks if block.type == "dynamic"), None)
    step = path[0] if path else 0
    if isinstance(step, int):
        # Static blocks before the first dynamic one are counted; what comes later may be any.
        static = next((number for number, block in enumerate(blocks) if block.type == "dynamic"), len(blocks))
        if not ordered:
            return None
        return blocks[step] if 0 <= step < static else blocks[static] if static < len(blocks) else None
    return next((block for block in blocks if _has(content(block), str(step))), blocks[0])


def _has(block: Block, name: str) -> bool:
    return name in block.attributes or bool(_named(block, name))


def _attribute_place(file: str, attribute: Attribute) -> Place:
    return Place(file, attribute.line, attribute.column, attribute.end_line, attribute.end_column)


def _block_place(file: str, block: Block) -> Place:
    return Place(file, block.line, block.column, block.header_end_line, block.header_end_column)


def _in_json(definition: Definition, path: tuple[Step, ...]) -> list[Place]:
    places: list[Place] = []
    text = definition.source.text
    value = definition.at.value if isinstance(definition.at, Member) else 0
    for step in path:
        if isinstance(step, tuple):
            continue
        for way in ((step,), ("dynamic", step, "content")):
            depth, member = find(text, value, len(text), way, json=True)
            if member is not None and depth == len(way):
                value = member.value
                if isinstance(step, str):
                    places.append(span(definition, member.start, member.stop))
                break
        else:
            if isinstance(step, str):
                break
    return places
