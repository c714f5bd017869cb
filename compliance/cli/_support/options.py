# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        envvar="LEXBOM_CONFIG",
        help="Configuration. [default: lexbom.toml, or [tool.lexbom] in pyproject.toml]",
    ),
]
VenvOption = Annotated[
    str | None,
    typer.Option(
        "--venv",
        metavar="DIR",
        help="An installed environment to read: weights, data and licences inside its packages.",
    ),
]
BaselineOption = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="An earlier BOM or JSON report: only what is new since then counts for --fail-on.",
    ),
]
ImportOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--import",
        metavar="FILE",
        help="A document of another tool whose components belong to the product: CycloneDX 1.2-1.7 (JSON, XML), "
        "SPDX 2.2-2.3 (JSON, tag-value) or SPDX 3.0 (JSON-LD). Repeatable.",
    ),
]
DevelopmentOption = Annotated[
    bool,
    typer.Option(
        "--no-dev", help="Leave out what only development, tests or the build need, as far as locks say so."
    ),
]
CachesOption = Annotated[
    bool,
    typer.Option(
        "--caches",
        help="Read licences of locked packages from this machine's caches of pip, uv and npm. No network.",
    ),
]
OnlineOption = Annotated[
    bool,
    typer.Option(
        "--online",
        help="Ask deps.dev, ClearlyDefined and ecosyste.ms for licences that nothing at hand states; sends names and versions of packages.",
    ),
]
OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")
]
