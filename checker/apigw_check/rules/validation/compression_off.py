"""Compression off.

## What it requires
A REST API sets `minimum_compression_size`, the size from which on answers are compressed.

## Why
Compressed answers take less of the caller's time and of the transfer that is paid for. This is an opinion; some tools
demand it.

## When it is fine
Small answers, and answers that hold a secret beside text that a caller can choose: compression makes their length tell
something of the secret. The rule is in the pack `strict` only, with the severity `info`. Not asked of HTTP and
WebSocket APIs, which have no such setting.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name                     = "shop"
  minimum_compression_size = 1024
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.value import Unknown
from ..base import INFO, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._requests import is_rest

RULE = Rule(
    id="APIGW-708",
    slug="compression-off",
    title="Compression off",
    subject=Api,
    severity=INFO,
    pack=STRICT,
)


@RULE.check
def check(api: Api, params: Params) -> Verdict:  # noqa: ARG001
    """Decides for one API."""
    if not is_rest(api) or api.external:
        return not_applicable("asked of REST APIs in the input")
    size = api.minimum_compression_size
    if isinstance(size, Unknown):
        return undecided(f"whether {api.name} compresses is not known: {size.reason}", api, "minimum_compression_size")
    # The argument is a text; -1 switches compression off.
    if size is not None and not str(size).startswith("-"):
        return passed()
    return fail(
        f"{api.name} compresses no answer",
        api,
        "minimum_compression_size",
        fix="set minimum_compression_size, in bytes",
    )
