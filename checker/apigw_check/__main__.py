"""The command's entry: answers `--version` without loading anything else."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Runs the command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ._version import __version__

        sys.stdout.write(f"apigw-check {__version__}\n")
        return 0
    _load_msgspec()
    from ._cli import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is written. Taking the plan, the estate and the modules apart again would only take time.
    os._exit(code)


def _load_msgspec() -> None:
    """Imports msgspec without typing_extensions, which it takes where it is installed (pydantic brings it).

    What msgspec takes from there is in `typing` since Python 3.11; loading it takes longer than judging a small plan.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]


if __name__ == "__main__":
    sys.exit(main())
