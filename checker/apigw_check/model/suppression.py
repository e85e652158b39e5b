"""What accepts findings: a comment in the sources, a waiver of the configuration, an entry of the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from .gateway import Subject

if TYPE_CHECKING:
    from datetime import date

IGNORE, WAIVER = "ignore", "waiver"


class Limits(Struct, frozen=True, eq=False):
    """What a pack or a configuration asks of suppressions. `max_days` is how far away their end may be."""

    max_days: int | None = None
    require_until: bool = False
    require_owner: bool = False


class Suppression(Subject, kw_only=True):
    """An inline ignore or a waiver, and what became of it. Its origin is the place where it is written.

    `rules` are the ids that it names, `unknown` are (name, the nearest one) of names that are no rule's; `wrong` says
    what of it cannot be read. `until` is the last day on which it holds, `since` the day it was written, both where it
    says so; `unreadable_date` is what stands in place of a date. `asked` are those of its rules that this run asks,
    `used` those of which it meets a finding; `settled` is whether all inputs could be read, so that what it does not
    meet is not there.
    """

    form: str
    rules: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    wrong: str = ""
    reason: str = ""
    owner: str | None = None
    until: date | None = None
    since: date | None = None
    unreadable_date: str = ""
    limits: Limits = Limits()
    today: date
    asked: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    settled: bool = True
    kind: ClassVar[str] = "suppression"

    @property
    def name(self) -> str:
        """Such as `ignore of APIGW-101`."""
        named = [*self.rules, *(name for name, _ in self.unknown)]
        return f"{self.form} of {', '.join(named) or 'no rule'}"

    @property
    def late(self) -> str:
        """Why its date does not let it hold; empty where it does."""
        if self.unreadable_date:
            return f'its date "{self.unreadable_date}" is none'
        if self.until is None:
            required = self.limits.require_until
            return "it has no end (until), which the limits for suppressions require" if required else ""
        if self.until < self.today:
            return f"it ended on {self.until}"
        longest = self.limits.max_days
        if longest is not None and (self.until - self.today).days > longest:
            return f"its end, {self.until}, is more than {longest} days away, the limit for suppressions"
        return ""

    @property
    def unexplained(self) -> str:
        """Why what it says of itself does not let it hold; empty where it does."""
        if self.wrong:
            return self.wrong
        if not self.reason:
            return "it gives no reason"
        if self.limits.require_owner and not self.owner:
            return "it names no owner, which the limits for suppressions require"
        return ""

    @property
    def refused(self) -> str:
        """Why it does not hold; empty where it does."""
        return self.unexplained or self.late
