"""One analysis, written in the formats that are asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, Literal

from .._version import __version__
from .options import Options
from .shared import complain


def tables(analysis: Any, clean: Callable[[str], str]) -> list[Any] | None:
    """The route tables of several inputs; None where the estate is there to make them."""
    if analysis.tables is None:
        return None
    from .._many import cleaned

    return cleaned(analysis.tables, clean)


class Report:
    """One analysis, in the formats that are asked for."""

    def __init__(self, analysis: Any, options: Options, selection: list[Any]) -> None:
        from ..report.document import Input, build
        from ..report.redact import Redactor

        self._analysis = analysis
        self._options = options
        self._rules = [one.rule for one in selection]
        self._selection = selection
        self._redactor = Redactor(analysis.secrets)
        self._document = build(
            analysis.judgement,
            analysis.estate,
            inputs=[
                Input(path, kind, errors=analysis.broken.get(path, 0), role=role)
                for role, path, kind in self._inputs(analysis)
            ],
            locators={**analysis.earlier, **analysis.locators},
            redactor=self._redactor,
            notes=analysis.notes,
            errors=[problem for problem, _ in analysis.errors],
            tool_version=__version__,
            controls={one.rule.id: one.controls for one in selection if one.controls},
            gateways=tables(analysis, self._redactor.clean),
        )

    @staticmethod
    def _inputs(analysis: Any) -> list[tuple[Literal["", "old", "new"], str, str]]:
        """The inputs with their parts in a comparison."""
        if not analysis.compared:
            return [("", *one) for one in analysis.inputs]
        return [*(("old", *one) for one in analysis.compared), *(("new", *one) for one in analysis.inputs)]

    def render(self, name: str, stream: Any) -> None:
        """Writes the report in one format to a binary stream."""
        if name == "json":
            from ..report.json_v1 import render_json

            stream.write(render_json(self._document))
        elif name == "sarif":
            from ..report.sarif import render_sarif

            # Code scanning services show whatever stands in the file as an alert, so what is fixed or (unless it was
            # asked for) undecided is left out.
            undecided = self._options.strict_unknown or self._options.verbose > 0
            stream.write(render_sarif(self._document, self._selection, undecided=undecided, fixed=False))
        else:
            raise AssertionError(name)

    def write(self, name: str, path: str, code: int) -> bool:
        """Writes a report file whole or not at all; says what is wrong where it cannot."""
        import io

        buffer = io.BytesIO()
        if name == "text":
            text = io.TextIOWrapper(buffer, encoding="utf-8", write_through=True)
            self._text(text, code, color=False, problems=True)
            text.detach()
        else:
            self.render(name, buffer)
        draft = f"{path}.{os.getpid()}.tmp"
        try:
            with open(draft, "xb") as file:
                file.write(buffer.getvalue())
            os.replace(draft, path)
        except OSError as error:
            if os.path.exists(draft):
                os.unlink(draft)
            complain(f"--output {name}={path}: cannot be written: {error.strerror}", "name a file that can be written")
            return False
        return True

    def show(self, code: int) -> None:
        """Writes the report to standard output, and what could not be read to standard error."""
        if self._options.format == "text":
            self._text(sys.stdout, code, color=None, problems=False)
        else:
            self.render(self._options.format, sys.stdout.buffer)
        sys.stdout.flush()
        for problem, hint in self._analysis.errors:
            complain(self._redactor.clean(problem), hint)
        for crash in self._document.crashes:
            complain(crash, "please report this; the other rules were applied")

    def _text(self, stream: Any, code: int, color: bool | None, problems: bool) -> None:
        from ..report.text import render_text

        def snippets(file: str, line: int, end_line: int) -> list[str]:
            for locator in (*self._analysis.locators.values(), *self._analysis.earlier.values()):
                lines: list[str] = locator.snippet(file, line, end_line)
                if lines:
                    return lines
            return []

        render_text(
            self._document,
            stream,
            verbose=self._options.verbose,
            snippets=snippets,
            redactor=self._redactor,
            titles={rule.id: rule.title for rule in self._rules},
            fail_on=str(self._options.fail_on),
            exit_code=code,
            problems=problems,
            color=color,
        )
