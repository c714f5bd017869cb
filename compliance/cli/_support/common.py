# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What several commands need: settings from options and environment, documents in and out."""

import datetime
import os
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.cli._support import terminal
from compliance.errors import InputError, UsageError

if TYPE_CHECKING:
    from compliance.pipeline import Build
    from compliance.settings import Settings


_LARGEST_DOCUMENT = 1 << 30


def settings_for(
    root: Path,
    config: Path | None,
    *,
    venv: str | None = None,
    markets: list[str] | None = None,
    imports: list[Path] | None = None,
    no_dev: bool = False,
    caches: bool = False,
) -> "Settings":
    """The configuration with what options and environment add.

    Raises:
        UsageError: `root` is no folder, a document to import can't be read, the environment is no folder, or a market is none.
    """
    from compliance import config_values
    from compliance.configuration import load_settings

    _require_folder(root)
    settings = _add_imports(load_settings(root, config), imports or [])
    if venv is not None:
        settings = _add_environment(settings, venv)
    settings = _add_assumptions(settings, no_dev=no_dev, caches=caches)
    if markets:
        settings = settings.with_markets(config_values.read_markets(markets))
    return replace(
        settings,
        today=datetime.datetime.now(tz=datetime.UTC).date(),
        timestamp=timestamp(),
        debug=os.environ.get("LEXBOM_DEBUG", "") not in {"", "0"},
    )


def _add_imports(settings: "Settings", paths: list[Path]) -> "Settings":
    from compliance import config_values

    for path in paths:
        if problem := config_values.file_problem(path):
            raise UsageError(
                f"{path} can't be imported: {problem}", fix="Give a file that exists and is readable"
            )
    given = tuple(str(path.absolute()) for path in paths)
    return replace(settings, scan=replace(settings.scan, imports=(*settings.scan.imports, *given)))


def _add_environment(settings: "Settings", venv: str) -> "Settings":
    if not os.path.isdir(venv):  # noqa: PTH112 - never raises
        raise UsageError(f"--venv: {venv} is no folder", fix="Give a virtual environment's folder")
    scan = replace(settings.scan, venv=str(Path(venv).absolute()), venv_within="")
    return replace(settings, scan=scan)


def _add_assumptions(settings: "Settings", *, no_dev: bool, caches: bool) -> "Settings":
    """Options that change what a BOM leaves out or trusts; reports say so, be it an option or in the configuration."""
    scan, said = settings.scan, list(settings.assumptions)
    if no_dev or not scan.development:
        scan = replace(scan, development=False)
        said.append("development = false: what only development needs is left out")
    if caches or scan.caches:
        scan = replace(scan, caches=True, cache_folders=_package_caches())
        said.append("caches = true: licences of locked packages come from what this machine has downloaded")
    return replace(settings, scan=scan, assumptions=tuple(said))


def _require_folder(root: Path) -> None:
    if not os.path.isdir(root):  # noqa: PTH112 - never raises
        raise UsageError(
            f"{root} is no folder" if os.path.lexists(root) else f"There is nothing at {root}",
            fix="Give the folder of the product, a wheel, zipapp or sdist, or a CycloneDX document",
        )


def timestamp() -> str:
    """From SOURCE_DATE_EPOCH (reproducible-builds.org); without it a BOM has no timestamp, so that two runs give the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return (
            datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            if epoch
            else ""
        )
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {epoch!r}", fix="It has to be a whole number of seconds since 1970-01-01"
        ) from error


def cache_file() -> Path:
    """Where digests of unchanged files are kept."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(home) / "lexbom" / "digests.json"


def _package_caches() -> tuple[str, ...]:
    """Where pip, uv and npm keep what they downloaded: as their variables say, else where they do by default."""
    home = Path.home()
    linux = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    windows = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    stated = [os.environ.get(name) for name in ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache")]
    usual = [
        *(linux / "pip", home / "Library" / "Caches" / "pip", windows / "pip" / "Cache"),
        *(linux / "uv", windows / "uv" / "cache"),
        *(home / ".npm", windows / "npm-cache"),
    ]
    return (*(folder for folder in stated if folder), *map(str, usual))


def is_release_archive(path: Path) -> bool:
    """Whether the path is a release artifact: a wheel, sdist or zipapp."""
    from compliance.discover.tree.archives import is_archive as known

    return known(path)


def build_product(path: Path, settings: "Settings", *, quiet: bool, online: bool) -> "Build":
    """The document and inventory of the product at `path`, with a progress bar, and with what services say if they may be asked."""
    from compliance import pipeline

    cache = cache_file()
    with terminal.progress_bar(quiet=quiet) as progress:
        if not online:
            return pipeline.build(path, settings, cache_file=cache, progress=progress, clock=time.thread_time)
        from compliance.cli._support.online import complete_licenses

        known = cache.with_name("online.json")
        return pipeline.build(
            path,
            settings,
            cache_file=cache,
            progress=progress,
            clock=time.thread_time,
            complete=lambda inventory: complete_licenses(inventory, known),
        )


def read_document(path: Path, *, any_format: bool = False) -> dict[str, Any]:
    """A CycloneDX JSON document without secrets; with `any_format` also what a document in another format says in the words of one.

    Raises:
        InputError: it can't be read, is too large, or is something else.
    """
    return parse_document(read_bytes(path), path, any_format=any_format)


def parse_document(raw: bytes, path: Path, *, any_format: bool = False) -> dict[str, Any]:
    """The same for a document whose bytes were read.

    Raises:
        InputError: it is something else.
    """
    from compliance.bom.imports.detect_format import load_document, load_native
    from compliance.bom.redacting import redacted

    return redacted((load_document if any_format else load_native)(raw, str(path)))


def read_baseline(path: Path) -> dict[str, Any]:
    """A CycloneDX JSON document, or a JSON report of lexbom.

    Raises:
        InputError: it can't be read, is too large, or is something else.
    """
    import json

    from compliance.bom.imports.detect_format import load_document

    raw = read_bytes(path)
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        document = None
    is_report = isinstance(document, dict) and "lexbom-report" in str(document.get("schema"))
    return document if is_report else load_document(raw, str(path))


def read_bytes(path: Path) -> bytes:
    """A document, a key or a signature that was named on the command line: a file, or a pipe such as a shell's `<(command)`.

    Raises:
        InputError: it can't be read, is neither file nor pipe, or is larger than 1 GiB.
    """
    from compliance.read_file import TooLargeError, read_file_or_pipe

    try:
        return read_file_or_pipe(path, _LARGEST_DOCUMENT)
    except TooLargeError as error:
        raise InputError(
            f"{path} is larger than 1 GiB", fix="Split it, or leave out what is no part of the product"
        ) from error
    except OSError as error:
        raise InputError(
            f"{path} can't be read: {(error.strerror or str(error)).lower()}",
            fix="Give a file that exists and is readable",
        ) from error


def files_read(root: Path, config: Path | None, imports: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files that a configuration may come from, and those that it imports."""
    own = (config,) if config else (root / "lexbom.toml", root / "pyproject.toml")
    return (*own, *(root / path for path in imports))


def base_folder(root: Path) -> str:
    """What paths below the root need before them, for one who stands in the working directory: `packages/app/`."""
    try:
        inside = root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return ""
    return "" if inside == "." else f"{inside}/"
