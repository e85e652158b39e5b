"""What must not reach a report: sensitive values, and characters that do something to a terminal or a reader.

Everything that comes from an input passes here once, while the report is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What is printed in place of a sensitive value (as Terraform prints it).
MASK = "(sensitive value)"

#: Shorter values are masked as whole words only: `1` or `on` stand in half of all texts.
_SHORT = 4

#: Terminal control sequences that are complete. Payloads with blanks are not taken along: a sequence that is opened in
#: one value and closed in another must not swallow the report's own words between them.
_SEQUENCES = r"\x1b\[[0-9;:?]*[A-Za-z]|\x1b\][^\s\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
_BREAKS = r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+"
#: Categories of characters that are removed: controls, formats (bidi overrides, zero-width, tags), lone surrogates.
_REMOVED = ("Cc", "Cf", "Cs", "Zl", "Zp")


def plain(text: str) -> str:
    """The text on one line, without control, format and escape characters."""
    if text.isprintable():
        return text
    from unicodedata import category

    text = re.sub(_BREAKS, " ", re.sub(_SEQUENCES, "", text))
    return "".join([char for char in text if char.isprintable() or category(char) not in _REMOVED])


class Redactor:
    """Masks the sensitive values of the inputs in what is reported."""

    __slots__ = ("_pattern",)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._pattern = _compile(secrets)

    def mask(self, text: str) -> str:
        """The text with every sensitive value replaced by `MASK`."""
        return text if self._pattern is None else self._pattern.sub(MASK, text)

    def clean(self, text: str) -> str:
        """The text as it may be reported: sensitive values masked, on one line, no control characters."""
        if self._pattern is None:
            return text if text.isprintable() else plain(text)
        masked = self._pattern.sub(MASK, text)
        if masked.isprintable():
            return masked
        # Again, since a value may have been hidden by characters that are gone now.
        return self._pattern.sub(MASK, plain(masked).replace(MASK, "\0")).replace("\0", MASK)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where sensitive values stand in the text, as `(start, end)`, from left to right."""
        return [] if self._pattern is None else [match.span() for match in self._pattern.finditer(text)]


def _compile(secrets: Iterable[str]) -> re.Pattern[str] | None:
    found: set[str] = set()
    for secret in secrets:
        if not secret.strip():
            continue
        found.update(_spellings(secret))
        # Sources are shown line by line, so the lines of a longer text count too.
        for line in secret.splitlines() if "\n" in secret else ():
            if len(line.strip()) >= _SHORT:
                found.update(_spellings(line.strip()))
    if not found:
        return None
    long = sorted((value for value in found if len(value) >= _SHORT), key=lambda value: (-len(value), value))
    short = sorted(found.difference(long))
    # By first character, so that a position of the text is compared with few of many values.
    heads: dict[str, list[str]] = {}
    for value in long:
        heads.setdefault(value[0], []).append(re.escape(value[1:]))
    parts = [f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in heads.items()]
    if short:
        parts.append(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(short, key=len, reverse=True)))})(?!\w)")
    return re.compile("|".join(parts))


def _spellings(secret: str) -> set[str]:
    """The value as it is, as JSON and HCL write it in quotes, and on one line as reports show it."""
    quoted = secret.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    quoted = quoted.replace("\t", "\\t")
    flat = plain(secret)
    return {secret, quoted, quoted.replace("${", "$${").replace("%{", "%%{"), *([flat] if flat.strip() else [])}
