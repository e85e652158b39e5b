"""What a rule is, and what it may answer.

A rule is a module in `rules/<area>/` with a `RULE`. Its docstring is its documentation page. It asks the model and
names model objects and fields; it never parses, never looks for lines and never reads settings of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from msgspec import Struct

from ..model.gateway import Subject
from ..model.origin import Origin

CRITICAL, HIGH, MEDIUM, LOW, INFO = "critical", "high", "medium", "low", "info"
#: From the worst to the mildest.
SEVERITIES = (CRITICAL, HIGH, MEDIUM, LOW, INFO)
RECOMMENDED, STRICT = "recommended", "strict"

FAIL, PASS, UNDECIDED, NOT_APPLICABLE = "fail", "pass", "undecided", "not_applicable"


class Spot(Struct, eq=False, frozen=True):
    """A place that a verdict names: an object's origin, one of its model fields (or ""), a note.

    `key` is one of the field's own, where the field is a map and one entry of it is meant.
    """

    origin: Origin
    field: str = ""
    note: str = ""
    key: str = ""


class Verdict(Struct, eq=False, frozen=True):
    """An answer. `extent` names what is affected (routes of a stage, say): more of it than before is worse.

    `cause`, `joins` and `secrets` are for the report, see `fail`.
    """

    kind: str
    message: str = ""
    at: Spot | None = None
    also: tuple[Spot, ...] = ()
    fix: str = ""
    severity: str = ""
    extent: tuple[str, ...] = ()
    cause: str = ""
    joins: bool = False
    secrets: tuple[str, ...] = ()


#: A place: something with an `origin` (or an `Origin` itself), optionally with a field and a note.
Placed: TypeAlias = Any

PASSED = Verdict(PASS)


def passed() -> Verdict:
    """The requirement holds."""
    return PASSED


def not_applicable(reason: str) -> Verdict:
    """The requirement is not asked of this subject; `reason` says why."""
    return Verdict(NOT_APPLICABLE, reason)


def spot(place: Placed, field: str = "", note: str = "", key: str = "") -> Spot:
    """A spot at a model object (anything with an `origin`) or at an `Origin`."""
    return Spot(place if isinstance(place, Origin) else place.origin, field, note, key)


def fail(
    message: str,
    at: Placed,
    field: str = "",
    *,
    also: Sequence[Spot] = (),
    fix: str = "",
    severity: str = "",
    extent: Sequence[str] = (),
    key: str = "",
    cause: str = "",
    joins: bool = False,
    secrets: Sequence[str] = (),
) -> Verdict:
    """The requirement does not hold.

    `message` is one sentence about this subject; `at` and `field` name the model object and field that cause it (the
    engine finds file and line), and `key` an entry of it; `also` adds related spots; `fix` says what to write instead;
    `severity` replaces the rule's own for this case.

    Failures of one rule with the same `cause` are one finding, wherever they point. One that `joins` is told as a part
    of the finding of another rule at the same place of the same subject, if there is one with the same status.
    `secrets` are texts of the input that no report shows, lines of the sources included.
    """
    primary = spot(at, field, key=key)
    related, names = tuple(also), tuple(extent)
    return Verdict(FAIL, message, primary, related, fix, severity, names, cause, joins, tuple(secrets))


def undecided(reason: str, at: Placed | None = None, field: str = "", *, key: str = "") -> Verdict:
    """Whether the requirement holds cannot be known from the input; `reason` says what is missing."""
    return Verdict(UNDECIDED, reason, None if at is None else spot(at, field, key=key))


class Param(Struct, frozen=True):
    """A parameter of a rule. Its type is its default's; a pack or configuration that gives another type is refused."""

    name: str
    default: Any
    description: str


class Params:
    """The parameters in force, as attributes."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def as_dict(self) -> dict[str, Any]:
        """All of them by name."""
        return dict(self._values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None


Check: TypeAlias = Callable[[Any, Params], Verdict]


class Rule:
    """One requirement about one kind of subject.

    `replaces` names rules whose failure on the same subject is the same cause: where this one fails, theirs is not
    shown. `pack` is the mildest built-in pack that selects it: `recommended` or `strict`. `doc` is its documentation
    page where that is not the docstring of its module, `source` where it comes from if it is not one of the package's
    own. `module` is the module that is imported when a rule of the index is asked for the first time.
    """

    __slots__ = (
        "_check",
        "doc",
        "id",
        "module",
        "pack",
        "params",
        "replaces",
        "severity",
        "slug",
        "source",
        "subject",
        "title",
    )

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        slug: str,
        title: str,
        subject: type[Subject] | str,
        severity: str,
        pack: str = RECOMMENDED,
        params: Sequence[Param] = (),
        replaces: Sequence[str] = (),
        doc: str = "",
        source: str = "",
    ) -> None:
        self.id = id
        self.slug = slug
        self.title = title
        self.subject: str = subject if isinstance(subject, str) else subject.kind
        self.severity = severity
        self.pack = pack
        self.params = tuple(params)
        self.replaces = tuple(replaces)
        self.doc = doc
        self.source = source
        self.module = ""
        self._check: Check | None = None

    def check(self, function: Check) -> Check:
        """Decorator: the function `(subject, params) -> Verdict` that decides."""
        self._check = function
        return function

    def judge(self, subject: object, params: Params) -> Verdict:
        """Applies the rule; raises `UndecidedError` where it stumbles over an unknown."""
        return (self._check or self.code())(subject, params)

    def code(self) -> Check:
        """The function that decides, imported where it is not yet."""
        if self._check is None:
            assert self.module, f"{self.id} has no check"
            self._check = import_module(f"{__package__}.{self.module}").RULE._check
            assert self._check is not None, f"{self.id} has no check"
        return self._check

    def defaults(self) -> dict[str, Any]:
        """The parameters' default values by name."""
        return {param.name: param.default for param in self.params}
