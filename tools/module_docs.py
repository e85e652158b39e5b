"""Write the tables of requirements, resources, inputs and outputs into the README of every module.

    python tools/module_docs.py            write
    python tools/module_docs.py --check    write nothing; exit 1 and say which README differs from its module

The tables stand between the markers that terraform-docs uses, so that it can take over where somebody prefers it. The
sources are scanned, not evaluated: they are formatted by `terraform fmt` (a test holds them to it), so a block ends at
the first brace in the first column and an argument of a block stands at two spaces.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BEGIN = "<!-- BEGIN_TF_DOCS -->"
END = "<!-- END_TF_DOCS -->"

_BLOCK = re.compile(r'^(variable|output|resource) "([^"]+)"(?: "([^"]+)")? \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"^  (\w+) += +(.*)$")
_ESCAPED = {'\\"': '"', "\\\\": "\\", "$${": "${"}


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top of a file: its labels and the text of each of its arguments."""

    kind: str
    labels: tuple[str, ...]
    arguments: dict[str, str]

    @property
    def name(self) -> str:
        """The first label."""
        return self.labels[0]

    @property
    def description(self) -> str:
        """The description as text, a heredoc without its indentation."""
        return _text(self.arguments.get("description", ""))


def module_folders() -> list[Path]:
    """Every folder that is a module: it declares the versions that it needs."""
    return sorted(
        path.parent for path in (REPOSITORY / "modules").glob("**/versions.tf") if ".terraform" not in path.parts
    )


def blocks(folder: Path, kind: str) -> list[Block]:
    """The blocks of one kind in the files of a module, in the order of the files and of the text."""
    found = []
    for path in sorted(folder.glob("*.tf")):
        for match in _BLOCK.finditer(path.read_text(encoding="utf-8")):
            if match[1] == kind:
                labels = tuple(label for label in (match[2], match[3]) if label)
                found.append(Block(kind, labels, dict(_arguments(match[4]))))
    return found


def render(folder: Path) -> str:
    """The generated part of a module's README, markers included."""
    versions = (folder / "versions.tf").read_text(encoding="utf-8")
    provider = re.search(r'\bversion\s*=\s*"([^"]+)"', versions)
    terraform = re.search(r'required_version\s*=\s*"([^"]+)"', versions)
    if provider is None or terraform is None:
        raise ValueError(f"{folder}/versions.tf states no versions")
    variables, outputs = blocks(folder, "variable"), blocks(folder, "output")
    lines = [
        BEGIN,
        "## Requirements",
        "",
        *_table(["Name", "Version"], [["terraform", f"`{terraform[1]}`"], ["aws", f"`{provider[1]}`"]]),
        "",
        "## Resources",
        "",
        *(f"- `{resource}`" for resource in sorted({".".join(block.labels) for block in blocks(folder, "resource")})),
        "",
        "## Inputs",
        "",
        *_table(["Name", "Description", "Type", "Default"], [_input_row(variable) for variable in variables]),
        "",
        *_object_types(variables),
        "## Outputs",
        "",
        *_table(["Name", "Description"], [[f"`{output.name}`", _cell(output.description)] for output in outputs]),
        END,
    ]
    return "\n".join(lines)


def replaced(readme: str, generated: str) -> str:
    """The README with its generated part renewed. Raises ValueError where the markers are not there."""
    start, end = readme.find(BEGIN), readme.find(END)
    if start < 0 or end < start:
        raise ValueError(f"the markers {BEGIN} and {END} are missing")
    return readme[:start] + generated + readme[end + len(END) :]


def _arguments(body: str) -> Iterator[tuple[str, str]]:
    """The arguments of a block: name and text, over as many lines as brackets or a heredoc stay open."""
    lines = iter(body.splitlines())
    for line in lines:
        match = _ARGUMENT.match(line)
        if match is None:
            continue
        name, text = match[1], [match[2]]
        heredoc = re.match(r"<<-?(\w+)$", match[2])
        if heredoc:
            for following in lines:
                text.append(following)
                if following.strip() == heredoc[1]:
                    break
        else:
            while _open_brackets("\n".join(text)) > 0:
                text.append(next(lines))
        yield name, "\n".join(text)


def _open_brackets(text: str) -> int:
    bare = re.sub(r'"(?:\\.|[^"\\])*"', '""', text)
    return sum(bare.count(bracket) for bracket in "([{") - sum(bare.count(bracket) for bracket in ")]}")


def _text(expression: str) -> str:
    if expression.startswith("<<"):
        text = textwrap.dedent("\n".join(expression.splitlines()[1:-1]))
    else:
        text = expression.strip('"')
    for escaped, plain in _ESCAPED.items():
        text = text.replace(escaped, plain)
    return text


def _input_row(variable: Block) -> list[str]:
    kind = variable.arguments["type"]
    short = (
        kind
        if "\n" not in kind
        else re.sub(r"\(\{.*", "", kind.splitlines()[0].replace("(object({", "(object)")).rstrip("({")
    )
    default = variable.arguments.get("default")
    name = f"[`{variable.name}`](#{variable.name})" if "\n" in kind else f"`{variable.name}`"
    return [
        name,
        _cell(variable.description.split("\n\n")[0]),
        f"`{short}`",
        "required" if default is None else f"`{_one_line(default)}`",
    ]


def _object_types(variables: list[Block]) -> Iterator[str]:
    for variable in variables:
        if "\n" in variable.arguments["type"]:
            kind = textwrap.dedent("  " + variable.arguments["type"])
            yield from (f"### {variable.name}", "", variable.description, "", "```hcl", kind, "```", "")


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Write or check every README; 1 where one differs or has no markers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, say which README is not up to date")
    check = parser.parse_args().check
    wrong = 0
    for folder in module_folders():
        readme = folder / "README.md"
        name = readme.relative_to(REPOSITORY)
        try:
            present = readme.read_text(encoding="utf-8")
            wanted = replaced(present, render(folder))
        except (OSError, ValueError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            wrong += 1
            continue
        if present != wanted and check:
            print(f"{name}: differs from the module; run: python tools/module_docs.py", file=sys.stderr)
            wrong += 1
        elif present != wanted:
            readme.write_text(wanted, encoding="utf-8")
            print(f"{name}: written")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
