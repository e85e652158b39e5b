"""What a resource has that nobody wrote is told from its schema: as evaluating it would have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check.frontends.hcl.instances import Repetition
from apigw_check.frontends.hcl.modules import Modules
from apigw_check.frontends.hcl.planned import Planned, _put, attribute_value, planned
from apigw_check.frontends.hcl.schema import provider
from apigw_check.frontends.hcl.scope import Configuration, ModuleInstance
from apigw_check.frontends.hcl.variables import Given


@pytest.mark.parametrize("type_", sorted(provider().types))
def test_nothing_written(type_: str, tmp_path: Path) -> None:
    kind, name = ("data", type_[5:]) if type_.startswith("data.") else ("resource", type_)
    (tmp_path / "main.tf").write_text(f'{kind} "{name}" "this" {{\n}}\n', encoding="utf-8")
    modules = Modules(str(tmp_path))
    folder, schema = modules.root.folder, provider().block(type_)
    assert folder is not None
    assert schema is not None
    module = ModuleInstance(Configuration(modules, Given(folder, (), (), modules.problems)), modules.root)
    block = folder.block(kind, name, "this")
    assert block is not None
    found = planned(module, block, Repetition(), None)
    evaluated = Planned({}, {}, {})
    for one in (*schema.attributes, *schema.nested):
        _put(evaluated, one, attribute_value(module, block, Repetition(), None, one))
    assert found.values == evaluated.values
    assert found.unknown == evaluated.unknown
    assert found.texts == evaluated.texts
    assert found.sensitive.keys() >= evaluated.sensitive.keys()
    assert {one for one, mark in found.sensitive.items() if mark is True} >= {
        one for one, attribute in schema.attributes.items() if "s" in attribute.flags
    }
