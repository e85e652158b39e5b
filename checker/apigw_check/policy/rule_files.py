"""Reads rules that are written as YAML (see `declarative`), and says what is wrong with one that cannot be used."""

from __future__ import annotations

import os
import re

from . import PolicyFileError
from .declarative import DeclaredRule, Parameter, Tree
from .document import read_yaml
from .expressions import ExpressionError, parse
from .names import suggestion
from .schema import RuleFile, validate
from .vocabulary import subject_kinds

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def read_rules(folder: str) -> list[DeclaredRule]:
    """The rules of a folder: every `.yaml` and `.yml` file directly in it; raises `PolicyFileError`."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
    except OSError as error:
        raise PolicyFileError(f"{folder}: rules cannot be read from it: {error.strerror}") from None
    if not names:
        raise PolicyFileError(f"{folder}: there is no .yaml file with a rule in it")
    found = [read_rule(os.path.join(folder, name)) for name in names]
    seen: dict[str, DeclaredRule] = {}
    for rule in found:
        for name in (rule.id, rule.slug):
            if name in seen:
                raise PolicyFileError(f"{rule.path}: {name} is also the rule of {seen[name].path}")
            seen[name] = rule
    return found


def read_rule(path: str) -> DeclaredRule:
    """Reads one rule; raises `PolicyFileError` with one line for each problem."""
    document = read_yaml(path)
    parsed = validate(RuleFile, document)
    problems: list[str] = []
    kinds = subject_kinds()
    if parsed.subject not in kinds:
        hint = suggestion(parsed.subject, sorted(kinds))
        raise PolicyFileError(f'{document.place(("subject",))}: subject is "{parsed.subject}"; {hint}')
    names = tuple(parsed.params)

    def tree(key: str, text: str) -> Tree:
        try:
            return parse(text, parsed.subject, names)
        except ExpressionError as error:
            problems.append(f"{document.place((key,))}: {key}: {error}")
            return {}

    require = tree("require", parsed.require)
    where = tree("where", parsed.where) if parsed.where is not None else None
    parts: list[str | Tree] = []
    for index, part in enumerate(_PLACEHOLDER.split(parsed.message)):
        if index % 2:
            parts.append(tree("message", part))
        elif part:
            parts.append(part)
    if wrong := _wrong_place(parsed.at, parsed.subject):
        problems.append(f"{document.place(('at',))}: at: {wrong}")
    if problems:
        raise PolicyFileError("\n".join(problems))
    return DeclaredRule(
        id=parsed.id,
        slug=parsed.name,
        title=parsed.title,
        subject=parsed.subject,
        severity=parsed.severity,
        pack=parsed.pack,
        require=require,
        where=where,
        parts=tuple(parts),
        at=parsed.at,
        fix=parsed.fix,
        page=_page(parsed),
        path=path,
        params=tuple(Parameter(name, one.default, one.description) for name, one in parsed.params.items()),
        replaces=tuple(parsed.replaces),
    )


def _wrong_place(at: str, subject: str) -> str:
    """What is wrong with `at`: each step has to be a field of the model."""
    try:
        if at:
            parse(at, subject)
    except ExpressionError as error:
        return str(error)
    return "" if re.fullmatch(r"(\w+(\.\w+)*)?", at) else "write a field, or a path such as integration.uri"


def _page(parsed: RuleFile) -> str:
    """The rule's documentation page, with the headings that every rule has."""
    condition = f"`{parsed.require}`" + (f", where `{parsed.where}`" if parsed.where else "")
    parts = [
        ("What it requires", parsed.requires or f"Of every {parsed.subject.replace('_', ' ')}: {condition}."),
        ("Why", parsed.why),
        ("When it is fine", parsed.when_fine),
        ("How to fix", parsed.how_to_fix or parsed.fix),
        ("References", "\n".join(f"- {link}" for link in parsed.references)),
    ]
    shown = "\n\n".join(f"## {heading}\n{text.strip()}" for heading, text in parts if text.strip())
    return f"{parsed.title}.\n\n{shown}\n"
