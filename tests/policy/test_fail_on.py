"""`--fail-on`: a severity for everything, or one for each kind of change."""

from __future__ import annotations

import re

import pytest

from apigw_check.policy.fail_on import LEVELS, PARTS, PATTERN, FailOn


@pytest.mark.parametrize(
    ("text", "new", "worsened", "existing", "shown"),
    [
        ("high", "high", "high", "high", "high"),
        ("new:low,existing:high", "low", "low", "high", "new:low,existing:high"),
        ("medium,new:low", "low", "low", "medium", "new:low,existing:medium"),
        ("new:low", "low", "low", "medium", "new:low,existing:medium"),
        ("existing:never", "medium", "medium", "never", "new:medium,existing:never"),
        ("worsened:critical", "medium", "critical", "medium", "new:medium,worsened:critical,existing:medium"),
        ("new:low,worsened:high,info", "low", "high", "info", "new:low,worsened:high,existing:info"),
        (" never , new : info ", "info", "info", "never", "new:info,existing:never"),
    ],
)
def test_levels(text: str, new: str, worsened: str, existing: str, shown: str) -> None:
    read = FailOn.parse(text)
    assert (read.new, read.worsened, read.existing, str(read)) == (new, worsened, existing, shown)
    assert [read.level(part) for part in PARTS] == [new, worsened, existing]
    assert read.level("fixed") == "never"
    assert FailOn.parse(shown) == read
    assert re.search(PATTERN, text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("hihg", '"hihg"; allowed: critical, high, medium, low, info, never (did you mean high?)'),
        ("nwe:low", '"nwe"; allowed: new, worsened, existing (did you mean new?)'),
        ("new:low,existing:hgih", '"hgih"; allowed'),
        ("fixed:low", '"fixed"; allowed: new, worsened, existing'),
        ("new:low,new:high", "gives new twice"),
        ("high,low", "gives two severities for everything"),
        ("", 'the severity ""'),
        ("new:", 'the severity ""'),
        (":low", 'the kind of change ""'),
        ("new:low:high", 'the kind of change "new:low"'),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        FailOn.parse(text)


def test_every_bare_level_is_for_all_kinds_of_change() -> None:
    for level in LEVELS:
        assert FailOn.parse(level) == FailOn(level, level, level)
