"""The response headers that a mapping template (Velocity) sets, and where an Origin in them may come from.

No template is evaluated. Its directives are read in order: what each variable may hold (any origin, the caller's own
one, a fixed one), and whether an assignment stands under a condition that compares the caller's origin with something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.value import Unknown

#: What a text may be: `*`, the caller's Origin handed back unchecked, something that the template or the API fixes.
ANY, REFLECTED, NAMED = "any", "reflected", "named"

# Compiled where a template needs them, since hardly any plan has one that sets headers.
_DIRECTIVE = r"(?i)#\{?(set|if|elseif|else|end|foreach)\b\}?"
_HEADER = r"(?i)^\$!?\{?context\.responseOverride\.header(?:\.([\w-]+)|\[\s*[\"']([\w-]+)[\"']\s*\])\}?$"
_VARIABLE = r"^\$!?\{?(\w+)\}?$"
_LITERAL = r"^(?:\"([^\"$]*)\"|'([^']*)')$"
_READS_ORIGIN = r"(?is)\$!?\{?(?:input|method)\b.*\borigin\b"
#: Comparisons that ask for more than whether there is an origin at all.
_COMPARES = (
    r"==\s*(?:\"[^\"]+\"|'[^']+'|\$)|(?:\"[^\"]+\"|'[^']+')\s*=="
    r"|\.(?:contains|containsKey|equals|equalsIgnoreCase|startsWith|endsWith|indexOf)\s*\("
    r"|\.matches\s*\(\s*(?![\"']\^?\.[*+]\$?[\"'])"
)


def header_overrides(template: str) -> list[tuple[str, str, str | Unknown]]:
    """Each header that the template sets: name in lower case, the expression, and what it may be as an origin."""
    if "responseoverride" not in template.lower():
        return []
    found: list[tuple[str, str, str | Unknown]] = []
    conditions: list[str] = []
    variables: dict[str, str | Unknown] = {}
    for word, argument in _directives(template):
        if word in ("if", "foreach"):
            conditions.append(argument)
            if word == "foreach":
                name, _, items = argument.partition(" in ")
                variables[name.strip("${}! ")] = _kind(items.strip(), variables)
        elif word in ("elseif", "else") and conditions:
            conditions[-1] = argument
        elif word == "end" and conditions:
            conditions.pop()
        elif word == "set":
            left, _, value = (part.strip() for part in argument.partition("="))
            guards = [each for each in conditions if re.search(_COMPARES, each) and _is_callers(each, variables)]
            kind = _kind(value, variables)
            if any(value in each for each in guards) or (guards and isinstance(kind, str) and kind == REFLECTED):
                kind = NAMED  # it has been compared with the caller's origin, or is that one, compared
            header, variable = re.match(_HEADER, left), re.match(_VARIABLE, left)
            if header is not None:
                found.append(((header[1] or header[2]).lower(), value, kind))
            elif variable is not None:
                keep = bool(conditions) and not guards and _rank(variables.get(variable[1], NAMED)) > _rank(kind)
                if not keep:
                    variables[variable[1]] = kind
    return found


def _directives(template: str) -> Iterator[tuple[str, str]]:
    """The directives in order, each with what stands in its brackets."""
    for match in re.finditer(_DIRECTIVE, template):
        word = match[1].lower()
        if word in ("else", "end"):
            yield word, ""
            continue
        start = match.end()
        while start < len(template) and template[start].isspace():
            start += 1
        if start < len(template) and template[start] == "(":
            yield word, template[start + 1 : _closing(template, start)].strip()


def _closing(text: str, start: int) -> int:
    """The index of the bracket that closes the one at `start`, or the end of the text."""
    depth, quote = 0, ""
    for index in range(start, len(text)):
        sign = text[index]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                return index
    return len(text)


def _kind(value: str, variables: dict[str, str | Unknown]) -> str | Unknown:
    literal, variable = re.match(_LITERAL, value), re.match(_VARIABLE, value)
    if literal is not None:
        text = literal[1] if literal[1] is not None else literal[2]
        return ANY if text.strip() == "*" else NAMED
    if variable is not None and variable[1] in variables:
        return variables[variable[1]]
    if _is_callers(value, variables):
        return REFLECTED
    return NAMED if "$" not in value else Unknown("a mapping template chooses the allowed origin")


def _is_callers(text: str, variables: dict[str, str | Unknown]) -> bool:
    """Whether the text uses the caller's Origin header, directly or by a variable that holds it."""
    if re.search(_READS_ORIGIN, text):
        return True
    names = re.findall(r"\$!?\{?(\w+)", text)
    return any(isinstance(kind := variables.get(name, ""), str) and kind == REFLECTED for name in names)


def _rank(kind: str | Unknown) -> int:
    """How much an origin lets in."""
    return 1 if isinstance(kind, Unknown) else {NAMED: 0, ANY: 2, REFLECTED: 3}[kind]
