"""From paths to judged estates: reads, links, judges. Prints nothing and writes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from .engine import Judgement, Selected, combine, judge
from .frontends.base import InputError
from .frontends.plan import build
from .frontends.plan_format import decode, root_headers, variable_values
from .frontends.plan_resources import PlanInput
from .frontends.waiting import Beside, waiting
from .link import link
from .link.possible import possible
from .locate import folders_with_sources
from .model.body import Body, BodyError
from .model.estate import Estate
from .model.iam import PolicyError
from .model.value import Unknown

if TYPE_CHECKING:
    from .frontends.hcl.folder import FolderInput
    from .frontends.hcl.options import FolderOptions
    from .frontends.plan_format import Plan
    from .locate.resolve import Locator
    from .model.holes import PartlyKnown

_SHOW = "terraform show -json {path} > plan.json"
_NO_BEFORE = "a folder does not say what was there before, so all of it counts as changed (see apigw-check diff)"


class Analysis(Struct, eq=False):
    """What came of all inputs. `errors` are (message, hint) of inputs or parts of them that could not be read; not
    `complete` is what lacks parts that were passed over.

    `broken` counts the errors of each input that was read, `empty` has the note of each one without a gateway. `tables`
    are the route tables where the estate was not kept (see `apart`). With `scoped`, findings on gateways that the
    change does not touch are marked. `compared` is the input that was compared with, `earlier` its locator.
    """

    judgement: Judgement = field(default_factory=Judgement)
    estate: Estate = field(default_factory=Estate)
    inputs: list[tuple[str, str]] = field(default_factory=list)
    locators: dict[str, Any] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    errors: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True
    broken: dict[str, int] = field(default_factory=dict)
    empty: dict[str, str] = field(default_factory=dict)
    tables: list[Any] | None = None
    scoped: bool = False
    compared: list[tuple[str, str]] = field(default_factory=list)
    earlier: dict[str, Any] = field(default_factory=dict)


def analyse(
    paths: list[str],
    selection: list[Selected],
    *,
    source: str | None,
    keep_all: bool = False,
    folders: FolderOptions | None = None,
    keep_going: bool = False,
    others: bool = False,
    scoped: bool = False,
) -> Analysis:
    """Reads and judges each input; one that cannot be read becomes an error, and the others are still judged.

    `folders` is how folders of sources are read. With `keep_going`, their files that cannot be read are notes. With
    `others`, a note says how many folders below one are no part of it. `scoped` is as in `Analysis`.
    """
    analysis = Analysis(scoped=scoped)
    judgements: list[Judgement] = []
    for path in dict.fromkeys(paths):
        try:
            if path != "-" and os.path.isdir(path):
                judgements.append(_folder(path, selection, folders, keep_all, keep_going, others, analysis))
            else:
                judgements.append(_one(path, selection, source, keep_all, analysis))
        except InputError as error:
            analysis.errors.append((str(error), error.hint))
    analysis.judgement = combine(judgements)
    return analysis


def _one(path: str, selection: list[Selected], source: str | None, keep_all: bool, analysis: Analysis) -> Judgement:
    plan, locator = read(path, source)
    return _judged(path, "plan", plan, locator, selection, keep_all, analysis)


def _judged(
    path: str,
    kind: str,
    plan: PlanInput,
    locator: Locator | None,
    selection: list[Selected],
    keep_all: bool,
    analysis: Analysis,
    maybe: Mapping[str, str] = {},
) -> Judgement:
    before = link(plan.before, read_body, plan.after) if plan.before is not None else None
    analysis.inputs.append((path, kind))
    if locator is not None:
        analysis.locators[path] = locator
    estate = linked(path, kind, plan, analysis, existed=before is not None)
    for name in Estate.__struct_fields__:
        getattr(analysis.estate, name).extend(getattr(estate, name))
    worlds = [*possible(plan.after, read_body, estate, maybe, plan.before)]
    judgement = judge(estate, before, selection, keep_all=keep_all, maybe=maybe, worlds=worlds)
    hide(judgement, analysis)
    if analysis.scoped:
        from .touched import mark

        mark(judgement, estate, before)
    return judgement


def linked(path: str, kind: str, plan: PlanInput, analysis: Analysis, *, existed: bool = False) -> Estate:
    """The wanted estate of an input, with what there is to say about it. `existed`: there was something before."""
    estate = link(plan.after, read_body, plan.before)
    analysis.secrets |= plan.secrets
    analysis.notes += [f"{path}: {note}" for note in plan.notes]
    if not (estate.apis or estate.domains or estate.web_acls or estate.permissions or existed):
        others = f"; {plan.skipped} other resources were passed over" if plan.skipped else ""
        analysis.empty[path] = f"{path}: no API Gateway resources in this {kind}{others}"
        analysis.notes.append(analysis.empty[path])
    problems = _broken_parts(estate)
    analysis.errors += problems
    analysis.broken[path] = analysis.broken.get(path, 0) + len(problems)
    return estate


def hide(judgement: Judgement, analysis: Analysis) -> None:
    """Adds what findings hold for secret to what is never printed."""
    analysis.secrets.update(secret for result in judgement.findings for secret in result.secrets)


def _folder(
    path: str,
    selection: list[Selected],
    options: FolderOptions | None,
    keep_all: bool,
    keep_going: bool,
    others: bool,
    analysis: Analysis,
) -> Judgement:
    folder, locator = taken(path, options, keep_going, analysis)
    if others and (count := _others(path, folder.folders)):
        what = "folder with .tf files below it is" if count == 1 else "folders with .tf files below it are"
        analysis.notes.append(f"{path}: {count} {what} no part of it (--recursive judges the root modules among them)")
    if analysis.scoped:
        analysis.notes.append(f"{path}: {_NO_BEFORE}")
    return _judged(path, "folder", folder.plan, locator, selection, keep_all, analysis, folder.maybe)


#: A note is not worth more folders than this.
_MOST_FOLDERS = 2_000


def _others(path: str, read: tuple[str, ...]) -> int:
    """How many folders with `.tf` files below a folder are neither modules of it nor modules or tests of others."""
    from ._tree import ASIDE, walk

    known = {os.path.realpath(folder) for folder in (path, *read)}
    below = (folder for folder in walk(path, _MOST_FOLDERS).sources if os.path.realpath(folder) not in known)
    return sum(ASIDE.isdisjoint(os.path.relpath(folder, path).split(os.sep)) for folder in below)


def taken(
    path: str, options: FolderOptions | None, keep_going: bool, analysis: Analysis
) -> tuple[FolderInput, Locator]:
    """Reads a folder as `read_folder` does, and says which of its files could not be read."""
    folder, locator = read_folder(path, options)
    locator.told |= {problem.file for problem in folder.problems}
    for problem in folder.problems:
        text = problem.text(os.path.relpath)
        if keep_going:
            analysis.notes.append(f"{text}; passed over")
            analysis.complete = False
        else:
            analysis.errors.append((text, "mend it, or leave it out with --keep-going"))
            analysis.broken[path] = analysis.broken.get(path, 0) + 1
    return folder, locator


def read_folder(path: str, options: FolderOptions | None = None) -> tuple[FolderInput, Locator]:
    """Reads a folder of sources; raises `InputError`."""
    from .frontends.hcl.folder import FolderReader
    from .frontends.hcl.options import FolderOptions
    from .locate.modules import Inputs
    from .locate.resolve import Locator
    from .locate.sources import Sources

    locator = Locator(path)
    assert locator.tree is not None
    options = options or FolderOptions()
    folder = FolderReader(path, options).read(Sources(locator.tree))
    locator.tree.inputs = Inputs(options.var_files, frozenset(name for name, _ in options.variables))
    locator.resource = folder.plan.after.at
    return folder, locator


def read(path: str, source: str | None) -> tuple[PlanInput, Locator | None]:
    """Reads a plan and finds its sources; raises `InputError`."""
    plan = decode(content(path), path)
    root = sources_of(path, source, plan)
    if root is None:
        return build(plan, path), None
    from .locate.modules import Inputs
    from .locate.resolve import Locator
    from .locate.sources import Sources

    locator = Locator(root)
    assert locator.tree is not None
    built = build(plan, path, Sources(locator.tree))
    beside = Beside(plan, root)
    built.after.ask(beside)
    locator.tree.inputs = Inputs(values=variable_values(plan))
    locator.resource = built.after.at
    if wanted := waiting(built.after):
        built.after.set_texts(beside.texts(wanted))
    return built, locator


def read_body(text: str | PartlyKnown, protocol: str) -> Body | BodyError | Unknown:
    """Reads the OpenAPI body of an API; what it takes is imported where there is one."""
    from .frontends.openapi import parse_body

    return parse_body(text, protocol)


def sources_of(path: str, source: str | None, plan: Plan) -> str | None:
    """The folder of the plan's `.tf` sources; raises `InputError` where the one that was named has none."""
    if source is not None:
        if not os.path.isdir(source):
            problem = "is not a folder" if os.path.exists(source) else "no such folder"
            raise InputError(source, problem, "name the folder of the plan's .tf files with --source")
        try:
            names = os.listdir(source)
        except OSError as error:
            raise InputError(source, f"cannot be read: {error.strerror}", "check its permissions") from None
        if not any(name.endswith((".tf", ".tf.json")) for name in names):
            raise InputError(source, "no .tf files in this folder", "name the root module's folder with --source")
        return source
    if not folders_with_sources(path):
        return None
    from .locate.resolve import find_sources

    return find_sources(path, None, root_headers(plan))


def content(path: str) -> bytes:
    """The bytes of an input as UTF-8; raises `InputError` with what to do about a file that is none of ours."""
    data = _bytes(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what PowerShell's `>` writes
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise InputError(path, "neither UTF-8 nor UTF-16 text", "write the plan again") from None
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if not data.strip():
        raise InputError(path, "the file is empty", f"write it again: {_SHOW.format(path='plan.out')}")
    if data.startswith(b"PK\x03\x04"):
        raise InputError(path, "this is a binary plan; apigw-check reads JSON", f"run: {_SHOW.format(path=path)}")
    return data


def _bytes(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    if os.path.isdir(path):
        raise InputError(path, "a folder, where a plan is needed", f"make one with: {_SHOW.format(path='plan.out')}")
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise InputError(path, "no such file", "check the path; a plan is made with terraform show -json") from None
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}", "check its permissions") from None


def _broken_parts(estate: Estate) -> list[tuple[str, str]]:
    """Bodies and policies that could not be understood, as errors of their own."""
    found: list[tuple[str, str]] = []
    for api in estate.apis:
        if api.body_error is not None:
            found.append((f"{api.origin.address}: body: {api.body_error.message}", "give it an OpenAPI document"))
        if isinstance(api.policy, PolicyError):
            origin = api.policy_origin or api.origin
            found.append((f"{origin.address}: policy: {api.policy.message}", "give it an IAM policy document"))
    return found
