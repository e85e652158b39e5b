"""What the AWS provider's schema says of the types that matter (`provider.json`, see `tools/folder_facts.py`)."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct, field


class AttributeType(Struct, frozen=True, array_like=True):
    """The type of an attribute as Terraform writes it in JSON; flags: `c` computed, `s` sensitive."""

    type: Any
    flags: str = ""

    @property
    def computed(self) -> bool:
        """Whether the provider chooses a value where none is written."""
        return "c" in self.flags


class BlockType(Struct, array_like=True):
    """The attributes of a block, and the nested blocks as (nesting mode, place in the list of blocks)."""

    attributes: dict[str, AttributeType]
    nested: dict[str, tuple[str, int]]


class Provider(Struct):
    """The whole file. `defaults` are by type and dotted path."""

    types: dict[str, int]
    blocks: list[BlockType]
    defaults: dict[str, dict[str, Any]] = field(default_factory=dict)

    def block(self, type_: str) -> BlockType | None:
        """The schema of a resource type (with the prefix `data.` for data sources)."""
        place = self.types.get(type_)
        return None if place is None else self.blocks[place]


@cache
def provider() -> Provider:
    """The provider's schema, read once."""
    with open(os.path.join(os.path.dirname(__file__), "provider.json"), "rb") as file:
        return msgspec.json.decode(file.read(), type=Provider)
