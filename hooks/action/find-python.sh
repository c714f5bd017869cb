#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0
#
# Sets the output `python`: a CPython of 3.11 or later that an environment can be made from; empty if this machine has none.
set -euo pipefail

needs="import sys; sys.exit(sys.version_info < (3, 11) or sys.implementation.name != 'cpython')"
if ! command -v uv >/dev/null; then
  needs="import ensurepip, venv; $needs" # Debian and Ubuntu take these out of python3
fi

shopt -s nullglob
found=""
for name in python3 python python3.14 python3.13 python3.12 python3.11 \
  "${RUNNER_TOOL_CACHE:-/nonexistent}"/Python/3.1[1-9].*/*/{bin/python3,python.exe}; do
  if path="$(command -v "$name")" && "$path" -I -c "$needs" >/dev/null 2>&1; then
    found="$path"
    break
  fi
done
echo "python=$found" >>"$GITHUB_OUTPUT"
