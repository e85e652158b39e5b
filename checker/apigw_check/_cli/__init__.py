"""The command line: which command runs, and what its errors come to.

Reports go to standard output or to files, everything else to standard error. A flag wins over its environment variable
(`APIGW_CHECK_*`), that over the configuration file, that over the pack.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from importlib import import_module

from ..policy import PolicyFileError
from .shared import OK, UsageError, close_output, complain

#: The commands, each with the module and the function that carry it out.
VERBS = {
    "explain": ("verbs", "explain"),
    "rules": ("verbs", "list_rules"),
    "packs": ("verbs", "list_packs"),
    "diff": ("diff", "diff"),
    "inventory": ("verbs", "inventory"),
    "test": ("verbs", "test_own"),
    "baseline": ("accepting", "write_baseline"),
    "suppressions": ("accepting", "list_suppressions"),
}


def run(argv: Sequence[str]) -> int:
    """Runs one command and returns the exit code."""
    gc.disable()  # one short run: collecting costs a third of the time on a large plan and frees nothing
    try:
        if argv and argv[0] in VERBS:
            return _command(*VERBS[argv[0]])(argv[1:])
        return _command("check", "check")(argv)
    except UsageError as error:
        return complain(str(error), error.hint)
    except PolicyFileError as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        close_output()
        return OK
    except OSError as error:
        close_output()
        return complain(f"standard output cannot be written: {error.strerror}", "is the disk full?")


def _command(module: str, name: str) -> Callable[[Sequence[str]], int]:
    command: Callable[[Sequence[str]], int] = getattr(import_module(f"{__name__}.{module}"), name)
    return command
