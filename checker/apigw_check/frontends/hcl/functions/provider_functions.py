"""The functions of the AWS provider, which look at nothing but their arguments.

https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/functions/arn_parse
"""

from __future__ import annotations

from .. import arns
from ..values import FunctionError
from .define import Function


def _trim(text: str) -> str:
    """The ARN of a role without the path before its name."""
    parts = arns.parse(text)
    if parts["service"] != "iam" or parts["region"] or not parts["resource"].startswith("role/"):
        raise FunctionError("the text is no ARN of a role")
    parts["resource"] = f"role/{parts['resource'].rpartition('/')[2]}"
    return arns.build(**parts)


FUNCTIONS = {
    "provider::aws::arn_build": Function("sssss", arns.build),
    "provider::aws::arn_parse": Function("s", arns.parse),
    "provider::aws::trim_iam_role_path": Function("s", _trim),
}
