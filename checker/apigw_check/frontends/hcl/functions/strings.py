"""Functions on texts."""

from __future__ import annotations

from typing import Any

from ....model.value import Unknown
from ..operators import render
from ..texts import SPACE
from ..values import LONGEST, FunctionError, HclList, NotEvaluatedError, Value, combined
from .define import Function
from .formats import format_text, formatlist


def characters(text: str) -> list[str]:
    """The characters as readers see them; raises `NotEvaluatedError` where several code points may make one."""
    if "\r\n" not in text and all(ord(character) < 0x300 for character in text):
        return list(text)
    raise NotEvaluatedError("a text with characters of several code points")


def _mapped(text: str, name: str) -> str:
    """Change the case of each code point; those that become several do not change alike everywhere."""
    changed = [getattr(character, name)() for character in text]
    if any(len(character) != 1 for character in changed):
        raise NotEvaluatedError("a text whose letters have no simple other case")
    return "".join(changed)


def _title(text: str) -> str:
    found = []
    before = " "
    for character in text:
        found.append(_mapped(character, "upper") if _separates(before) else character)
        before = character
    return "".join(found)


def _separates(character: str) -> bool:
    if character.isascii():
        return not (character.isalnum() or character == "_")
    return not character.isalnum() and character in SPACE


def _substr(text: str, offset: int, length: int) -> str:
    found = characters(text)
    if offset < 0:
        offset += len(found)
        if offset < 0:
            raise NotEvaluatedError("an offset before the start of the text")
    return "".join(found[offset:] if length < 0 else found[offset : offset + length])


def _join(separator: Any, *lists: Any) -> Value:
    if isinstance(separator, Unknown) or any(isinstance(part, Unknown) for part in lists):
        return combined(separator, *lists)
    texts = [text for part in lists for text in part]
    if any(text is None for text in texts):
        raise FunctionError("an element is null")
    if any(isinstance(text, Unknown) for text in texts):
        return render([part for text in texts for part in (separator, text)][1:])
    size = sum(len(text) for text in texts) + len(separator) * len(texts)
    if size > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return separator.join(texts)


def _indent(spaces: int, text: str) -> str:
    if spaces < 0 or spaces > 10_000:
        raise NotEvaluatedError("an indentation of this size")
    if len(text) + spaces * text.count("\n") > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return text.replace("\n", "\n" + " " * spaces)


def _split(separator: str, text: str) -> Value:
    return HclList(text.split(separator) if separator else list(text))


def _strip(text: str, those: str) -> str:
    return text.strip(those) if those else text


FUNCTIONS = {
    "chomp": Function("s", lambda text: text.rstrip("\r\n")),
    "endswith": Function("ss", str.endswith),
    "format": Function("sa*", format_text, raw=True),
    "formatlist": Function("sa*", formatlist),
    "indent": Function("is", _indent),
    "join": Function("sS*", _join, raw=True),
    "lower": Function("s", lambda text: _mapped(text, "lower")),
    "split": Function("ss", _split),
    "startswith": Function("ss", str.startswith),
    "strcontains": Function("ss", str.__contains__),
    "strrev": Function("s", lambda text: "".join(reversed(characters(text)))),
    "substr": Function("sii", _substr),
    "title": Function("s", _title),
    "trim": Function("ss", _strip),
    "trimprefix": Function("ss", str.removeprefix),
    "trimspace": Function("s", lambda text: text.strip(SPACE)),
    "trimsuffix": Function("ss", str.removesuffix),
    "upper": Function("s", lambda text: _mapped(text, "upper")),
}
