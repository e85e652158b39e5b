"""Rules that are written as YAML: one subject, one condition in JMESPath, one file a rule.

    id: ACME-001
    name: https-issuer
    title: Issuer without https
    subject: authorizer
    severity: medium
    where: type == 'JWT'
    require: starts_with(issuer, 'https://')
    message: "{name} trusts an issuer without https: {issuer}"
    at: issuer
    fix: name the issuer with https

The model that conditions ask is described in `vocabulary`. A rule applies where `where` holds (everywhere without it)
and fails where `require` does not; a condition that an unknown decides is undecided.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec import Struct

from ..model.gateway import Subject
from ..model.origin import Origin
from ..model.value import UndecidedError, Unknown

#: A parsed expression (see `expressions`, which is loaded when a rule is asked).
Tree: TypeAlias = dict[str, Any]


class Parameter(Struct, frozen=True):
    """A parameter of a rule, as `rules.base.Param` has it."""

    name: str
    default: Any
    description: str


class Outcome(Struct, frozen=True, eq=False):
    """What a rule says of one subject, in words: `fail`, `pass`, `undecided` or `not_applicable`, and where."""

    verdict: str
    message: str = ""
    origin: Origin | None = None
    field: str = ""


class DeclaredRule(Struct, frozen=True, eq=False, omit_defaults=True):
    """A rule of a YAML file. Trees are parsed JMESPath; `message` keeps its text, in parts."""

    id: str
    slug: str
    title: str
    subject: str
    severity: str
    pack: str
    require: Tree
    where: Tree | None
    parts: tuple[str | Tree, ...]
    at: str
    fix: str
    page: str
    path: str
    params: tuple[Parameter, ...] = ()
    replaces: tuple[str, ...] = ()

    def decide(self, subject: Subject, params: dict[str, Any]) -> Outcome:
        """Decides for one subject."""
        from .expressions import UndecidedFieldError

        try:
            return self._decide(subject, params)
        except UndecidedFieldError as error:
            origin = getattr(error.owner, "origin", None)
            place = (origin, error.name) if isinstance(origin, Origin) else (subject.origin, "")
            what = f"{error.name.replace('_', ' ')} is not known: " if error.name else ""
            return Outcome("undecided", f"{what}{error.unknown.reason}", *place)

    def _decide(self, subject: Subject, params: dict[str, Any]) -> Outcome:
        from .expressions import decide

        if self.where is not None:
            try:
                if not decide(self.where, subject, params):
                    return Outcome("not_applicable", "the rule's `where` does not hold")
            except UndecidedError:
                # Whether it is asked is open, but where the requirement holds that is all the same.
                if decide(self.require, subject, params):
                    return Outcome("pass")
                raise
        if decide(self.require, subject, params):
            return Outcome("pass")
        owner, name = self._place(subject)
        return Outcome("fail", self._sentence(subject, params), owner.origin, name)

    def _sentence(self, subject: Subject, params: dict[str, Any]) -> str:
        from .expressions import value_of

        return "".join(
            part if isinstance(part, str) else _shown(value_of(part, subject, params)) for part in self.parts
        )

    def _place(self, subject: Subject) -> tuple[Any, str]:
        """The object and the field that `at` names: a path over objects, of which the last step may be any field."""
        owner: Any = subject
        *way, name = self.at.split(".") if self.at else [""]
        for step in way:
            inner = getattr(owner, step)
            if not isinstance(getattr(inner, "origin", None), Origin):
                return owner, step
            owner = inner
        inner = getattr(owner, name, None) if name else None
        if isinstance(inner, Struct) and isinstance(getattr(inner, "origin", None), Origin):
            return inner, ""
        return owner, name


def _shown(value: Any) -> str:
    """A value in a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item) for item in value) or "nothing"
    if isinstance(value, Unknown):
        return "(not known)"
    return str(getattr(value, "name", value))
