"""Real plans, and the whole estate that is read from each: `<case>/case.md` says what the case is about and holds it.

The blocks of a case.md are `estate` (from the plan alone), `estate with sources` where these make a difference, and
`estate before` where something was there before the change. `python tests/frontends/plan/estate_text.py CASE` prints
them. Plans are made by `tools/plans.py`; how the two with a `gateway.tf` are made stands in their case.md.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from estate_text import texts_of

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/plan.json"))
_BLOCK = re.compile(r"^```(estate[a-z ]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def expected(case: Path) -> dict[str, str]:
    return dict(_BLOCK.findall((case / "case.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_estate(case: Path) -> None:
    wanted, found = expected(case), texts_of(case)
    assert list(found) == list(wanted)
    for name, text in found.items():
        if text != wanted[name]:
            lines = difflib.unified_diff(wanted[name].splitlines(), text.splitlines(), "case.md", "found", n=0)
            pytest.fail(f"{case.name}, {name}:\n" + "\n".join(lines))


def test_every_plan_is_compact_and_of_a_case() -> None:
    for case in CASES:
        assert (case / "case.md").is_file()
        assert list(case.glob("*.tf"))
        assert (case / "plan.json").read_text(encoding="utf-8").count("\n") == 1
