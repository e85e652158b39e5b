"""The command's entry: answers `--version` without loading anything else."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ._version import __version__

        sys.stdout.write(f"apigw-check {__version__}\n")
        return 0
    from ._cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
