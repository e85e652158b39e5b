"""Write into docs/guide/proof.md what is applied where and what the emulators cannot do, from the tests' own lists.

    python tools/proof_docs.py            write
    python tools/proof_docs.py --check    write nothing; exit 1 where the page differs from the lists

The lists are tests/emulators/applications.py and tests/emulators/gaps.py; tests hold them to what is found.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "tools"), str(REPOSITORY)]

from tests.emulators.applications import APPLICATIONS  # noqa: E402 (found by the line above)
from tests.emulators.gaps import GAPS, NOT_MODELLED, NOWHERE  # noqa: E402

PAGE = REPOSITORY / "docs/guide/proof.md"
_SECTION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a Markdown table."""
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def sections() -> dict[str, str]:
    """Give the generated parts of the page, by name."""
    return {
        "applications": table(
            ("Configuration", "Emulator", "Input that is changed"),
            (
                (
                    f"`examples/{one.name}`" if one.is_example else f"`tests/emulators/fixtures/{one.name}`",
                    f"{one.emulator}, `AUTH=true`" if one.auth else one.emulator,
                    ", ".join(f"`{name}`" for name in one.change),
                )
                for one in sorted(APPLICATIONS.values(), key=lambda one: (not one.is_example, one.key))
            ),
        ),
        "gaps": table(
            ("Emulator", "Step", "Resource type", "Seen in", "Why"),
            (
                (
                    gap.emulator,
                    gap.step.value,
                    f"`{gap.resource_type}`",
                    ", ".join(sorted(gap.applications)),
                    gap.reason,
                )
                for gap in sorted(GAPS, key=lambda gap: (gap.emulator, gap.step.value, gap.resource_type))
            ),
        ),
        "not-modelled": table(("What", "What it does instead"), sorted(NOT_MODELLED.items())),
        "nowhere": table(("Resource type", "Why"), ((f"`{name}`", reason) for name, reason in sorted(NOWHERE.items()))),
    }


def generated(text: str) -> str:
    """Give the page with its generated parts as they must be. Raises KeyError where a part is not known."""
    parts = sections()
    return _SECTION.sub(lambda match: f"{match[1]}\n{parts[match[2]]}\n{match[3]}", text)


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page differs")
    check = parser.parse_args().check
    present = PAGE.read_text(encoding="utf-8")
    wanted = generated(present)
    if present == wanted:
        return 0
    if check:
        print(f"{PAGE.relative_to(REPOSITORY)} is not what tools/proof_docs.py writes", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
