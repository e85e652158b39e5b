"""What is wrong in a text that is no HCL: the first fault, where Terraform itself would see it.

tree-sitter, which reads the files, says that there is an error and not which. This is asked only then, hence it is
short instead of fast: it reads the text by Terraform's grammar, and keeps nothing of it.
https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/spec.md
"""

from __future__ import annotations

import re

from msgspec import Struct

#: What is nested deeper is not looked into.
_DEEPEST = 200

_NAME = re.compile(r"[^\W\d][\w-]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_BLANK = re.compile(r"(?:[ \t\r]++|(?:#|//)[^\n]*+|/\*.*?\*/)*", re.DOTALL)
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]++|(?:#|//)[^\n]*+|/\*.*?\*/)*", re.DOTALL)
_HEREDOC = re.compile(r"<<-?([^\W\d][\w-]*)\r?\n")
_OPERATOR = re.compile(r"\|\||&&|==|!=|<=|>=|[<>+\-*/%]")
_QUOTED = re.compile(r'(?:[^"\\$%\n]++|\\(?:[nrt"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})|\$\$\{|%%\{|\$(?!\{)|%(?!\{))*')
_BARE = re.compile(r"(?:[^$%]++|\$\$\{|%%\{|\$(?!\{)|%(?!\{))*")
_STRANGE = "';`@\\"


class Fault(Struct, frozen=True):
    """What is wrong, and the offset in characters."""

    offset: int
    message: str


class _FaultError(Exception):
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(offset, message)


class _TooDeepError(Exception):
    """The text is nested too deeply to be looked into."""


def first_fault(text: str) -> Fault | None:
    """The first fault in the text of a file; None where none was found."""
    reader = _Reader(text)
    try:
        reader.body(None)
    except _FaultError as error:
        return error.fault
    except _TooDeepError:
        return None
    return None


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._pos = 0
        self._depth = 0

    # -- what stands at a place --------------------------------------------------------------------------------------

    def _at(self, sign: str) -> bool:
        return self._text.startswith(sign, self._pos)

    def _take(self, sign: str) -> bool:
        taken = self._at(sign)
        self._pos += len(sign) if taken else 0
        return taken

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._pos)
        if match is None:
            return ""
        self._pos = match.end()
        return match[0]

    def _blank(self, *, lines: bool) -> None:
        self._match(_BLANK_LINES if lines else _BLANK)

    def _ended(self) -> bool:
        return self._pos >= len(self._text) or self._text[self._pos] == "\n"

    def _fail(self, message: str, offset: int | None = None) -> _FaultError:
        at = self._pos if offset is None else offset
        sign = self._text[at : at + 1]
        if offset is None and sign and sign in _STRANGE:
            quotes = ': texts stand in double quotes (")' if sign == "'" else ""
            return _FaultError(at, f"the character {sign} has no place here{quotes}")
        return _FaultError(at, message)

    def _need(self, sign: str, message: str) -> None:
        if not self._take(sign):
            raise self._fail(message)

    # -- blocks ------------------------------------------------------------------------------------------------------

    def body(self, opened: int | None) -> None:
        """What stands in a file, or in a block that was opened at an offset."""
        self._deeper()
        while True:
            self._blank(lines=True)
            if self._pos >= len(self._text):
                if opened is not None:
                    raise self._fail("the block is not closed: a } is missing before the end of the file", opened)
                break
            if opened is not None and self._take("}"):
                break
            self._item()
            self._blank(lines=False)
            if not self._ended():
                raise self._fail("a new line is expected: an argument, and a block, ends with its line")
        self._depth -= 1

    def _item(self) -> None:
        start = self._pos
        if not self._match(_NAME):
            raise self._fail("an argument or a block is expected here")
        self._blank(lines=False)
        if self._at("=") and not self._at("=="):
            self._pos += 1
            self._expression(lines=False)
            return
        labels = 0
        while self._at('"') or _NAME.match(self._text, self._pos):
            if not self._match(_NAME):
                self._pos += 1
                self._template(None)
            labels += 1
            self._blank(lines=False)
        opened = self._pos
        if not self._take("{"):
            if not labels:
                raise self._fail("an argument (name = value) or a block (name {) is expected here", start)
            raise self._fail("a { is expected: it stands on the line of the block's name")
        self._blank(lines=False)
        if self._ended():
            self.body(opened)
            return
        self._short(opened)

    def _short(self, opened: int) -> None:
        """A block in one line, which has one argument at most."""
        if self._match(_NAME):
            self._blank(lines=False)
            self._need("=", "a = is expected: a block in one line has one argument and no blocks")
            self._expression(lines=False)
            self._blank(lines=False)
        if self._pos >= len(self._text):
            raise self._fail("the block is not closed: a } is missing before the end of the file", opened)
        self._need("}", "a } is expected: a block in one line has one argument at most")

    # -- expressions -------------------------------------------------------------------------------------------------

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError

    def _expression(self, *, lines: bool) -> None:
        self._deeper()
        self._operand(lines=lines)
        while True:
            self._blank(lines=lines)
            # `~}` closes a template's part.
            if not self._match(_OPERATOR):
                break
            self._operand(lines=lines)
        if self._take("?"):
            self._expression(lines=lines)
            self._blank(lines=lines)
            self._need(":", "a : is expected: the condition has one value only")
            self._expression(lines=lines)
        self._depth -= 1

    def _operand(self, *, lines: bool) -> None:
        self._blank(lines=lines)
        while self._text[self._pos : self._pos + 1] in ("!", "-") and not self._at("!="):
            self._pos += 1
            self._blank(lines=lines)
        self._term()
        while self._step(lines=lines):
            pass

    def _term(self) -> None:
        if self._match(_NUMBER):
            return
        if self._match(_NAME):
            self._call()
            return
        opened = self._pos
        if self._take('"'):
            self._template(None)
        elif self._at("<<"):
            self._heredoc()
        elif self._take("("):
            self._expression(lines=True)
            self._blank(lines=True)
            self._need(")", "a ) is expected: the parenthesis is not closed")
        elif self._take("["):
            if not self._for("]"):
                self._items("]", "a comma or a ] is expected: the list is not closed")
        elif self._take("{"):
            if not self._for("}"):
                self._object(opened)
        else:
            raise self._fail("the start of an expression is expected here")

    def _call(self) -> None:
        """What follows a name that is a function's."""
        while self._take("::"):
            if not self._match(_NAME):
                raise self._fail("the name of a function is expected")
        if self._take("("):
            self._items(")", "a comma or a ) is expected: the arguments of the function are not closed")

    def _step(self, *, lines: bool) -> bool:
        """A step into a value."""
        before = self._pos
        self._blank(lines=lines)
        if self._at(".") and not self._at("..."):
            self._pos += 1
            self._blank(lines=lines)
            if not (self._take("*") or self._match(_NAME) or self._match(_NUMBER)):
                raise self._fail("the name of an attribute is expected behind the dot")
            return True
        if self._take("["):
            self._blank(lines=True)
            if not self._take("*"):
                self._expression(lines=True)
            self._blank(lines=True)
            self._need("]", "a ] is expected: the index is not closed")
            return True
        self._pos = before
        return False

    def _items(self, close: str, message: str) -> None:
        while True:
            self._blank(lines=True)
            if self._take(close):
                return
            self._expression(lines=True)
            self._blank(lines=True)
            if close == ")" and self._take("..."):
                self._blank(lines=True)
            if not self._take(",") and not self._at(close):
                raise self._fail(message)

    def _object(self, opened: int) -> None:
        while True:
            self._blank(lines=True)
            if self._take("}"):
                return
            if self._pos >= len(self._text):
                raise self._fail("the object is not closed: a } is missing", opened)
            self._expression(lines=False)
            self._blank(lines=False)
            if not self._take("=") and not self._take(":"):
                raise self._fail("a = is expected between a key of an object and its value")
            self._expression(lines=False)
            self._blank(lines=False)
            if not self._take(",") and not self._at("}") and not self._ended():
                raise self._fail("a comma, a new line or a } is expected behind a member of an object")

    def _for(self, close: str) -> bool:
        """A `for` expression, if one stands here."""
        before = self._pos
        self._blank(lines=True)
        if self._match(_NAME) != "for" or not re.match(r"[ \t\r\n]", self._text[self._pos : self._pos + 1]):
            self._pos = before
            return False
        self._loop()
        self._need(":", "a : is expected behind what the for goes over")
        self._expression(lines=True)
        self._blank(lines=True)
        if close == "}":
            self._need("=>", "a => is expected between the key and the value that a for gives")
            self._expression(lines=True)
            self._blank(lines=True)
            self._take("...")
            self._blank(lines=True)
        if re.match(r"if\b", self._text[self._pos : self._pos + 3]):
            self._pos += 2
            self._expression(lines=True)
            self._blank(lines=True)
        self._need(close, f"a {close} is expected: the for is not closed")
        return True

    def _loop(self) -> None:
        """The names of a `for`, and what it goes over."""
        for more in (True, False):
            self._blank(lines=True)
            if not self._match(_NAME):
                raise self._fail("a name is expected behind for")
            self._blank(lines=True)
            if not (more and self._take(",")):
                break
        start = self._pos
        if self._match(_NAME) != "in":
            raise self._fail("the word in is expected behind the names of a for", start)
        self._expression(lines=True)
        self._blank(lines=True)

    # -- texts -------------------------------------------------------------------------------------------------------

    def _heredoc(self) -> None:
        opened = self._pos
        match = _HEREDOC.match(self._text, self._pos)
        if match is None:
            raise self._fail("a name and a new line are expected behind <<")
        end = re.compile(rf"^[ \t]*{re.escape(match[1])}[ \t]*\r?$", re.MULTILINE).search(self._text, match.end())
        if end is None:
            raise self._fail(f"the text is not closed: a line with {match[1]} alone is missing", opened)
        self._pos = match.end()
        self._template(end.start())
        self._pos = end.end()

    def _template(self, stop: int | None) -> None:
        """What stands in quotes, the first of which is behind us, or before the end of a heredoc."""
        while True:
            if stop is None:
                self._match(_QUOTED)
            else:
                match = _BARE.match(self._text, self._pos, stop)
                self._pos = match.end() if match is not None else stop
            if stop is not None and self._pos >= stop:
                return
            if stop is None and self._take('"'):
                return
            if stop is None and self._at("\\"):
                raise _FaultError(self._pos, "this escape sequence does not exist")
            if self._ended():
                raise self._fail("the text is not closed: texts in quotes end with their line")
            self._part()

    def _part(self) -> None:
        """`${...}` or `%{...}`."""
        directive = self._at("%")
        self._pos += 2
        self._take("~")
        self._blank(lines=True)
        word = _NAME.match(self._text, self._pos) if directive else None
        if word is not None and word[0] in ("else", "endif", "endfor"):
            self._pos = word.end()
        elif word is not None and word[0] == "for":
            self._pos = word.end()
            self._loop()
        else:
            self._pos = word.end() if word is not None and word[0] == "if" else self._pos
            self._expression(lines=True)
        self._blank(lines=True)
        self._take("~")
        self._need("}", "a } is expected: what is filled in is not closed")
