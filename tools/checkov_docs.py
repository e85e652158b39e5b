"""Write the tables of policies/checkov/README.md from the policies and from tests/checkov/parity.yaml.

    python tools/checkov_docs.py            write
    python tools/checkov_docs.py --check    write nothing; exit 1 where the page differs

The table of differences is held to what checkov says by tests/checkov/test_parity.py.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "tools"), str(REPOSITORY)]

from tests.checkov.parity import POLICIES, policies, table  # noqa: E402

from proof_docs import table as rows_of  # noqa: E402 (found by the line above)

PAGE = POLICIES / "README.md"
_SECTION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def sections() -> dict[str, str]:
    """Give the generated parts of the page, by name."""
    reasons, differences = table()
    return {
        "policies": rows_of(
            ("Policy", "Finding", "Severity", "What it leaves out"),
            (
                (f"[{one.id}]({one.slug}.yaml)", f"[{one.name}]({_rule(one.id)})", one.severity.lower(), one.note)
                for one in policies()
            ),
        ),
        "differences": rows_of(
            ("Policy", "Case", "apigw-check", "checkov", "", "Why"),
            (
                (
                    one.policy,
                    f"`{one.case}`",
                    str(one.ours),
                    str(one.checkov),
                    one.what,
                    " ".join(reasons[reason] for reason in one.why),
                )
                for one in sorted(differences)
            ),
        ),
    }


def page(text: str) -> str:
    """Give the page with its generated parts made anew."""
    parts = sections()
    return _SECTION.sub(lambda found: found[1] + parts[found[2]] + found[3], text)


def main(arguments: list[str] | None = None) -> int:
    """Write or compare the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    check = parser.parse_args(arguments).check
    text = PAGE.read_text(encoding="utf-8")
    wanted = page(text)
    if text == wanted:
        return 0
    if check:
        print(f"{PAGE.relative_to(REPOSITORY)} is not up to date: make docs", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(REPOSITORY)}")
    return 0


def _rule(policy: str) -> str:
    return f"../../docs/rules/{policy.replace('CKV2_APIGW_', 'APIGW-')}.md"


if __name__ == "__main__":
    raise SystemExit(main())
