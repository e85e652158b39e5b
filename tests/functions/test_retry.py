"""examples/rest-openapi: retries with exponential backoff and full jitter."""

from __future__ import annotations

import pytest

from tests.functions.sources import load

module = load("rest-openapi", "catalogue.retry")
retry = module.retry


class Flaky:
    """Fails a number of times, then gives an answer."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError(f"failure {self.calls}")
        return "answer"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made; each is the longest that may be drawn."""
    made: list[float] = []
    monkeypatch.setattr(module.time, "sleep", made.append)
    monkeypatch.setattr(module.random, "uniform", lambda low, high: high)
    return made


def test_what_works_is_called_once(pauses: list[float]) -> None:
    call = Flaky(0)
    assert retry(call, (ConnectionError,), remaining=lambda: 10) == "answer"
    assert (call.calls, pauses) == (1, [])


def test_bounds_double_up_to_the_cap(pauses: list[float]) -> None:
    call = Flaky(5)
    assert retry(call, (ConnectionError,), remaining=lambda: 10, attempts=6, base=0.1, cap=0.5) == "answer"
    assert pauses == [0.1, 0.2, 0.4, 0.5, 0.5]


def test_pauses_are_drawn_from_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: list[tuple[float, float]] = []
    monkeypatch.setattr(module.time, "sleep", lambda _: None)
    monkeypatch.setattr(module.random, "uniform", lambda low, high: bounds.append((low, high)) or 0.0)
    retry(Flaky(2), (ConnectionError,), remaining=lambda: 10)
    assert bounds == [(0, 0.05), (0, 0.1)]


def test_the_last_failure_is_raised(pauses: list[float]) -> None:
    call = Flaky(9)
    with pytest.raises(ConnectionError, match="failure 4"):
        retry(call, (ConnectionError,), remaining=lambda: 10)
    assert len(pauses) == 3


def test_what_is_not_transient_is_not_retried(pauses: list[float]) -> None:
    call = Flaky(1)
    with pytest.raises(ConnectionError):
        retry(call, (TimeoutError,), remaining=lambda: 10)
    assert call.calls == 1


def test_no_pause_begins_that_the_time_does_not_allow(pauses: list[float]) -> None:
    left = iter([1.0, 0.05])
    call = Flaky(9)
    with pytest.raises(ConnectionError, match="failure 2"):
        retry(call, (ConnectionError,), remaining=lambda: next(left))
    assert pauses == [0.05]


def test_no_attempt_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        retry(Flaky(0), (ConnectionError,), remaining=lambda: 10, attempts=0)
