# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Servers that take BOMs: what each is sent, and what its answers mean. A further server is one more class; nothing here opens a connection."""

import base64
import json
from dataclasses import dataclass
from typing import Any, Protocol

from compliance.cli._support.http_client import Answer, Request
from compliance.errors import TransferError, UsageError


@dataclass(frozen=True, slots=True)
class Upload:
    """A BOM, and which product of the server it is about."""

    document: bytes
    spec_version: str
    project: str = ""
    version: str = ""
    create: bool = False
    """Make the project if the server has none of that name and version."""


class Server(Protocol):
    """A kind of server that takes BOMs."""

    def request(self, upload: Upload, key: str) -> Request:
        """What to send.

        Raises:
            UsageError: something that this server needs is not given.
        """

    def outcome(self, upload: Upload, answer: Answer) -> str:
        """What the server did, in a sentence.

        Raises:
            TransferError: it did not take the BOM; says what to do.
        """


@dataclass(frozen=True, slots=True)
class DependencyTrack:
    """OWASP Dependency-Track: PUT /api/v1/bom (apiserver/.../resources/v1/BomResource.java, read at 5.0.4)."""

    url: str
    """Of the API server, with or without /api or /api/v1/bom."""

    def request(self, upload: Upload, key: str) -> Request:
        """JSON with the BOM in base64, the key as X-Api-Key."""
        if not key:
            raise UsageError("Dependency-Track needs an API key", fix="Put it into LEXBOM_API_KEY")
        if not upload.project or not upload.version:
            raise UsageError(
                "The BOM doesn't say which version of what it is about",
                fix="Give --project and --project-version",
            )
        encoded = base64.b64encode(upload.document).decode()
        if len(encoded) > _LONGEST:
            raise UsageError(
                f"The BOM has {len(encoded) / 1e6:.0f} MB in base64; Dependency-Track takes 20 in this way",
                fix="Upload it in its web interface, which has no such limit",
            )
        table = {
            "projectName": upload.project,
            "projectVersion": upload.version,
            "autoCreate": upload.create,
            "bom": encoded,
        }
        base = self.url.rstrip("/").removesuffix("/v1/bom").removesuffix("/api")
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Api-Key": key}
        return Request("PUT", f"{base}/api/v1/bom", headers, json.dumps(table).encode())

    def outcome(self, upload: Upload, answer: Answer) -> str:
        """The token by which Dependency-Track tells how far it is."""
        what = f"project {upload.project} {upload.version}"
        if answer.status == 200:
            token = _object(answer.body).get("token")
            if isinstance(token, str) and token:
                return f"Dependency-Track took the BOM for {what}; its token is {token}"
            raise TransferError(
                "The server answered without a token, so it is hardly Dependency-Track's API",
                fix="Give the URL of the API server, not of the web interface",
            )
        fixes = {
            401: f"Check LEXBOM_API_KEY{_CREATION if upload.create else ''}",
            403: "The key's team needs the permission BOM_UPLOAD, and access to the project",
            404: f"Make the {what} first, or give --create; and check that --url is the API server's",
            405: "Give the URL of the API server, not of the web interface",
            409: "Somebody made the project at the same time; try again",
        }
        raise explain_refusal(upload, answer, fixes)


@dataclass(frozen=True, slots=True)
class Plain:
    """Any server that takes a document at an address, such as an artifact store."""

    url: str
    method: str = "PUT"

    def request(self, upload: Upload, key: str) -> Request:
        """The BOM as it is; the key, if there is one, as a bearer token."""
        headers = {"Content-Type": f"application/vnd.cyclonedx+json; version={upload.spec_version}"}
        return Request(
            self.method,
            self.url,
            headers | ({"Authorization": f"Bearer {key}"} if key else {}),
            upload.document,
        )

    def outcome(self, upload: Upload, answer: Answer) -> str:
        """Any answer of success."""
        if 200 <= answer.status < 300:
            return f"The server took the BOM ({answer.status})"
        fixes = {
            401: "Check LEXBOM_API_KEY, which is sent as a bearer token",
            403: "The key's owner may not write there",
            404: "Check --url",
            405: "Try --method POST, or PUT",
            409: "There is a document at that address already; give another one",
        }
        raise explain_refusal(upload, answer, fixes)


_LONGEST = 20_000_000
"""Characters of base64 (the limit of Dependency-Track's JSON reader)."""
_LINE = 300
_CREATION = "; --create needs the permission PROJECT_CREATION_UPLOAD as well"


def explain_refusal(upload: Upload, answer: Answer, fixes: dict[int, str]) -> TransferError:
    """The error for an answer that is no success; `fixes` holds what to do by status."""
    problem = f"The server answered {answer.status}{_word_servers(answer.body)}"
    if 300 <= answer.status < 400:
        where = f" ({answer.location})" if answer.location else ""
        return TransferError(
            f"The server points elsewhere{where}", fix="Give the final URL; keys are not sent on"
        )
    if answer.status == 400:
        fix = f"Check with lexbom validate; a server that doesn't know CycloneDX {upload.spec_version} has to be a newer one"
        return TransferError(problem, fix=f"{fix}{_OLDER if upload.spec_version == '1.7' else ''}")
    if answer.status == 413:
        return TransferError(
            problem, fix="The BOM is larger than the server or a proxy before it takes; raise that limit"
        )
    if answer.status in {429, 503} or answer.status >= 500:
        return TransferError(problem, fix="Try again later; if it stays, the server's log says why")
    return TransferError(problem, fix=fixes.get(answer.status, "The server's log may say why"))


_OLDER = ": Dependency-Track takes 1.7 from 5.1 on"


def _word_servers(body: bytes) -> str:
    """The server's own words: a problem of RFC 9457 with its first errors, a list of messages, or one plain line."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        line = body[:_LINE].decode("utf-8", "replace").strip()
        answer = {"title": line} if line and not line.startswith(("<", "{")) else {}
    table = answer if isinstance(answer, dict) else {"errors": answer}
    errors = table.get("errors")
    parts = [table.get("title"), table.get("detail"), *(errors[:3] if isinstance(errors, list) else [])]
    messages = [part.get("message") if isinstance(part, dict) else part for part in parts]
    words = "; ".join(part[:_LINE] for part in messages if isinstance(part, str))
    return f": {words}" if words else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        table = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}
