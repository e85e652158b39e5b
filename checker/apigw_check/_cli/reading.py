"""From the paths of a command line to what came of them: the inputs they mean, judged in one process or several."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from functools import partial
from typing import Any

from .options import Options
from .selecting import read_policy, select_rules

#: What makes a word of the command line more than the name of one plan, see `_tree.MAGIC`.
_MAGIC = "*?["


def one_plan(paths: Sequence[str]) -> bool:
    """Whether the paths are one plan and nothing else, which needs none of the code for several inputs."""
    return len(paths) == 1 and not os.path.isdir(paths[0]) and not any(char in paths[0] for char in _MAGIC)


def expand(paths: Sequence[str], options: Options) -> Any:
    """The inputs that the paths mean, see `_inputs.expand`; None for one plan."""
    if one_plan(paths):
        return None
    from .._inputs import expand as every

    return every(paths, recursive=options.recursive, keep_going=options.keep_going)


def analysed(
    arguments: argparse.Namespace, options: Options, selection: list[Any], inputs: Any, *, judging: bool = True
) -> Any:
    """Reads the inputs of a command and judges them; without `judging` (and without rules) they are read only."""
    if inputs is None or (len(inputs.paths) == 1 and not inputs.errors and not inputs.found):
        from .._pipeline import analyse

        # A folder that is named alone may not be all that was meant.
        alone = inputs is not None and not options.recursive
        analysis = analyse(inputs.paths if inputs else arguments.paths, selection, others=alone, **options.reading())
        analysis.notes[:0] = inputs.notes if inputs else ()
        return analysis
    from .._many import judge_all

    return judge_all(
        inputs,
        selection,
        partial(_selection, arguments) if judging else list,
        options.reading(),
        jobs=options.jobs,
        comments=judging and not options.no_ignores,
    )


def _selection(arguments: argparse.Namespace) -> list[Any]:
    """The rules in force, made again in a process of its own."""
    rules, config = read_policy(arguments)
    return select_rules(arguments, rules, config)[0]
