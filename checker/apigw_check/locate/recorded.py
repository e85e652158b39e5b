"""Answers of a locator, kept without the sources that it read, so that they can go from one process to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .places import Step
    from .resolve import Located, Locator, Remark


class RecordedLocator:
    """Answers as the locator of a folder does: what that was asked already from memory, the rest by reading again.

    `remarks` says whether there are comments with a marker; without any, none are looked for.
    """

    def __init__(self, locator: Locator) -> None:
        assert locator.tree is not None
        self._root = locator.tree.root
        self._locator: Locator | None = locator
        self._answers: dict[tuple[Any, ...], list[Located]] = {}
        self._notes: list[str] = []
        self._files: dict[str, str] = {}
        self.remarks = True

    def __getstate__(self) -> dict[str, Any]:
        self.settle()
        return dict(self.__dict__)

    def settle(self) -> None:
        """Lets the sources go; the answers stay."""
        if self._locator is not None:
            self._notes, self._files = self.notes, {**self._files, **self._locator.files}
            self._locator = None

    @property
    def notes(self) -> list[str]:
        """What could not be read so far, each said once."""
        return list(dict.fromkeys([*self._notes, *(self._locator.notes if self._locator is not None else ())]))

    def locate(
        self, address: str, attribute: Sequence[Step] | None = None, pointer: str | None = None
    ) -> list[Located]:
        """The places of an attribute, see `Locator.locate`."""
        key = (address, None if attribute is None else tuple(attribute), pointer)
        if key not in self._answers:
            self._answers[key] = self._again().locate(address, attribute, pointer)
        return self._answers[key]

    def scopes(self, address: str, attribute: Sequence[Step] | None = None) -> list[Located]:
        """The places where a comment would speak of an attribute, see `Locator.scopes`."""
        return self._again().scopes(address, attribute)

    def comments(self, marker: str, addresses: Iterable[str]) -> list[Remark]:
        """The comments that hold the marker, see `Locator.comments`."""
        return self._again().comments(marker, addresses) if self.remarks else []

    def snippet(self, file: str, line: int, end_line: int) -> list[str]:
        """The lines of a file that was located, see `Locator.snippet`."""
        from .resolve import snippet_of

        path = self._files.get(file) or (self._locator.files.get(file) if self._locator is not None else None)
        return snippet_of(path, line, end_line, self._notes) if path is not None else []

    def _again(self) -> Locator:
        from .resolve import Locator

        if self._locator is None:
            self._locator = Locator(self._root)
        return self._locator
