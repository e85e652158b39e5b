"""Which requests a statement lets out: those that anybody can send, or those of certain callers."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from ...model.value import Unknown
from ...model.waf import Statement

#: Headers that every client writes as it likes; another one may hold a secret that only some know.
_FREE_HEADERS = frozenset({"accept", "content-type", "host", "origin", "referer", "user-agent"})
#: Components of a request that its sender chooses.
_FREE = frozenset(
    {
        "all_query_arguments",
        "body",
        "json_body",
        "method",
        "query_string",
        "single_query_argument",
        "uri_fragment",
        "uri_path",
    }
)
#: Methods that carry no attack worth the name.
_HARMLESS = ("HEAD", "OPTIONS")


def anybody(what: Statement | Unknown | None, paths: Sequence[str], *, negated: bool = False) -> bool | Unknown:
    """Whether anybody can send a request that the statement matches (`negated`: that it does not match).

    A text match of a whole path (EXACTLY) is an exception for one path, and one of `paths` (globs) a harmless one.
    Country, address, label, network, and headers that may hold a secret are taken to tell callers apart.
    """
    if what is None:
        return False
    if isinstance(what, Unknown):
        return what
    if what.kind == "not_statement":
        return _one([anybody(part, paths, negated=not negated) for part in what.parts], every=True)
    if what.kind in ("and_statement", "or_statement"):
        answers = [anybody(part, paths, negated=negated) for part in what.parts]
        return _one(answers, every=(what.kind == "and_statement") != negated)
    return _left_out(what) if negated else _matched(what, paths)


def _one(answers: list[bool | Unknown], *, every: bool) -> bool | Unknown:
    if any(answer is (not every) for answer in answers):
        return not every
    return next((answer for answer in answers if isinstance(answer, Unknown)), every and bool(answers))


def _matched(what: Statement, paths: Sequence[str]) -> bool | Unknown:
    if what.kind == "byte_match_statement":
        component = what.component
        if isinstance(component, Unknown) or isinstance(what.header, Unknown):
            return component if isinstance(component, Unknown) else Unknown("which header it looks at is not known")
        if component == "single_header":
            return what.header in _FREE_HEADERS
        if component not in _FREE:
            return False
        if isinstance(what.search, Unknown) or isinstance(what.position, Unknown):
            return Unknown("what it looks for is known only after apply")
        text = what.search or ""
        if component == "method":
            return text.upper() not in _HARMLESS
        if component == "uri_path":
            return what.position != "EXACTLY" and not any(fnmatchcase(text.lower(), glob) for glob in paths)
        return True
    if what.kind in ("regex_match_statement", "regex_pattern_set_reference_statement", "size_constraint_statement"):
        component = what.component
        return component if isinstance(component, Unknown) else component in _FREE
    return False


def _left_out(what: Statement) -> bool | Unknown:
    """Whether anybody can send a request that a single statement does not match."""
    if what.kind == "ip_set_reference_statement":
        return True
    if what.kind != "byte_match_statement" or isinstance(what.component, Unknown):
        return False
    if what.component == "uri_path":
        if isinstance(what.search, Unknown) or isinstance(what.position, Unknown):
            return Unknown("what it looks for is known only after apply")
        return not (what.position in ("STARTS_WITH", "CONTAINS") and what.search == "/")
    return what.component in _FREE
