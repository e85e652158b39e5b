"""The `validation` blocks of variables, which say nothing of a gateway and are often a large part of a module's text.

They are passed over when a file is parsed: they are made comments, so that everything else keeps its place. Only what
is formatted as `terraform fmt` does it is taken for one, only where it does not look broken (`glance`), and only in
files whose heredocs all stand in variables: no text is taken for code.
"""

from __future__ import annotations

import re

from .glance import may_be_broken

#: A variable's block: every line in it is indented or empty, down to the brace that closes it. The lines are counted,
#: not repeated possessively, for the reason that `locate.lexer` has.
_VARIABLE = re.compile(rb'^variable[ \t]+"[^"\n]*"[ \t]*\{[ \t\r]*\n(?:[ \t][^\n]*+\n|\r?\n){0,5000}\}', re.MULTILINE)
#: A block in it: its lines are indented deeper than the brace that closes it.
_VALIDATION = re.compile(
    rb"^([ ]{1,8}|\t)validation[ \t]*\{[ \t\r]*\n(?:\1[ \t][^\n]*+\n|(?!\1[ \t])[ \t\r]*+\n){0,500}\1\}(?=[ \t\r]*$)",
    re.MULTILINE,
)


def without_validations(data: bytes) -> bytes:
    """The text of a file with comments for the validations; the same bytes where there are none to pass over."""
    if b"validation" not in data:
        return data
    variables = list(_VARIABLE.finditer(data))
    if data.count(b"<<") != sum(variable[0].count(b"<<") for variable in variables):
        return data
    pieces: list[bytes] = []
    done = 0
    for variable in variables:
        for found in _VALIDATION.finditer(data, *variable.span()):
            text = found[0]
            if _is_plain(text):
                pieces += (data[done : found.start()], b"/*", text[2:-2], b"*/")
                done = found.end()
    return b"".join((*pieces, data[done:])) if done else data


def _is_plain(text: bytes) -> bool:
    return b"<<" not in text and b"*/" not in text and not may_be_broken(text)
