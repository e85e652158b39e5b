"""Texts of which a part is unknown: what is known of them, and the holes in it.

A document that a configuration puts together often holds one value that only applying gives it (the ARN of a function).
It is read with placeholders in its holes; afterwards whatever holds a placeholder is unknown, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .value import Unknown

#: Documents are not nested deeper than this; what is, is unknown as a whole.
_DEEPEST = 600


class Awaited(Unknown):
    """An attribute that AWS gives a resource, such as its ARN.

    `sources` are the addresses with the attribute (`module.a.aws_lambda_function.b.arn`). Its text is sure to hold no
    quotes, backslashes, braces, spaces or line breaks, so it cannot change the structure of a document around it.
    """

    __slots__ = ("sources",)

    def __init__(self, reason: str, references: tuple[str, ...], sources: tuple[str, ...]) -> None:
        super().__init__(reason, references)
        self.sources = sources

    def referring(self, references: tuple[str, ...]) -> Unknown:
        """The same with references."""
        return Awaited(self.reason, references, self.sources)


class PartlyKnown(Unknown):
    """A text with holes: `parts` are texts and unknowns in turn.

    An unknown in it that is no `Awaited` may stand for any text: it is sure to stand in a JSON string, between its
    quotes, with what JSON escapes escaped. A text that is `sealed` must not become part of another one.
    """

    __slots__ = ("parts", "sealed")

    def __init__(
        self, parts: Iterable[str | Unknown], references: tuple[str, ...] = (), *, sealed: bool = False
    ) -> None:
        self.parts = tuple(joined(parts))
        holes = self.holes
        found = references or tuple(dict.fromkeys(name for hole in holes for name in hole.references))
        super().__init__(holes[0].reason if holes else "it is not known", found)
        self.sealed = sealed

    @property
    def holes(self) -> tuple[Unknown, ...]:
        """The holes, from left to right."""
        return tuple(part for part in self.parts if isinstance(part, Unknown))

    @property
    def length(self) -> int:
        """How many characters of it are known."""
        return sum(len(part) for part in self.parts if isinstance(part, str))

    def referring(self, references: tuple[str, ...]) -> Unknown:
        """The same with references."""
        return PartlyKnown(self.parts, references, sealed=self.sealed)

    def marked(self) -> Marked:
        """The text with placeholders in its holes."""
        return Marked(self)


def joined(parts: Iterable[str | Unknown]) -> list[str | Unknown]:
    """Parts without empty texts, and with texts that stand beside each other put together."""
    found: list[str | Unknown] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif isinstance(part, Unknown) or part:
            found.append(part)
    return found


def sources_of(value: object) -> tuple[str, ...]:
    """The attributes that a value waits for, if it waits for nothing else; else none."""
    holes = value.holes if isinstance(value, PartlyKnown) else (value,)
    if not all(isinstance(hole, Awaited) for hole in holes):
        return ()
    return tuple(dict.fromkeys(name for hole in holes if isinstance(hole, Awaited) for name in hole.sources))


class Marked:
    """A text with placeholders in its holes, and what makes unknowns of them again.

    The placeholders hold a digest of the known text, so that no text can hold its own: it would have to be known before
    it is written.
    """

    def __init__(self, given: PartlyKnown) -> None:
        from hashlib import sha256

        digest = sha256()
        for part in given.parts:
            digest.update(part.encode(errors="surrogatepass") if isinstance(part, str) else b"\xff")
        self._name = f"h{digest.hexdigest()[:40]}"
        self._holes = given.holes
        self._pattern = re.compile(f"{self._name}([ap])(\\d+)z")
        numbers = iter(range(len(self._holes)))
        self.text = "".join(part if isinstance(part, str) else self._placeholder(next(numbers)) for part in given.parts)
        self._left = 20 * len(self.text) + 200_000

    def _placeholder(self, number: int) -> str:
        kind = "a" if isinstance(self._holes[number], Awaited) else "p"
        return f"{self._name}{kind}{number}z"

    def is_in(self, text: str) -> bool:
        """Whether a text holds a placeholder."""
        return self._name in text

    def holds_any_text(self, text: str) -> bool:
        """Whether a text holds the placeholder of an unknown that may be any text."""
        return any(match[1] == "p" for match in self._pattern.finditer(text))

    def fill(self, value: Any) -> Any:
        """A value that was read from the text, with `Unknown` wherever there is a placeholder.

        An object with a placeholder in a key is unknown as a whole.
        """
        try:
            return self._filled(value, 0)
        except RecursionError:
            return self._holes[0]

    def _filled(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return self._holes[0]
        if isinstance(value, str):
            return self._scalar(value) if self._name in value else value
        if isinstance(value, list):
            return [self._filled(item, depth + 1) for item in value]
        if not isinstance(value, dict):
            return value
        named = next((key for key in value if isinstance(key, str) and self._name in key), None)
        if named is not None:
            hole = self._scalar(named)
            return Unknown(f"a key of the object is not known: {hole.reason}", hole.references)
        return {key: self._filled(item, depth + 1) for key, item in value.items()}

    def _scalar(self, text: str) -> Unknown:
        parts: list[str | Unknown] = []
        done = 0
        for match in self._pattern.finditer(text):
            parts += [text[done : match.start()], self._holes[int(match[2])]]
            done = match.end()
        found = joined([*parts, text[done:]])
        holes = [part for part in found if isinstance(part, Unknown)]
        if not holes:
            return self._holes[0]
        if len(found) == 1:
            return holes[0]
        if all(isinstance(hole, Awaited) for hole in holes):
            return PartlyKnown(found)
        # What JSON escaped is not escaped any more.
        return Unknown(holes[0].reason, tuple(dict.fromkeys(name for hole in holes for name in hole.references)))
