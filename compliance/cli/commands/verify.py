# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom verify`: whether files are what somebody signed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli._support import common, terminal
from compliance.cli.commands.sign import FilesArgument, counted, default_signature
from compliance.errors import EXIT_FINDINGS, InputError

if TYPE_CHECKING:
    from compliance.signing.statement import Mismatch, SignedFile, SignedStatement


def verify(
    files: FilesArgument,
    key: Annotated[Path, typer.Option(metavar="PUB.pem", help="Public key of whoever should have signed.")],
    signature: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The signature. [default for one FILE: FILE.dsse.json]"),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Accept that only some of the signed files are at hand.")
    ] = False,
) -> None:
    """Verify a signature, and that the files are what was signed.

    Exit code 0 if they are; 1 if the key is another one, or a file was changed, is missing or was added, each named; 2 if that can't be
    told. Reads what lexbom sign and model_signing sign wrote. Attestations of GitHub: gh attestation verify.
    """
    from compliance.signing import envelope as dsse
    from compliance.signing import keys
    from compliance.signing import statement as statements

    where = signature or Path(default_signature(files))
    public = keys.load_public_key(common.read_bytes(key), str(key))
    envelope = dsse.parse_envelope(common.read_bytes(where), str(where))
    if not public.verifies(envelope.signature, dsse.encode_for_signing(envelope.payload)):
        _fail(where, _foreign(envelope.keyid, public.keyid))
    statement = statements.read_statement(
        envelope.payload, str(where)
    )  # nothing of it counts before this line
    present = _present(files, statement, where)
    if not present:
        raise InputError("Nothing but the signature is at hand", fix="Name the files that were signed")
    mismatches = statements.compare_files(statement.entries, present)
    if wrong := [found for found in mismatches if not (partial and found.what == "missing")]:
        _fail(where, f"{counted(len(wrong))} not as signed", wrong)
    rest = f", {len(mismatches)} more signed" if mismatches else ""
    left_out = (
        f"; not looked at, as the signer asked: {', '.join(statement.ignored)}" if statement.ignored else ""
    )
    count = len(statement.entries) - len(mismatches)
    typer.echo(
        terminal.make_line_printable(
            f"ok    {where}: {counted(count)}{rest}, {public.kind} key {public.keyid[:16]}{left_out}"
        )
    )


def _present(files: list[Path], statement: "SignedStatement", signature: Path) -> "list[SignedFile]":
    from compliance.signing import hash_files
    from compliance.signing.statement import OF_MODEL

    if statement.kind != OF_MODEL:
        roots = hash_files.hash_release_files(files, links=True, without=signature)
        return [entry for root in roots for entry in root.named()]
    if len(files) != 1:
        raise InputError(f"{signature} is over one directory", fix="Name that directory alone")
    root = hash_files.hash_release_file(files[0], links=True, without=signature, ignored=statement.ignored)
    return list(root.entries)


def _foreign(hint: str, keyid: str) -> str:
    """Why a signature isn't one of this key's. The hint is nobody's word, so it chooses between sentences and no more."""
    if hint and hint != keyid:
        return f"signed with another key ({hint[:16]}; yours is {keyid[:16]})"
    return "the signature does not fit the statement: either was changed, or the key is another one"


def _fail(where: Path, why: str, mismatches: "list[Mismatch] | None" = None) -> None:
    typer.echo(terminal.make_line_printable(f"FAIL  {where}: {why}"))
    for mismatch in mismatches or []:
        typer.echo(terminal.make_line_printable(f"  {mismatch.what:<7}  {mismatch.name}"))
    raise typer.Exit(EXIT_FINDINGS)
