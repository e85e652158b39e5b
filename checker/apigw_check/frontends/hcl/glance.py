"""Whether a file that nobody asks for may be broken, told without parsing it.

First, brackets and quotes are counted, and an argument without a value and the marks of a merge are looked for: that
costs little more than reading the file. If something is odd, texts and comments are taken out, and what is left is
looked at more closely; a file that still looks broken is parsed, which decides. So a mistake here costs time, or a
fault that is not told: what leaves the numbers of brackets and quotes as they should be.
"""

from __future__ import annotations

import re

#: Brackets that are nested deeper are left to the parser.
_DEEPEST = 100
_MISSING = re.compile(rb"=[ \t]*\r?\n|=[ \t]+=")
_MERGE = re.compile(rb"\n(?:<{7}|>{7})")
_HEREDOC = re.compile(rb"<<-?([A-Za-z_][\w-]*)\r?(?=\n)")
# Groups are not repeated possessively, see `locate.lexer`.
_HIDDEN = re.compile(
    rb'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*("?)|(?:#|//)[^\n]*+|/\*.*?(\*/|\Z)'
    rb"|<<-?([A-Za-z_][\w-]*)\r?\n(?:(?![ \t]*\3[ \t]*\r?$)[^\n]*+(?:\n|\Z))*([ \t]*\3)?",
    re.DOTALL | re.MULTILINE,
)
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"()[]{}")))
#: What stands in no line: a value that is missing, words without a sign between them, signs that do not exist.
_ODD = re.compile(
    rb"=[ \t]*\r?$|=[ \t]+[=,)\]}]|,[ \t]*,|[-+*/%<>&|][ \t]*\}|[';@\\`^$\"~]|<<|\0\0"
    rb"|^[\w-]+[ \t]*\r?$|^[ \t]*[\w-]+(?:[ \t]+(?:[\w-]+|\0))+[ \t]*\r?$"
    rb"|=[ \t]*(?:[\w.]+|\0)[ \t]+[A-Za-z_\0][\w.]*[ \t]*\r?$",
    re.MULTILINE,
)


class _OpenError(Exception):
    """A text or comment that is not closed."""


def may_be_broken(data: bytes) -> bool:
    """Whether the bytes of a `.tf` file are to be parsed for their errors."""
    if b"\0" in data or not _decodes(data):
        return True
    count = data.count
    fitting = (
        not data.startswith(b"<<<<<<<")
        and count(b"{") == count(b"}")
        and count(b"[") == count(b"]")
        and count(b"(") == count(b")")
        and not count(b'"') % 2
        and count(b"/*") == count(b"*/")
    )
    if fitting and not (_MISSING.search(data) or _MERGE.search(data) or (b"<<" in data and _open_heredoc(data))):
        return False
    try:
        left = _HIDDEN.sub(_hide, data)
    except _OpenError:
        return True
    return _ODD.search(left) is not None or not _balanced(left.translate(None, _NO_BRACKETS))


def _decodes(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _open_heredoc(data: bytes) -> bool:
    pos = 0
    while (match := _HEREDOC.search(data, pos)) is not None:
        end = re.compile(rb"\n[ \t]*%b[ \t]*\r?(?:\n|\Z)" % re.escape(match[1])).search(data, match.end())
        if end is None:
            return True
        pos = end.end()
    return False


def _hide(match: re.Match[bytes]) -> bytes:
    first = match[0][:1]
    if (first == b'"' and not match[1]) or (first == b"<" and not match[4]):
        raise _OpenError
    if first == b"/" and match[0].startswith(b"/*"):
        if not match[2]:
            raise _OpenError
        return b" "
    return b"" if first in b"#/" else b"\0"


def _balanced(brackets: bytes) -> bool:
    for _ in range(_DEEPEST):
        if not brackets:
            return True
        fewer = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if len(fewer) == len(brackets):
            return False
        brackets = fewer
    return not brackets
