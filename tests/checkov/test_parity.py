"""checkov with our policies against our rules, on the plans of the rules' own cases.

checkov runs once. Each case counts how many things fail: of ours those of expected.json, of checkov's the resources.
Where the numbers differ, parity.yaml has to say so and why; what it says and what is not so any more fails as well.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from checkov_env import Outcome, judge
from tests.checkov.parity import POLICIES, Difference, cases, policies, table
from tests.conftest import COUNTS

pytestmark = [pytest.mark.checkov, pytest.mark.slow]

# By policy id and name of the case: what checkov says there.
Said = dict[tuple[str, str], list[Outcome]]


@pytest.fixture(scope="module")
def said(checkov: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Said:
    tree = tmp_path_factory.mktemp("cases")
    for policy in policies():
        for case, _ in cases(policy):
            place = tree / policy.slug / case.name
            place.mkdir(parents=True)
            shutil.copy(case / "plan.json", place)
            request.config.stash[COUNTS]["cases judged by checkov with our policies"] += 1
    by_slug = {policy.slug: policy.id for policy in policies()}
    found: Said = defaultdict(list)
    for outcome in judge(tree, checks=by_slug.values(), policies=POLICIES):
        slug, case, _ = outcome.file.split("/")
        if by_slug[slug] == outcome.check:
            found[outcome.check, case].append(outcome)
    return found


def test_the_differences_are_those_of_the_table(said: Said) -> None:
    found = []
    for policy in policies():
        for case, ours in cases(policy):
            theirs = sum(outcome.failed for outcome in said[policy.id, case.name])
            if ours != theirs:
                found.append(Difference(policy.id, case.name, ours, theirs))
    listed = [Difference(one.policy, one.case, one.ours, one.checkov) for one in table()[1]]
    assert len(listed) == len(set(listed))
    new = [f"{one.policy}: {one.line()}" for one in sorted(set(found) - set(listed))]
    gone = [f"{one.policy}: {one.line()}" for one in sorted(set(listed) - set(found))]
    assert (new, gone) == ([], []), "differences that parity.yaml lacks, and entries of it that do not hold"


def test_every_policy_fails_something_and_leaves_something_alone(said: Said) -> None:
    for policy in policies():
        bad = [case.name for case, ours in cases(policy) if ours]
        assert any(outcome.failed for case in bad for outcome in said[policy.id, case]), f"{policy.id} never fails"
        quiet = any(
            not any(outcome.failed for outcome in said[policy.id, case.name])
            for case, ours in cases(policy)
            if not ours
        )
        passed = any(not outcome.failed for case, _ in cases(policy) for outcome in said[policy.id, case.name])
        assert quiet or passed, f"{policy.id} fails everything"
