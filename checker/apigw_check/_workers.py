"""Processes that work through a list of tasks: what each returns, in whatever order, and which of them were lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from msgspec import Struct

#: From the number of a task to what came of it; sent whole to each process, once.
Work: TypeAlias = Callable[[int], bytes]

#: Seconds between two looks at what the processes do while none of them says anything.
_LOOK = 0.25


class Lost(Struct, frozen=True):
    """The process ended before it answered; `why` says how."""

    why: str


class _Worker(Struct, eq=False):
    process: BaseProcess
    pipe: connection.Connection
    task: int


def run(
    work: Work, tasks: Sequence[int], count: int, *, method: str | None = None, waiting: Callable[[int], None]
) -> Iterator[tuple[int, bytes | Lost]]:
    """Hands the tasks out, in their order, to so many processes, and yields what comes back.

    `method` is how processes are started (the platform's safe one by default). `waiting` is called now and then with
    the number of a task that is being worked on. However the iteration ends, no process is left. Where no process can
    be started (any more), it ends before all tasks are done.
    """
    context: Any = get_context(method or start_method())
    left = list(reversed(tasks))
    workers: dict[connection.Connection, _Worker] = {}
    try:
        for _ in range(min(count, len(left))):
            if not _start(context, work, left, workers):
                break
        while workers:
            ready = connection.wait(list(workers), _LOOK)
            waiting(min(worker.task for worker in workers.values()))
            for worker in [worker for pipe, worker in workers.items() if pipe in ready]:
                try:
                    yield worker.task, worker.pipe.recv_bytes()
                except (EOFError, OSError):
                    del workers[worker.pipe]
                    yield worker.task, Lost(_end(worker))
                    if left:
                        _start(context, work, left, workers)
                    continue
                if left:
                    worker.task = left.pop()
                    with suppress(OSError):  # it has ended: seen when its answer is read
                        worker.pipe.send(worker.task)
                else:
                    del workers[worker.pipe]
                    _dismiss(worker)
    finally:
        for worker in workers.values():
            worker.process.kill()
            _dismiss(worker)


def start_method() -> str:
    """How processes are started here: by a copy of this one where that is safe, which costs a hundredth of a second."""
    return "fork" if sys.platform == "linux" else "spawn"


def processors() -> int:
    """How many processors this process may use, as its affinity and (on Linux) its control group say."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        count = os.cpu_count() or 1
    try:
        with open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
            quota, period = file.read().split()
        return max(1, min(count, round(int(quota) / int(period))))
    except (OSError, ValueError, ZeroDivisionError):
        return count


def _start(context: Any, work: Work, left: list[int], workers: dict[connection.Connection, _Worker]) -> bool:
    """Starts a process with the next task; False where the system has no place for one."""
    try:
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, work, left[-1]), daemon=True)
        process.start()
    except OSError:
        return False
    there.close()
    workers[here] = _Worker(process, here, left.pop())
    return True


def _dismiss(worker: _Worker) -> None:
    with suppress(OSError):
        # Closing alone would not end it: processes that were started later hold this end of the pipe too.
        worker.pipe.send(None)
    worker.pipe.close()
    worker.process.join()
    worker.process.close()


def _end(worker: _Worker) -> str:
    """How a process ended that did not answer."""
    worker.pipe.close()
    worker.process.join()
    code = worker.process.exitcode or 0
    worker.process.close()
    if code == -9:
        return "the process that judged it was killed (signal 9), probably for want of memory"
    return f"the process that judged it ended ({f'signal {-code}' if code < 0 else f'exit code {code}'})"


def _serve(pipe: connection.Connection, work: Work, task: int) -> None:
    """What a process does: its first task, then those that it is sent, until there are no more."""
    import gc
    import signal

    # Ctrl-C reaches every process of the terminal: the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    try:
        following: int | None = task
        while following is not None:
            pipe.send_bytes(work(following))
            gc.collect()  # a judged estate is full of circles, and the next one needs its place
            following = pipe.recv()
    except (EOFError, OSError):  # the first process has gone
        pass
    os._exit(0)
