# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom check`: everything."""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli._support import common, options, outputs, terminal
from compliance.cli._support.output import SpecVersion, SpecVersionOption, convert_to_version
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.model import Inventory
    from compliance.result import Result
    from compliance.settings import Settings


class FailOn(StrEnum):
    """The lowest severity of a finding that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def check(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="[PATH|BOM]",
            help="The product's folder; a wheel, sdist or zipapp; or a document: CycloneDX (JSON, XML) or SPDX (JSON, tag-value, JSON-LD).",
        ),
    ] = Path(),
    sbom: Annotated[str | None, typer.Option(metavar="FILE", help="Write the CycloneDX BOM.")] = None,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the report as JSON.")
    ] = None,
    markdown: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report as Markdown.")
    ] = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the report as one HTML page.")
    ] = None,
    sarif: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write SARIF 2.1.0, for code scanning.")
    ] = None,
    junit: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write JUnit XML, for test panels.")
    ] = None,
    gitlab: Annotated[str | None, typer.Option(metavar="FILE", help="Write GitLab's Code Quality.")] = None,
    github: Annotated[
        bool, typer.Option("--github", help="Print GitHub's annotations in place of the report.")
    ] = False,
    venv: options.VenvOption = None,
    imports: options.ImportOption = None,
    no_dev: options.DevelopmentOption = False,
    online: options.OnlineOption = False,
    spec_version: SpecVersionOption = SpecVersion.NEW,
    market: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="A target market: ISO 3166-1 alpha-2, or EU. Repeatable."),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(envvar="LEXBOM_FAIL_ON", help="Exit 1 if any finding has this severity or higher."),
    ] = FailOn.ERROR,
    caches: options.CachesOption = False,
    baseline: options.BaselineOption = None,
    config: options.ConfigOption = None,
    show_waived: Annotated[bool, typer.Option("--show-waived", help="Show waived findings too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no report and no gaps.")] = False,
) -> None:
    """Make the BOM, check it, and report.

    One run gives the CycloneDX ML-BOM, its validation, the findings on licences, warranty and regions, and all reports.
    """
    from compliance import policy
    from compliance.errors import EXIT_FINDINGS

    reports = {
        "json": json,
        "markdown": markdown,
        "html": html,
        "sarif": sarif,
        "junit": junit,
        "gitlab": gitlab,
        "github": outputs.STDOUT if github else None,
    }
    is_file = os.path.isfile(path)  # noqa: PTH113 - never raises
    is_document = is_file and not common.is_release_archive(path)
    _require_folder_for_imports(imports, is_document=is_document)
    root = Path() if is_file else path
    settings = common.settings_for(
        root, config, venv=venv, markets=market, imports=imports, no_dev=no_dev, caches=caches
    )
    settings = replace(settings, fail_on=_threshold(fail_on))
    targets = {"--sbom": sbom, **{f"--{name}": target for name, target in reports.items()}}
    read = common.files_read(root, config, settings.scan.imports)
    outputs.check_outputs(targets, [path, baseline, *read])
    before = common.read_baseline(baseline) if baseline else None
    if is_document:
        checked = _read_document(path, settings)
        base, bom = "", path.as_posix()
    else:
        checked = _build_product(path, settings, quiet=quiet, online=online)
        base, bom = common.base_folder(path), outputs.file_name(sbom)
    checked = _convert(checked, spec_version, quiet=quiet)
    written = _serialise(checked, anew=bool(sbom))
    digest = hashlib.sha256(written).hexdigest()
    result = replace(_assess(checked, settings, before), base=base, bom=bom, bom_sha256=digest)
    if not quiet:
        _print_gaps(result)
    contents = [(sbom, written)] if sbom else []
    contents += list(_rendered(result, reports))
    if not quiet and not any(map(outputs.is_stdout, targets.values())):
        contents.append((outputs.STDOUT, _take_check_text(result, waived=show_waived)))
    outputs.write_outputs(contents)
    raise typer.Exit(EXIT_FINDINGS if policy.exceeds_threshold(result.verdict) else 0)


@dataclass(frozen=True, slots=True)
class _Checked:
    """The document that is checked."""

    document: dict[str, Any]
    raw: bytes | None = None
    """The bytes that were given; None for a product's own document."""
    inventory: "Inventory | None" = None
    """What the document was written from; None where it has to be read."""


def _read_document(path: Path, settings: "Settings") -> _Checked:
    from compliance.bom import redacting

    raw = common.read_bytes(path)
    document = common.parse_document(raw, path, any_format=True)
    if settings.scan.redact:
        document = redacting.redacted(document, settings.scan.redact)
    return _Checked(document, raw)


def _build_product(path: Path, settings: "Settings", *, quiet: bool, online: bool) -> _Checked:
    built = common.build_product(path, settings, quiet=quiet, online=online)
    return _Checked(built.document, inventory=built.inventory)


def _convert(checked: _Checked, version: SpecVersion, *, quiet: bool) -> _Checked:
    """The document in that version; an older version says less, so the inventory has to be read from it."""
    document = convert_to_version(checked.document, version, quiet=quiet)
    if document is checked.document:
        return checked
    return _Checked(document, checked.raw)


def _serialise(checked: _Checked, *, anew: bool) -> bytes:
    """The bytes that were given, or with `anew` those that are written for them."""
    from compliance.bom.cyclonedx.write import serialise_bom

    if checked.raw is None or anew:
        return serialise_bom(checked.document)
    return checked.raw


def _assess(checked: _Checked, settings: "Settings", baseline: dict[str, Any] | None) -> "Result":
    from compliance import pipeline

    return pipeline.assess(checked.document, settings, baseline, checked.inventory)


def _require_folder_for_imports(imports: list[Path] | None, *, is_document: bool) -> None:
    if is_document and imports:
        raise UsageError(
            "--import brings documents into a product's folder, not into a document", fix="Give a folder"
        )


def _print_gaps(result: "Result") -> None:
    for gap in result.inventory.gaps:
        terminal.print_to_stderr(f"lexbom: {gap.words}")


def _rendered(result: "Result", reports: dict[str, str | None]) -> Iterator[tuple[str, bytes]]:
    """Where each report goes, and what it says."""
    from compliance import report

    for name, target in reports.items():
        if target is not None:
            yield target, report.render_report(name, result).encode("utf-8", "replace")


def _threshold(fail_on: FailOn) -> Any:
    from compliance.model import Severity

    return None if fail_on is FailOn.NEVER else Severity(fail_on)


def _take_check_text(result: "Result", *, waived: bool) -> bytes:
    from compliance import redaction
    from compliance.report.formats import text

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    rendered = text.render(result, width=width, colour=colour, waived=waived)
    return redaction.mask(rendered).encode("utf-8", "replace")
