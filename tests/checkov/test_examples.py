"""checkov's own checks on API Gateway, AWS WAF, log groups and Lambda permissions, on the plans of all examples.

What fails has to be in accepted.yaml, with a reason; what is there and does not fail any more fails as well. Which
checks these are is asked of checkov, so that a check that a new version brings is asked at once.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from checkov_env import REPOSITORY, BuiltIn, Outcome, built_in, judge
from tests.conftest import COUNTS

pytestmark = [pytest.mark.checkov, pytest.mark.slow]

ACCEPTED = Path(__file__).with_name("accepted.yaml")
EXAMPLES = sorted(path.parent for path in (REPOSITORY / "examples").glob("*/main.tf"))
_OURS = re.compile(r"aws_(api_gateway_|apigatewayv2_|wafv2_|wafregional_|cloudwatch_log_group$|lambda_permission$)")
_OWNER = re.compile(r'^resource "(aws_\w+)"', re.MULTILINE)

# These ask for the content of what is known only after apply: with a mark in its place 3.3.30 fails with a traceback.
NEED_CONTENT = frozenset({"CKV2_AWS_70"})

# Check, example (or module) and resource.
Finding = tuple[str, str, str]


@pytest.fixture(scope="module")
def checks(checkov: Path) -> list[BuiltIn]:
    return [check for check in built_in() if any(_OURS.match(name) for name in check.resource_types)]


@pytest.fixture(scope="module")
def outcomes(checks: list[BuiltIn], tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    tree = tmp_path_factory.mktemp("examples")
    for example in EXAMPLES:
        (tree / example.name).mkdir()
        shutil.copy(example / "plan.json", tree / example.name)
    ids = {check.id for check in checks if not check.needs_sources}
    return [
        *judge(tree, checks=ids - NEED_CONTENT, mark_unknown=True),
        *judge(tree, checks=ids & NEED_CONTENT),
    ]


@pytest.fixture(scope="module")
def lifecycles(checks: list[BuiltIn], tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """The checks of lifecycles, which plans do not have, on the files of the modules that have such resources."""
    ids = [check for check in checks if check.needs_sources]
    types = frozenset[str]().union(*(check.resource_types for check in ids))
    tree = tmp_path_factory.mktemp("modules")
    for source in (REPOSITORY / "modules").glob("*/*.tf"):
        if types & set(_OWNER.findall(source.read_text(encoding="utf-8"))):
            (tree / source.parent.name).mkdir(exist_ok=True)
            shutil.copy(source, tree / source.parent.name)
    return judge(tree, checks=[check.id for check in ids], framework="terraform")


def test_the_checks_are_found(checks: list[BuiltIn]) -> None:
    assert {"CKV_AWS_59", "CKV_AWS_76", "CKV_AWS_158", "CKV_AWS_309", "CKV_AWS_364", "CKV2_AWS_29", "CKV2_AWS_31"} <= {
        check.id for check in checks
    }


def test_every_example_is_judged(outcomes: list[Outcome], request: pytest.FixtureRequest) -> None:
    assert {outcome.file.split("/")[0] for outcome in outcomes} == {example.name for example in EXAMPLES}
    for ids in (NEED_CONTENT, {"CKV_AWS_76"}):
        assert any(outcome.check in ids and not outcome.failed for outcome in outcomes)
    request.config.stash[COUNTS]["results of checkov's own checks on the examples"] += len(outcomes)


def test_what_fails_is_accepted(outcomes: list[Outcome], lifecycles: list[Outcome]) -> None:
    found: set[Finding] = {
        (outcome.check, outcome.file.split("/")[0], outcome.resource)
        for outcome in (*outcomes, *lifecycles)
        if outcome.failed
    }
    accepted: list[Finding] = [
        (entry["check"], place, resource)
        for entry in yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
        if entry["reason"]
        for place, resources in entry["resources"].items()
        for resource in resources
    ]
    assert len(accepted) == len(set(accepted))
    assert sorted(found - set(accepted)) == [], "not accepted"
    assert sorted(set(accepted) - found) == [], "accepted, but it does not fail any more"
