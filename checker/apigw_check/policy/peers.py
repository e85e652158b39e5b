"""The nearest rules of other tools: `policies/peers.yaml`, as data."""

from __future__ import annotations

from functools import lru_cache

from .document import read_yaml
from .pack import folder

#: What the tools are called in a sentence, in the order of tables.
TOOLS = {
    "checkov": "Checkov",
    "trivy": "Trivy",
    "kics": "KICS",
    "terrascan": "Terrascan",
    "tflint": "TFLint",
    "prowler": "Prowler",
    "cfn-guard": "CloudFormation Guard",
    "cfn-lint": "cfn-lint",
    "cdk-nag": "cdk-nag",
    "aws-security-hub": "AWS Security Hub",
    "aws-config": "AWS Config",
    "aws-control-tower": "AWS Control Tower",
}


@lru_cache(maxsize=1)
def peers() -> dict[str, dict[str, list[str]]]:
    """By rule id and tool; raises `PolicyFileError` where the file is missing."""
    found: dict[str, dict[str, list[str]]] = read_yaml(f"{folder()}/../peers.yaml").data
    return found


def section(rule_id: str) -> str:
    """The section of a rule's page; empty for a rule without any."""
    rows = [
        f"- {TOOLS[tool]}: {', '.join(f'`{name}`' for name in ids)}" for tool, ids in peers().get(rule_id, {}).items()
    ]
    return "\n".join(["## Nearest rules of other tools", *rows]) if rows else ""
