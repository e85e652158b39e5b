#!/bin/sh
# Terraform runs this through `terraform_data.package`: build_package.py, by the python3 of the machine that applies.

if ! command -v python3 >/dev/null; then
  echo "cannot build $(basename "$PACKAGE"): python3 is not on the PATH; install Python 3.8 or newer, then apply again" >&2
  exit 1
fi
exec python3 "$(dirname "$0")/build_package.py"
