"""What the rules of a web ACL are made of: statements, overrides, metrics; and where its logs go."""

from __future__ import annotations

from msgspec import Struct

from .logs import Destination
from .origin import Origin
from .value import Unknown


class Statement(Struct, eq=False, frozen=True):
    """What a rule looks for.

    `kind` is the provider's name of the statement (`byte_match_statement`, `and_statement`, ...), None where it is
    empty. `parts` are the statements inside and, or and not, and the scope-down statement of a rate limit or a managed
    group; one that is not known is `Unknown`. `component` is what of the request is looked at (`body`, `uri_path`,
    `single_header`, ...), `header` the name where that is one header, `oversize` what holds for a body, headers or
    cookies that are too large to be looked at (None: the service's CONTINUE).
    """

    kind: str | None
    parts: tuple[Statement | Unknown, ...] = ()
    component: str | Unknown | None = None
    header: str | Unknown | None = None
    oversize: str | Unknown | None = None
    #: Of a label match: the label or namespace, and which of the two it is.
    label: str | Unknown | None = None
    label_scope: str | Unknown | None = None
    #: Of a size constraint: LT, GT, ..., and the number of bytes.
    comparison: str | Unknown | None = None
    size: int | Unknown | None = None
    #: Of a byte match: the text, and where it has to stand.
    search: str | Unknown | None = None
    position: str | Unknown | None = None


class Override(Struct, eq=False, frozen=True):
    """Another action for one rule of a rule group."""

    origin: Origin
    rule_name: str | Unknown | None
    action: str | Unknown | None


class Visibility(Struct, eq=False, frozen=True):
    """Metrics and request samples of a web ACL or a rule."""

    origin: Origin
    metrics: bool | Unknown | None = None
    samples: bool | Unknown | None = None


class WafLogging(Struct, eq=False, frozen=True):
    """Where a web ACL writes its logs, and what it keeps out of them.

    `redacted` are components (`method`, `query_string`, `uri_path`) and headers (`header:authorization`), in lower
    case.
    """

    origin: Origin
    destination: Destination | Unknown | None
    redacted: frozenset[str] | Unknown = frozenset()
