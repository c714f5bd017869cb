#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0
#
# Sets the output `python`: one of an environment of its own with the locked packages, which finds lexbom in this checkout.
# So a pinned action pins everything, nothing is built, and the job's own environment is left alone.
set -euo pipefail

lock="$GITHUB_ACTION_PATH/hooks/action/requirements.txt"
key="$(printf '%s' "$GITHUB_ACTION_PATH $LEXBOM_PYTHON" | cat - "$lock" | cksum)"
venv="$RUNNER_TEMP/lexbom-${key%% *}"

# What a job sets for its own installs must not steer ours; where packages come from stays its decision.
unset UV_SYSTEM_PYTHON UV_PYTHON UV_EXCLUDE_NEWER UV_PROJECT_ENVIRONMENT UV_CONSTRAINT UV_NO_VERIFY_HASHES
unset PIP_USER PIP_TARGET PIP_PREFIX PIP_CONSTRAINT
cd "$GITHUB_ACTION_PATH" # nor its uv.toml

if [ ! -e "$venv/installed" ]; then
  if command -v uv >/dev/null; then
    uv venv --quiet --clear --python "$LEXBOM_PYTHON" "$venv"
  else
    "$LEXBOM_PYTHON" -I -m venv --clear "$venv"
  fi
fi
for python in "$venv/bin/python" "$venv/Scripts/python.exe"; do
  if [ -e "$python" ]; then break; fi
done
if [ ! -e "$venv/installed" ]; then
  if command -v uv >/dev/null; then
    uv pip sync --quiet --python "$python" --require-hashes --only-binary :all: "$lock"
  else
    "$python" -I -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r "$lock"
  fi
  "$python" -I -c 'import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "lexbom.pth").write_text(sys.argv[1] + "\n")' "$GITHUB_ACTION_PATH"
  touch "$venv/installed"
fi
echo "python=$python" >>"$GITHUB_OUTPUT"
