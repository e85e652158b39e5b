"""Every application is made, plans nothing a second time, and changes what one input says: but for known gaps."""

from __future__ import annotations

import re

import pytest

from tests.emulators.applications import APPLICATIONS, FIXTURES, Application
from tests.emulators.conftest import REPOSITORY
from tests.emulators.gaps import GAPS, NOWHERE, Step, expected
from tests.emulators.site import Shown, Site

EXAMPLES = sorted(path.parent.name for path in (REPOSITORY / "examples").glob("*/main.tf"))
EVERY = [pytest.param(key, marks=pytest.mark.application(key, used=False)) for key in APPLICATIONS]
RESOURCE = re.compile(r'^resource "(aws_\w+)" "', re.MULTILINE)


def explain(shown: Shown) -> str:
    failures = [f"{failure.address or '(no resource)'}: {failure.message}" for failure in shown.failures]
    drift = [f"{change.address}: {change.actions} {change.arguments}" for change in shown.second_plan]
    return "\n".join([*failures, *drift])


@pytest.mark.parametrize("key", EVERY)
def test_applies_and_plans_nothing_a_second_time(key: str, site: Site) -> None:
    shown = site.shown(key)
    application = shown.application
    assert shown.addresses, explain(shown)
    gaps = {gap for gap in expected(application.emulator, application.name) if gap[0] is not Step.DESTROY}
    assert shown.gaps == gaps, explain(shown)
    print(f"{key}: {len(shown.addresses)} resources, {shown.deployed.seconds}")


@pytest.mark.parametrize("key", EVERY)
def test_one_input_changes_what_it_must(key: str, site: Site) -> None:
    shown = site.shown(key)
    application = shown.application
    assert application.change
    assert application.expected
    drifting = {change.address: change for change in shown.second_plan}
    found = {}
    for change in shown.changed_plan:
        before = drifting.get(change.address)
        # What is replaced differs in whatever the service gives it; what is updated, in what was said.
        arguments = frozenset(change.arguments if change.actions == ("update",) else ())
        arguments -= frozenset(before.arguments if before else ())
        if before is None or before.actions != change.actions or arguments:
            found[change.address] = (change.actions, arguments)
    assert found == {address: (what.actions, what.arguments) for address, what in application.expected.items()}


def test_every_example_is_applied() -> None:
    names = {application.name for application in APPLICATIONS.values()}
    assert sorted(names - FIXTURES) == EXAMPLES
    folders = {path.parent.name for path in REPOSITORY.glob("tests/emulators/fixtures/*/versions.tf")}
    assert folders == FIXTURES


def module_types() -> set[str]:
    """Give the resource types of all modules, submodules too."""
    sources = [path for path in (REPOSITORY / "modules").rglob("*.tf") if "tests" not in path.parts]
    return {name for path in sources for name in RESOURCE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.application(*APPLICATIONS, used=False)
def test_every_resource_type_of_the_modules_is_applied(site: Site) -> None:
    applied = {name for key in APPLICATIONS for name in site.shown(key).applied_types}
    types = module_types()
    assert len(types) > 50
    assert types - applied == set(NOWHERE)


def test_every_gap_is_asked_for() -> None:
    """An entry that names an application which is not made would never be noticed to have closed."""
    applications = {(application.emulator, application.name) for application in APPLICATIONS.values()}
    for gap in GAPS:
        assert gap.applications, gap
        assert gap.reason, gap
        for name in gap.applications:
            assert (gap.emulator, name) in applications, gap


def test_a_gap_is_listed_once() -> None:
    keys = [(gap.emulator, gap.step, gap.resource_type) for gap in GAPS]
    assert len(keys) == len(set(keys))


def test_applications_are_called_by_their_name_and_emulator() -> None:
    assert all(
        isinstance(application, Application) and key == application.key for key, application in APPLICATIONS.items()
    )
