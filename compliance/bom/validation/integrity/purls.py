# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Package URLs: they parse, and they speak of the component that carries them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from compliance.bom.document import text_at
from compliance.bom.validation.integrity._support.index import DocumentIndex, DocumentPart
from compliance.bom.validation.integrity.interface import Fault
from compliance.bom.validation.json_path import Path, quote_value
from compliance.lazy_regex import compile_lazily

_ANY_NAME = {"generic", "oci", "docker", "mlflow", "swid", "qpkg", "bitnami"}
"""Types whose name is an address, an image or free text that a component's name seldom repeats."""
_ANY_VERSION = _ANY_NAME | {"github", "bitbucket", "gitlab", "huggingface", "swift"}
"""Types whose version is a digest, a commit or a tag."""
_NAMESPACE = {
    "maven",
    "github",
    "bitbucket",
    "gitlab",
    "composer",
    "huggingface",
    "deb",
    "alpm",
    "apk",
    "rpm",
    "golang",
    "swift",
}
"""Types whose namespace the purl specification requires (purl-types-index)."""
_OFTEN_WITHOUT = {"golang", "rpm", "alpm", "apk", "deb", "swift"}
"""Those of them that tools write without one, so that it says little."""
_NO_NAMESPACE = {"pypi", "cargo", "gem", "nuget", "conda", "cran", "hackage", "pub", "mlflow", "oci"}
"""Types whose namespace the purl specification prohibits."""
_PLAIN = compile_lazily(r"pkg:([a-z]+)/([a-z0-9.-]+)@([A-Za-z0-9.]+)\Z")
"""Most package URLs of most documents; one that says what its component says needs no parser."""
_SEPARATORS = compile_lazily(r"[-_.\s]+")


def check(index: DocumentIndex) -> Iterator[Fault]:
    """Package URLs that don't parse, that lack or have a namespace against the rules of their type, or that name something else."""
    for part in index.parts:
        if isinstance(part.entry.get("purl"), str):
            yield from _of_part(part, part.entry["purl"])


def _of_part(part: DocumentPart, written: str) -> Iterator[Fault]:
    if _is_plain_and_right(part, written):
        return
    path = (*part.path, "purl")
    purl, reason = _parsed(written)
    if purl is None:
        yield Fault(
            "purl",
            "error",
            path,
            f"the purl {quote_value(written)} is none: {reason}",
            "Write pkg:type/namespace/name@version",
        )
        return
    yield from _check_namespace(purl, path, written)
    yield from _check_agreement(purl, path, part)


def _is_plain_and_right(part: DocumentPart, written: str) -> bool:
    """Whether it says what its component says, without anything that takes a parser."""
    plain = _PLAIN.match(written)
    if not plain or plain[1] not in _NO_NAMESPACE:
        return False
    return plain[2] == text_at(part.entry, "name") and plain[3] == text_at(part.entry, "version")


def _check_namespace(purl: Any, path: Path, written: str) -> Iterator[Fault]:
    if not purl.namespace and purl.type in _NAMESPACE - _OFTEN_WITHOUT:
        yield Fault(
            "purl-namespace",
            "warning",
            path,
            f"a {purl.type} purl needs a namespace; {quote_value(written)} has none",
            f"Write pkg:{purl.type}/namespace/{purl.name}",
        )
    if purl.namespace and purl.type in _NO_NAMESPACE:
        yield Fault(
            "purl-namespace",
            "warning",
            path,
            f"a {purl.type} purl has no namespace; {quote_value(written)} has one",
            f"Write pkg:{purl.type}/{purl.name}",
        )


def _check_agreement(purl: Any, path: Path, part: DocumentPart) -> Iterator[Fault]:
    """Whether name and version are those of the component."""
    name, version = text_at(part.entry, "name"), text_at(part.entry, "version")
    if name and purl.type not in _ANY_NAME and not _same_name(purl, text_at(part.entry, "group"), name):
        yield Fault(
            "purl-name",
            "warning",
            path,
            f"the purl names {quote_value(purl.name)}, the component is called {quote_value(name)}",
            "Make them agree",
        )
    if version and purl.version and purl.type not in _ANY_VERSION and not _same_version(purl, version):
        yield Fault(
            "purl-version",
            "warning",
            path,
            f"the purl has version {quote_value(purl.version)}, the component {quote_value(version)}",
            "Make them agree",
        )


@cache
def _parser() -> Any:
    from packageurl import PackageURL  # 6 ms that only this check pays

    return PackageURL


def _parsed(written: str) -> tuple[Any, str]:
    try:
        return _parser().from_string(written), ""
    except ValueError as error:
        reason = str(error).partition(repr(written))
        return None, (reason[2] or reason[0]).strip(" :.") or "it doesn't parse"


def _same_name(purl: Any, group: str, name: str) -> bool:
    """Generous: separators, case, and whether the namespace stands in the name, in the group or nowhere differ between tools."""
    if purl.subpath:
        return True  # a part of the package, with a name of its own
    wanted, namespace, said = (
        _simplify_purls(purl.name),
        _simplify_purls(purl.namespace or ""),
        _simplify_purls(name),
    )
    whole = {f"{namespace}{joint}{wanted}" for joint in ("/", ":", "-")}
    return said == wanted or said in whole or (bool(group) and f"{_simplify_purls(group)}/{said}" in whole)


def _simplify_purls(name: str) -> str:
    return _SEPARATORS.sub("-", name.casefold()).lstrip("@").strip("/")


def _same_version(purl: Any, version: str) -> bool:
    qualifiers = purl.qualifiers if isinstance(purl.qualifiers, dict) else {}
    epoch = f"{qualifiers['epoch']}:" if qualifiers.get("epoch") else ""
    said = {version, version.lstrip("v"), version.removeprefix("go")}
    written = {purl.version, purl.version.lstrip("v"), epoch + purl.version}
    return bool(said & written)
