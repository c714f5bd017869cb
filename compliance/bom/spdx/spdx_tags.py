# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""SPDX 2.2 and 2.3 in tag-value form as the same document in SPDX JSON (SPDX 2.3, clauses 6 to 12)."""

from collections.abc import Iterator

from compliance.bom.document import Json
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily

_LINE = compile_lazily(r"([A-Za-z]+):[ \t]*(.*)")
_SECTIONS = {
    "PackageName": "packages",
    "FileName": "files",
    "SnippetSPDXID": "snippets",
    "LicenseID": "hasExtractedLicensingInfos",
    "Annotator": "annotations",
    "Relationship": "relationships",
}
"""The tag that opens a section, and where JSON keeps it."""
_DOCUMENT = {
    "SPDXVersion": "spdxVersion",
    "DataLicense": "dataLicense",
    "DocumentName": "name",
    "DocumentNamespace": "documentNamespace",
    "DocumentComment": "comment",
    "CreatorComment": "creatorComment",
    "LicenseListVersion": "licenseListVersion",
}
_PACKAGE = {
    "PackageVersion": "versionInfo",
    "PackageFileName": "packageFileName",
    "PackageSupplier": "supplier",
    "PackageOriginator": "originator",
    "PackageDownloadLocation": "downloadLocation",
    "PackageHomePage": "homepage",
    "PackageSourceInfo": "sourceInfo",
    "PackageSummary": "summary",
    "PackageDescription": "description",
    "PackageComment": "comment",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared",
    "PackageLicenseComments": "licenseComments",
    "PackageCopyrightText": "copyrightText",
    "PackageVerificationCode": "packageVerificationCode",
    "PrimaryPackagePurpose": "primaryPackagePurpose",
    "BuiltDate": "builtDate",
    "ReleaseDate": "releaseDate",
    "ValidUntilDate": "validUntilDate",
    "FilesAnalyzed": "filesAnalyzed",
}
_PLAIN = {
    "SPDXID": "SPDXID",
    "LicenseConcluded": "licenseConcluded",
    "LicenseComments": "licenseComments",
    "FileCopyrightText": "copyrightText",
    "FileComment": "comment",
    "FileNotice": "noticeText",
    "LicenseName": "name",
    "ExtractedText": "extractedText",
    "LicenseComment": "comment",
    "RelationshipComment": "comment",
    "AnnotationDate": "annotationDate",
    "AnnotationType": "annotationType",
    "AnnotationComment": "comment",
    "SPDXREF": "SPDXREF",
}
_LISTS = {
    "LicenseInfoInFile": "licenseInfoInFiles",
    "FileType": "fileTypes",
    "FileContributor": "fileContributors",
    "PackageLicenseInfoFromFiles": "licenseInfoFromFiles",
    "LicenseCrossReference": "seeAlsos",
    "ExternalDocumentRef": "externalDocumentRefs",
    "PackageAttributionText": "attributionTexts",
    "FileAttributionText": "attributionTexts",
}


def parse_tag_values(text: str, name: str) -> Json:
    """The document as SPDX JSON has it; lines that are no tags of the specification are kept under `lines`.

    Raises:
        InputError: a text that is opened and never closed.
    """
    document: Json = {"creationInfo": {"creators": []}}
    current = document
    for tag, value in _tags(text, name):
        if tag in _SECTIONS:
            current = _opened(tag, value)
            document.setdefault(_SECTIONS[tag], []).append(current)
        elif tag in {"Creator", "Created"}:
            _created(document["creationInfo"], tag, value)
        elif tag in _DOCUMENT:
            document[_DOCUMENT[tag]] = value
        else:
            _add(current, tag, value)
    return document


def _tags(text: str, name: str) -> Iterator[tuple[str, str]]:
    lines = iter(text.splitlines())
    for line in lines:
        match = _LINE.match(line)
        if not match:
            if line.strip() and not line.lstrip().startswith("#"):
                yield "", line
            continue
        tag, value = match[1], match[2].strip()
        if value.startswith("<text>"):
            parts = [value.removeprefix("<text>")]
            while "</text>" not in parts[-1]:
                following = next(lines, None)
                if following is None:
                    raise InputError(
                        f"{name} opens a <text> that it never closes", fix="Give the document whole"
                    )
                parts.append(following)
            value = "\n".join(parts).partition("</text>")[0]
        yield tag, value


def _opened(tag: str, value: str) -> Json:
    if tag == "Relationship":
        ends = ([*value.split(None, 2), "", "", ""])[:3]
        return {"spdxElementId": ends[0], "relationshipType": ends[1], "relatedSpdxElement": ends[2]}
    key = {"PackageName": "name", "FileName": "fileName", "LicenseID": "licenseId", "Annotator": "annotator"}
    return {key.get(tag, "SPDXID"): value}


def _created(info: Json, tag: str, value: str) -> None:
    if tag == "Creator":
        info["creators"].append(value)
    else:
        info["created"] = value


def _add(current: Json, tag: str, value: str) -> None:
    if tag in {"PackageChecksum", "FileChecksum"}:
        algorithm, _, digest = value.partition(":")
        entry = {"algorithm": algorithm.strip(), "checksumValue": digest.strip()}
        current.setdefault("checksums", []).append(entry)
    elif tag == "ExternalRef":
        keys = ("referenceCategory", "referenceType", "referenceLocator")
        current.setdefault("externalRefs", []).append(dict(zip(keys, value.split(None, 2), strict=False)))
    elif tag == "ExternalRefComment" and current.get("externalRefs"):
        current["externalRefs"][-1]["comment"] = value
    elif tag in _LISTS:
        current.setdefault(_LISTS[tag], []).append(value)
    elif key := _PACKAGE.get(tag) or _PLAIN.get(tag):
        current[key] = value
    else:
        current.setdefault("lines", []).append(f"{tag}: {value}" if tag else value)
