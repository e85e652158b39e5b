"""Which arguments of the provider's API Gateway resources the modules reach: the table of docs/guide/coverage.md.

    python tools/coverage_table.py           write the page, print the share
    python tools/coverage_table.py --check   exit 1 where the page is stale, a gap lacks its reason or a reason its gap

The arguments are read off the provider's own schema (`terraform providers schema -json`): those that a configuration
can set and that are not deprecated, nested blocks with theirs. An argument is reached where a module's resource of that
type sets it, in a block or in the content of a dynamic block.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tree_sitter_hcl
from tree_sitter import Language, Node, Parser

sys.path.insert(0, str(Path(__file__).resolve().parent))

from terraform_env import REPOSITORY, run_terraform, terraform_environment

PAGE = REPOSITORY / "docs/guide/coverage.md"
PREFIXES = ("aws_api_gateway_", "aws_apigatewayv2_")
#: The provider's bookkeeping, which says nothing of the gateway.
NOT_COUNTED = frozenset({"id", "tags_all", "timeouts"})
LEAST = 0.95

#: Why a module does not reach an argument; of a whole type by its name alone.
_CANARY = (
    "the stage holds the settings of its canary; this one is of a deployment that makes its own stage, which none here "
    "does, and provider 6 has it no more"
)
_KEY = "a certificate is taken from ACM by its ARN: the state would hold a private key, and the service deprecates it"
_NAME = "a certificate is taken from ACM by its ARN; this is the name of an uploaded one"
_QUICK = "quick create makes a route without authorization, an integration and a stage, none of which a plan shows"
GAPS: dict[str, str] = {
    "aws_api_gateway_deployment.canary_settings.percent_traffic": _CANARY,
    "aws_api_gateway_deployment.canary_settings.stage_variable_overrides": _CANARY,
    "aws_api_gateway_deployment.canary_settings.use_stage_cache": _CANARY,
    "aws_api_gateway_deployment.variables": "the stage holds them; these are of a stage that a deployment makes",
    "aws_api_gateway_domain_name.certificate_body": _KEY,
    "aws_api_gateway_domain_name.certificate_chain": _KEY,
    "aws_api_gateway_domain_name.certificate_name": _NAME,
    "aws_api_gateway_domain_name.certificate_private_key": _KEY,
    "aws_api_gateway_domain_name.regional_certificate_name": _NAME,
    "aws_apigatewayv2_api.credentials_arn": _QUICK,
    "aws_apigatewayv2_api.route_key": _QUICK,
    "aws_apigatewayv2_api.target": _QUICK,
}


def schema() -> dict[str, Any]:
    """The provider's resource schemas, by type."""
    with tempfile.TemporaryDirectory(prefix="coverage-") as folder, terraform_environment() as env:
        shutil.copyfile(REPOSITORY / "versions.tf", Path(folder) / "versions.tf")
        run_terraform(Path(folder), "init", "-input=false", env=env)
        text = run_terraform(Path(folder), "providers", "schema", "-json", env=env).stdout
    (provider,) = json.loads(text)["provider_schemas"].values()
    found: dict[str, Any] = provider["resource_schemas"]
    return found


def arguments(block: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The live arguments of a block, nested ones with the path of their block."""
    for name, attribute in block.get("attributes", {}).items():
        settable = attribute.get("required") or attribute.get("optional")
        if settable and not attribute.get("deprecated") and (prefix or name not in NOT_COUNTED):
            yield f"{prefix}{name}"
    for name, nested in block.get("block_types", {}).items():
        if prefix or name not in NOT_COUNTED:
            yield from arguments(nested["block"], f"{prefix}{name}.")


def reached() -> dict[str, dict[str, set[str]]]:
    """By resource type and argument, the modules that set it."""
    parser = Parser(Language(tree_sitter_hcl.language()))
    found: dict[str, dict[str, set[str]]] = {}
    for path in sorted((REPOSITORY / "modules").glob("**/*.tf")):
        module = path.parent.relative_to(REPOSITORY / "modules").as_posix()
        body = next((node for node in parser.parse(path.read_bytes()).root_node.children if node.type == "body"), None)
        for block in _blocks(body):
            kind, *labels = _header(block)
            if kind == "resource" and labels[0].startswith(PREFIXES):
                for argument in _set(block):
                    found.setdefault(labels[0], {}).setdefault(argument, set()).add(module)
    return found


def _set(block: Node, prefix: str = "") -> Iterator[str]:
    """The arguments that a block sets."""
    body = next((node for node in block.children if node.type == "body"), None)
    for node in body.children if body is not None else ():
        if node.type == "attribute":
            yield f"{prefix}{_text(node.children[0])}"
        elif node.type == "block":
            kind, *labels = _header(node)
            if kind == "dynamic":
                for content in _blocks(next(child for child in node.children if child.type == "body")):
                    if _header(content)[0] == "content":
                        yield from _set(content, f"{prefix}{labels[0]}.")
            elif kind != "lifecycle":
                yield from _set(node, f"{prefix}{kind}.")


def _blocks(body: Node | None) -> list[Node]:
    return [node for node in body.children if node.type == "block"] if body is not None else []


def _header(block: Node) -> list[str]:
    return [_text(node).strip('"') for node in block.children if node.type in ("identifier", "string_lit")]


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def page(resources: dict[str, Any]) -> tuple[str, list[str], float]:
    """The page, what is wrong with the table of gaps, and the share of arguments that are reached."""
    sets = reached()
    rows: list[str] = []
    gaps: list[str] = []
    problems: list[str] = []
    used: set[str] = set()
    counts = [0, 0]
    types = sorted(name for name in resources if name.startswith(PREFIXES))
    for type_ in types:
        live = sorted(arguments(resources[type_]["block"]))
        have = sets.get(type_, {})
        missing = [name for name in live if name not in have]
        counts[0] += len(live) - len(missing)
        counts[1] += len(live)
        modules = sorted({module for name in live for module in have.get(name, ())})
        rows.append(f"| `{type_}` | {len(live) - len(missing)} of {len(live)} | {', '.join(modules)} |")
        for name in missing:
            key = type_ if type_ in GAPS else f"{type_}.{name}"
            used.add(key)
            if key not in GAPS:
                problems.append(f"{type_}.{name} is reached by no module, and GAPS gives no reason")
            gaps.append(f"| `{type_}.{name}` | {GAPS.get(key, '')} |")
    problems += [f"GAPS explains {key}, which is reached or does not exist" for key in sorted(set(GAPS) - used)]
    share = counts[0] / counts[1]
    text = [
        "<!-- Generated by tools/coverage_table.py. -->",
        "# What the modules reach",
        "",
        f"The modules set {counts[0]} of the {counts[1]} live arguments of the provider's {len(types)} API Gateway",
        f"resource types ({share:.1%}; provider 5.100; arguments that can be set and are not deprecated).",
        "",
        "| resource type | arguments reached | modules |",
        "| --- | --- | --- |",
        *rows,
    ]
    if gaps:
        text += ["", "## What they do not reach, and why", "", "| argument | reason |", "| --- | --- |", *gaps]
    return "\n".join([*text, ""]), problems, share


def main(argv: list[str] | None = None) -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description="Writes the table of provider arguments that the modules reach.")
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 where something differs")
    options = parser.parse_args(argv)
    text, problems, share = page(schema())
    if share < LEAST:
        problems.append(f"only {share:.1%} of the arguments are reached; at least {LEAST:.0%} are wanted")
    if options.check and (not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text):
        problems.append(f"{PAGE.relative_to(REPOSITORY)} is not current; run: make coverage-table")
    for problem in problems:
        print(problem, file=sys.stderr)
    if not options.check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    print(f"{share:.1%} of the live arguments are reached")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
