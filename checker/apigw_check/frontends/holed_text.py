"""Documents with holes: JSON or YAML of which a part is unknown.

JSON has strings in double quotes only, and there neither the text of an `Awaited` nor an escaped one can end the
string. YAML has more ways to write a text, of which not all are safe.
"""

from __future__ import annotations

from typing import Any

from ..model.holes import Marked


def is_sound(marked: Marked) -> bool:
    """Whether each hole of a YAML text stands where its text, whatever it is, cannot change the structure.

    An escaped text is safe between double quotes alone. That of an `Awaited` is safe in any quotes and, as it may hold
    commas, in a plain scalar outside of brackets.
    """
    import yaml

    brackets: list[bool] = []
    try:
        for event in yaml.parse(marked.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            names = (getattr(event, "anchor", None) or "", getattr(event, "tag", None) or "")
            if any(marked.is_in(name) for name in names):
                return False
            if isinstance(event, yaml.CollectionStartEvent):
                brackets.append(bool(event.flow_style))
            elif isinstance(event, yaml.CollectionEndEvent):
                brackets.pop()
            elif not _is_safe(event, marked, bool(brackets) and brackets[-1]):
                return False
    except (yaml.YAMLError, ValueError):
        return False
    return _outside_comments(marked)


def _is_safe(event: Any, marked: Marked, in_brackets: bool) -> bool:
    text = getattr(event, "value", "")
    if not marked.is_in(text) or event.style == '"':
        return True
    if marked.holds_any_text(text):
        return False
    return bool(event.style) or not in_brackets


def _outside_comments(marked: Marked) -> bool:
    """Whether no unknown that may be any text was lost in a comment."""
    return not any("#" in line and marked.holds_any_text(line[line.index("#") :]) for line in marked.text.split("\n"))
