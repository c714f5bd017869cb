#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0
#
# Ends the action with the code that the check was recorded with, after everything has been published.
set -euo pipefail

case "$LEXBOM_EXIT_CODE" in
  0) ;;
  1) echo "lexbom found something at or above fail-on; the job summary and the artifact say what to do." ;;
  2) echo "lexbom could not check: an input, the configuration or a document can't be used; the step Check says which." ;;
  *) echo "lexbom failed by a bug of its own; please report what the step Check says." ;;
esac
exit "$LEXBOM_EXIT_CODE"
