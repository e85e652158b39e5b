"""examples/rest-openapi: a deadline that is kept with time to spare."""

from __future__ import annotations

import pytest

from tests.functions.conftest import Context
from tests.functions.sources import load

module = load("rest-openapi", "catalogue.deadline")


def test_time_runs_out_before_lambda_stops_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(2.0)
    clock = [100.0]
    monkeypatch.setattr(context, "get_remaining_time_in_millis", lambda: 2000)
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])
    deadline = module.Deadline(context)
    assert deadline.remaining() == 1.5
    deadline.check()
    clock[0] += 1.5
    assert deadline.remaining() == 0
    with pytest.raises(module.DeadlineExceededError):
        deadline.check()


def test_what_is_left_is_never_negative() -> None:
    assert module.Deadline(Context(0.1)).remaining() == 0
