"""Print checkov's own checks of Terraform resources as JSON. Runs in checkov's environment: see checkov_env.py."""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> int:
    """Print id, name and resource types of each check, and whether it needs the sources."""
    import checkov.terraform.checks.resource  # type: ignore[import-not-found]  # noqa: F401 (registers the checks)
    from checkov.common.checks_infra.registry import (  # type: ignore[import-not-found]
        get_graph_checks_registry,
    )
    from checkov.terraform.checks.resource.registry import (  # type: ignore[import-not-found]
        resource_registry,
    )
    from checkov.terraform.plan_runner import TF_LIFECYCLE_CHECK_IDS  # type: ignore[import-not-found]

    found: dict[str, tuple[str, set[str]]] = {}
    for types in (resource_registry.checks, resource_registry.wildcard_checks):
        for resource_type, checks in types.items():
            for check in checks:
                found.setdefault(check.id, (check.name, set()))[1].add(resource_type)
    graph = get_graph_checks_registry("terraform")
    graph.load_checks()
    for check in graph.checks:
        found.setdefault(check.id, (check.name, set()))[1].update(_types(check))
    rows = [
        {"id": id_, "name": name, "resource_types": sorted(types), "needs_sources": id_ in TF_LIFECYCLE_CHECK_IDS}
        for id_, (name, types) in sorted(found.items())
    ]
    json.dump(rows, sys.stdout)
    return 0


def _types(check: Any) -> set[str]:
    """The resource types that a graph check or one of its parts names."""
    own = {*(check.resource_types or ()), *(check.connected_resources_types or ())}
    return own.union(*(_types(part) for part in check.sub_checks))


if __name__ == "__main__":
    raise SystemExit(main())
