# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`lexbom sign`: a detached signature over a BOM, release files or a model directory."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli._support import common, outputs, terminal
from compliance.english import plural
from compliance.errors import UsageError

if TYPE_CHECKING:
    from compliance.signing.hash_files import Root
    from compliance.signing.keys import PrivateKey

FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="BOM, wheel, sdist, any file, or a directory with all its files."),
]


def sign(
    files: FilesArgument,
    key: Annotated[
        Path,
        typer.Option(
            metavar="KEY.pem",
            help="Private key: Ed25519, ECDSA P-256 or P-384. LEXBOM_KEY_PASSPHRASE opens an encrypted one.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write the signature; - is standard output. [default for one FILE: FILE.dsse.json]",
        ),
    ] = None,
    links: Annotated[
        bool, typer.Option("--links", help="List links in a directory by where they point, not refuse them.")
    ] = False,
) -> None:
    """Sign a BOM, release files or a model directory.

    Writes a detached signature (DSSE with an in-toto statement) that lists each file with its SHA-256. With one CycloneDX BOM among
    several files, it is the statement's predicate: what the others are made of. Needs the extra: pip install 'lexbom[sign]'.
    """
    from compliance.signing import envelope as dsse
    from compliance.signing import hash_files

    target = default_signature(files) if output is None else output
    outputs.check_outputs({"--output": target}, [key, *filter(_is_no_signature, files)])
    private = _private(key)
    roots = hash_files.hash_release_files(
        files, links=links, without=None if outputs.is_stdout(target) else Path(target)
    )
    if not roots:
        raise UsageError("Nothing but the signature was named", fix="Name the files to sign")
    payload = _statement(files, roots)
    envelope = dsse.Envelope(payload, private.sign(dsse.encode_for_signing(payload)), private.public.keyid)
    outputs.write(target, dsse.dump_envelope(envelope))
    count = sum(len(root.entries) for root in roots)
    where = "" if outputs.is_stdout(target) else f" in {target}"
    terminal.print_to_stderr(
        f"lexbom: signed {counted(count)} with {private.public.kind} key {private.public.keyid[:16]}{where}"
    )


def default_signature(files: list[Path]) -> str:
    """Beside the one file that is signed.

    Raises:
        UsageError: there are several.
    """
    if len(files) > 1:
        raise UsageError(
            "Several files have one signature together",
            fix="Name its file: -o when signing, --signature when verifying",
        )
    path = files[0] if files[0].name not in {"", ".."} else files[0].resolve()
    return str(path.with_name(f"{path.name}.dsse.json"))


def counted(count: int) -> str:
    """1 file, 2 files."""
    return plural(count, "file")


def _is_no_signature(path: Path) -> bool:
    """Whether a file that was named is anything but an earlier signature, which may be written anew."""
    from compliance.errors import InputError
    from compliance.signing import envelope

    if not path.name.endswith(".json") or not path.is_file():
        return True
    try:
        envelope.parse_envelope(common.read_bytes(path), str(path))
    except InputError:
        return True
    return False


def _private(path: Path) -> "PrivateKey":
    from compliance.signing import keys

    return keys.load_private_key(
        common.read_bytes(path), str(path), os.environ.get("LEXBOM_KEY_PASSPHRASE", "")
    )


def _statement(files: list[Path], roots: "list[Root]") -> bytes:
    from compliance.signing import statement as statements

    entries = [entry for root in roots for entry in root.named()]
    if len(roots) == 1 and roots[0].is_folder and not any(entry.target for entry in entries):
        return statements.write_model_statement(roots[0].name, roots[0].entries)
    boms = _list_boms(files, {entry.digest for entry in entries})
    if len(boms) > 1:
        raise UsageError("A statement holds one BOM, and several were named", fix="Sign them one by one")
    return statements.write_statement(entries, boms[0] if boms else None)


def _list_boms(files: list[Path], digests: set[str]) -> list[dict[str, Any]]:
    """The BOMs among the files that were hashed."""
    boms = []
    for path in files:
        if path.suffix == ".json" and path.is_file():
            boms += _bom(path, digests)
    return boms


def _bom(path: Path, digests: set[str]) -> list[dict[str, Any]]:
    """The BOM in a file, if it holds one and is the file that was hashed."""
    import hashlib

    from compliance.bom.imports.detect_format import load_native
    from compliance.errors import InputError

    raw = common.read_bytes(path)
    if hashlib.sha256(raw).hexdigest() not in digests:
        return []
    try:
        return [load_native(raw, str(path))]
    except InputError:
        return []
