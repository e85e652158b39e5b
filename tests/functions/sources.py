"""Function sources of the examples, imported as Lambda imports them: each example's own, though names may repeat."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

_loaded: dict[str, dict[str, ModuleType]] = {}


def load(example: str, name: str) -> ModuleType:
    """The module `name` out of the sources of an example; the same one each time."""
    source = EXAMPLES / example / "src"
    packages = {path.name for path in source.iterdir() if (path / "__init__.py").is_file()}
    others = _take_out(packages)
    sys.modules.update(_loaded.get(example, {}))
    sys.path.insert(0, str(source))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(source))
        _loaded[example] = _take_out(packages)
        sys.modules.update(others)


def _take_out(packages: set[str]) -> dict[str, ModuleType]:
    names = [name for name in sys.modules if name.partition(".")[0] in packages]
    return {name: sys.modules.pop(name) for name in names}
