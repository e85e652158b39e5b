"""Where a part of the model comes from."""

from __future__ import annotations

import re

from msgspec import Struct, structs

#: What a plan does with a resource. `untouched`: in the state, but not part of this plan (`-target`).
CHANGES = ("create", "update", "replace", "delete", "forget", "no-op", "read", "untouched", "none")


class Origin(Struct, frozen=True, eq=False, gc=False):
    """The provenance of one model object.

    `address` is the Terraform address (empty where there is none), `type` the resource type, `pointer` a JSON pointer
    (RFC 6901) inside `attribute` where the object lives in a document such as an OpenAPI body, `change` one of
    `CHANGES`, `input` the path that the user named. `block` leads to a nested block of the resource: names, with a pair
    (argument, value) behind a name that occurs several times, such as `("route_settings", ("route_key", "GET /a"))`.
    """

    address: str
    type: str
    change: str = "none"
    attribute: str = ""
    pointer: str = ""
    input: str = ""
    previous_address: str = ""
    block: tuple[str | tuple[str, str], ...] = ()

    def nested(self, *block: str | tuple[str, str]) -> Origin:
        """The origin of a nested block."""
        return structs.replace(self, block=block)

    def inside(self, attribute: str, pointer: str) -> Origin:
        """The origin of what stands at `pointer` inside the document that `attribute` holds."""
        return structs.replace(self, attribute=attribute, pointer=pointer)

    @property
    def key(self) -> str:
        """What identifies the object across `before` and `after`."""
        return f"{self.address}#{self.pointer}" if self.pointer else self.address


class Written(Origin, frozen=True, eq=False, gc=False, kw_only=True):
    """The provenance of what is written at a place that is known already, such as a comment: nothing is looked up.

    `file` is the path as a report shows it; lines and columns count from 1, the end is the character after the last
    one. `pointer` says which of the things in the file it is, without its line.
    """

    file: str
    line: int
    column: int = 1
    end_line: int = 0
    end_column: int | None = None

    @property
    def key(self) -> str:
        """What identifies it from run to run."""
        return f"{self.attribute}#{self.pointer}"


_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')


def without_keys(address: str) -> str:
    """The address of the block that makes an instance: `module.a["x"].aws_b.c[0]` without the keys in brackets."""
    return _KEY.sub("", address) if "[" in address else address
