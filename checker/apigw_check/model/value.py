"""Values that a configuration gives: plain, absent (`None`), or `Unknown`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeVar

T = TypeVar("T")


class UndecidedError(Exception):
    """Raised when a decision needs a value that is not known; the engine turns it into an undecided verdict."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.reason)
        self.unknown = unknown


class Unknown:
    """A value that an expression gives, but that the input does not hold (yet).

    It is present (`is not None`). Whatever asks what it is, by comparison, truth, order, membership or iteration,
    raises `UndecidedError`, so that a rule can neither pass nor fail on it by accident.
    """

    __slots__ = ("reason", "references")

    def __init__(self, reason: str = "known only after apply", references: tuple[str, ...] = ()) -> None:
        self.reason = reason
        self.references = references

    def _undecided(self, *_: object) -> NoReturn:
        raise UndecidedError(self)

    __hash__ = object.__hash__

    if not TYPE_CHECKING:  # type checkers shall ask for an explicit test instead
        __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _undecided
        __bool__ = __iter__ = __len__ = __getitem__ = __add__ = __radd__ = _undecided

        def __getattr__(self, name: str) -> NoReturn:
            # Look-ups of special names (copy, pickle, protocols) must fail in the ordinary way.
            if name.startswith("__"):
                raise AttributeError(name)
            raise UndecidedError(self)

    def __str__(self) -> str:
        return f"({self.reason})"

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r})"


def known(value: T | Unknown) -> T:
    """Returns the value, or raises `UndecidedError` where it is unknown."""
    if isinstance(value, Unknown):
        raise UndecidedError(value)
    return value
