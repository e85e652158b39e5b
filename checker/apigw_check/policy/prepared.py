"""The built-in packs as `tools/docs.py` wrote them down in `packs.json`.

Reading them there takes a twentieth of the time of reading and checking the files they are made of. Where one of those
files is not what it was then, as while a pack is being written, the files themselves are read.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Iterable

from msgspec import MsgspecError, Struct, json, structs

from .config import RuleSetting
from .pack import Pack

_FILE = f"{os.path.dirname(os.path.abspath(__file__))}/packs.json"


class Prepared(Struct, frozen=True):
    """The packs by name, without the folder in their paths and places, and a checksum of each file by its name."""

    checksums: dict[str, int]
    packs: dict[str, Pack]


def prepare(packs: Iterable[Pack], folder: str) -> bytes:
    """What `packs.json` has to hold."""
    found = {pack.name: _moved(pack, f"{folder}/", "") for pack in packs}
    return json.format(json.encode(Prepared(_checksums(folder), found)), indent=1) + b"\n"


def prepared(name: str, folder: str, rules: Iterable[str]) -> Pack | None:
    """The pack of a name; None where its file has to be read.

    `rules` are the ids of the rules there are: a pack that names another one is left to the reader of files, which
    says so.
    """
    try:
        with open(_FILE, "rb") as file:
            known = json.decode(file.read(), type=Prepared)
        sound = known.checksums == _checksums(folder)
    except (OSError, MsgspecError):
        return None
    pack = known.packs.get(name) if sound else None
    return _moved(pack, "", f"{folder}/") if pack is not None and _named(pack).issubset(rules) else None


def _named(pack: Pack) -> set[str]:
    return {*pack.rules, *(rule for override in pack.overrides for rule in override.rules)}


def _checksums(folder: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml"):
            with open(f"{folder}/{name}", "rb") as file:
                # Another way of ending lines is no other pack.
                found[name] = crc32(file.read().replace(b"\r\n", b"\n"))
    return found


def _moved(pack: Pack, old: str, new: str) -> Pack:
    """The pack with its paths and places in another folder."""

    def moved(settings: dict[str, RuleSetting]) -> dict[str, RuleSetting]:
        return {rule: structs.replace(one, place=new + one.place.removeprefix(old)) for rule, one in settings.items()}

    overrides = tuple(structs.replace(one, rules=moved(one.rules)) for one in pack.overrides)
    return structs.replace(pack, path=new + pack.path.removeprefix(old), rules=moved(pack.rules), overrides=overrides)
