# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom upload`: a BOM to a server."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli._support import common, terminal
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.cli._support.servers import Server, Upload


class ServerKind(StrEnum):
    """What kind of server it is."""

    DEPENDENCY_TRACK = "dependency-track"
    HTTP = "http"


class Method(StrEnum):
    """How a plain server takes documents."""

    PUT = "PUT"
    POST = "POST"


def upload(
    sbom: Annotated[Path, typer.Argument(metavar="SBOM", help="A CycloneDX JSON document.")],
    url: Annotated[
        str,
        typer.Option(
            envvar="LEXBOM_UPLOAD_URL",
            metavar="URL",
            help="The server; for http the document's full address.",
        ),
    ],
    kind: Annotated[
        ServerKind,
        typer.Option(help="dependency-track, or http for any server that takes a document at an address."),
    ] = ServerKind.DEPENDENCY_TRACK,
    project: Annotated[
        str, typer.Option(metavar="NAME", help="The project there. [default: the product's name in the BOM]")
    ] = "",
    project_version: Annotated[
        str, typer.Option(metavar="V", help="Its version. [default: the product's version in the BOM]")
    ] = "",
    create: Annotated[
        bool, typer.Option("--create", help="Make the project in Dependency-Track if it isn't there.")
    ] = False,
    method: Annotated[Method, typer.Option(help="For --kind http.")] = Method.PUT,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, max=3600, help="How long to wait for an answer.")
    ] = 60.0,
) -> None:
    """Upload a BOM to Dependency-Track or another server.

    Uses the network, and only to the server you name. The API key comes from LEXBOM_API_KEY, never from an option.
    Only https, but for this machine; redirects are not followed; a busy server is asked three times.
    """
    from compliance.cli._support import transfer

    transfer.check_address(url)
    what = _upload(sbom, project, project_version, create=create)
    server = _server(kind, url, method)
    answer = transfer.send_request(server.request(what, _build_upload_key()), timeout)
    terminal.print_to_stderr(f"lexbom: {server.outcome(what, answer)}")


def _upload(path: Path, project: str, version: str, *, create: bool) -> "Upload":
    """The document, and what it is about: as the options say, else as the BOM does."""
    from compliance.bom.document import text_at
    from compliance.bom.imports.detect_format import load_native
    from compliance.cli._support.servers import Upload

    raw = common.read_bytes(path)
    document = load_native(raw, str(path))
    metadata = document.get("metadata")
    product = metadata.get("component") if isinstance(metadata, dict) else None
    return Upload(
        raw,
        text_at(document, "specVersion"),
        project or text_at(product, "name"),
        version or text_at(product, "version"),
        create,
    )


def _server(kind: ServerKind, url: str, method: Method) -> "Server":
    from compliance.cli._support import servers

    return (
        servers.DependencyTrack(url)
        if kind is ServerKind.DEPENDENCY_TRACK
        else servers.Plain(url, method.value)
    )


def _build_upload_key() -> str:
    """The API key.

    Raises:
        UsageError: it holds what no header can; it is never shown.
    """
    key = os.environ.get("LEXBOM_API_KEY", "").strip()
    if not key.isascii() or not (key + "x").isprintable():
        raise UsageError(
            "LEXBOM_API_KEY holds characters that no key has", fix="Copy it again, without line breaks"
        )
    return key
