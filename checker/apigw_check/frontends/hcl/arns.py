"""ARNs as the AWS provider takes them apart: `arn:partition:service:region:account:resource`.

https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/functions/arn_parse
"""

from __future__ import annotations

from .values import FunctionError

_PARTS = ("partition", "service", "region", "account_id", "resource")


def parse(text: str) -> dict[str, str]:
    """The parts of an ARN; raises `FunctionError` where it is none."""
    first, *rest = text.split(":", 5)
    if first != "arn" or len(rest) != len(_PARTS):
        raise FunctionError("the text is no ARN")
    return dict(zip(_PARTS, rest, strict=True))


def build(partition: str, service: str, region: str, account_id: str, resource: str) -> str:
    """The ARN of these parts."""
    return ":".join(("arn", partition, service, region, account_id, resource))
