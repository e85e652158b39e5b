"""Write a Lambda package: a zip archive that depends on the contents of the sources alone.

Terraform runs this through `terraform_data.package` with everything in the environment: SOURCE_DIR, FILES (a JSON list
of paths inside it) and PACKAGE (the archive to write). Every Python file is parsed first, so that a syntax error stops
the apply instead of the first call of the function. Errors end in one line on stderr (what, where, what to do next) and
exit status 1.
"""

from __future__ import annotations

import ast
import json
import os
import platform
import sys
import tempfile
import zipfile
from pathlib import Path

# The earliest time that a zip archive can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)


class BuildError(Exception):
    """The package cannot be built; the text says why in one line."""


def parse(path: Path, source: bytes) -> None:
    """Raise BuildError where `source` is not Python that this machine's version can parse."""
    try:
        ast.parse(source, filename=str(path))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "msg", None) or str(error)
        parsed_by = f"parsed by Python {platform.python_version()}"
        raise BuildError(f"{path}:{line}: {reason} ({parsed_by}); mend the file, then apply again") from None


def build(source_dir: Path, files: list[str], package: Path) -> None:
    """Write `files` of `source_dir` into the archive `package`, replacing it at once."""
    contents: dict[str, bytes] = {}
    for name in sorted(files):
        path = source_dir / name
        try:
            contents[name] = path.read_bytes()
        except OSError as error:
            raise BuildError(f"{path} cannot be read: {error.strerror}; make it readable, then apply again") from None
        if path.suffix == ".py":
            parse(path, contents[name])
    try:
        write(contents, package)
    except OSError as error:
        advice = "make the folder writable, or name another as build_dir"
        raise BuildError(f"{package.parent} cannot be written to: {error.strerror}; {advice}") from None


def write(contents: dict[str, bytes], package: Path) -> None:
    """Write an archive of `contents`, by name, that is there whole or not at all."""
    package.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=package.parent, prefix=f".{package.name}.")
    try:
        with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
            for name, content in contents.items():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.create_system = 3  # Unix, on every machine: the mode below is read
                entry.external_attr = 0o100644 << 16
                entry.compress_type = zipfile.ZIP_STORED  # compressed bytes depend on the version of zlib
                archive.writestr(entry, content)
        Path(temporary).replace(package)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def main() -> int:
    """Build what the environment describes; the exit status."""
    package = Path(os.environ["PACKAGE"])
    try:
        build(Path(os.environ["SOURCE_DIR"]), json.loads(os.environ["FILES"]), package)
    except BuildError as error:
        sys.stderr.write(f"cannot build {package.name}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
