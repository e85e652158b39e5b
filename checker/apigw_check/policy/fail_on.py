"""What makes the exit code 1: a severity for all findings, or one for each kind of change (`new:low,existing:high`)."""

from __future__ import annotations

from msgspec import Struct

from .names import SEVERITIES, nearest

LEVELS = (*SEVERITIES, "never")
PARTS = ("new", "worsened", "existing")
DEFAULT = "medium"
#: What `FailOn.parse` takes, as a regular expression for schemas.
PATTERN = "^ *({part})( *, *({part}))* *$".format(part=f"(({'|'.join(PARTS)}) *: *)?({'|'.join(LEVELS)})")


class FailOn(Struct, frozen=True):
    """The mildest severity that counts, by what the change does to a finding; `never` for none."""

    new: str = DEFAULT
    worsened: str = DEFAULT
    existing: str = DEFAULT

    def level(self, change: str) -> str:
        """The threshold for findings of one kind of change; of a fixed one, `never`."""
        found: str = getattr(self, change) if change in PARTS else "never"
        return found

    def __str__(self) -> str:
        if self.new == self.worsened == self.existing:
            return self.new
        parts = [f"new:{self.new}", f"worsened:{self.worsened}", f"existing:{self.existing}"]
        return ",".join(part for part in parts if self.worsened != self.new or not part.startswith("worsened"))

    @classmethod
    def parse(cls, text: str) -> FailOn:
        """Reads a threshold; raises `ValueError` with what is wrong.

        A bare severity is for the parts that are not named. What has worsened counts as new unless it is named.
        """
        given: dict[str, str] = {}
        for one in text.split(","):
            part, colon, level = (word.strip() for word in one.rpartition(":"))
            if colon and part not in PARTS:
                raise ValueError(f'names the kind of change "{part}"; {_allowed(part, PARTS)}')
            if level not in LEVELS:
                raise ValueError(f'names the severity "{level}"; {_allowed(level, LEVELS)}')
            if part in given:
                raise ValueError(f"gives {f'{part} twice' if part else 'two severities for everything'}")
            given[part] = level
        rest = given.get("", DEFAULT)
        new = given.get("new", rest)
        return cls(new, given.get("worsened", new), given.get("existing", rest))


def _allowed(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return f"allowed: {', '.join(known)}" + (f" (did you mean {near}?)" if near else "")
