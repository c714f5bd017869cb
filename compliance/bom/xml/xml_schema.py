# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""A CycloneDX document in XML against the official XSD of the version that its namespace states; entities, DTDs and network are off."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

from compliance.bom.validation.json_path import find_nearest, quote_value, show_value
from compliance.bom.validation.validate import Problem
from compliance.english import plural
from compliance.errors import InputError
from compliance.lazy_regex import compile_lazily

VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
NAMESPACE = "http://cyclonedx.org/schema/bom/"
_PROLOG = compile_lazily(rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_QUALIFIED = compile_lazily(r"\{\w+://[^{}]*\}")
_SUBJECT = compile_lazily(r"Element '([^']*)'(?:, attribute '([^']*)')?: (?:\[facet '[^']*'\] )?")
_ALLOWED = compile_lazily(r"The value '(.*?)' is not an element of the set \{(.*?)\}", re.DOTALL)
_LENGTH = 300
_MOST = 100
_FEW = 6
_FOLLOWS = compile_lazily("_DATATYPE_VALID_|No precomputed value")


def validate_xml(raw: bytes, name: str) -> list[Problem]:
    """What is wrong by the schema, in document order; at most 100 problems and how many more there are.

    Raises:
        InputError: not well-formed, with a DTD, or not CycloneDX.
    """
    root = _parsed(raw, name)
    version = _version(root, name)
    if version not in VERSIONS:
        known = f"{VERSIONS[0]} to {VERSIONS[-1]}"
        message = f"the document states CycloneDX {version}, for which there is no schema here"
        return [
            Problem(
                "schema",
                "error",
                "/bom",
                message,
                f"Use the namespace {NAMESPACE}<version> of one of {known}",
            )
        ]
    engine = _schema(version)
    engine.validate(root.getroottree())
    causes = _causes(engine.error_log)
    problems = [_problem(root, entry) for entry in causes[:_MOST]]
    if len(causes) > _MOST:
        more = plural(
            len(causes) - _MOST, "more failure against the schema is", "more failures against the schema are"
        )
        message = f"{more} not shown"
        problems.append(Problem("schema", "error", "/bom", message, "Repair those above first"))
    return problems


def _parsed(raw: bytes, name: str) -> Any:
    from lxml import etree  # 15 ms that only XML pays

    if _PROLOG.match(raw.replace(b"\0", b"")[:100_000].removeprefix(b"\xef\xbb\xbf")):
        raise _refused(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Excessive depth" in str(error):
            raise InputError(f"{name} is nested too deeply to be read", fix="Nest less deeply") from error
        raise InputError(
            f"{name} is no XML that can be read: {error}", fix="Give a CycloneDX document in JSON or XML"
        ) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise _refused(name)
    return root


def _refused(name: str) -> InputError:
    return InputError(
        f"{name} has a document type definition, which no CycloneDX document needs", fix="Remove the DOCTYPE"
    )


def _version(root: Any, name: str) -> str:
    match = re.fullmatch(r"\{([^}]*)\}(.*)", root.tag)
    namespace, tag = (match[1], match[2]) if match else ("", root.tag)
    if tag == "bom" and namespace.startswith(NAMESPACE):
        return namespace.removeprefix(NAMESPACE)
    if any("spdx.org" in str(uri) for uri in (namespace, *root.nsmap.values())):
        raise InputError(
            f"{name} is an SPDX document; lexbom validates CycloneDX",
            fix="Give a CycloneDX document in JSON or XML",
        )
    raise InputError(
        f"{name} is no CycloneDX document",
        fix=f"Its root has to be bom in a namespace such as {NAMESPACE}1.7",
    )


@cache
def _schema(version: str) -> Any:
    from lxml import etree  # 15 ms that only XML pays

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with as_file(files("cyclonedx.schema") / "_res") as folder:
        return etree.XMLSchema(etree.parse(str(folder / f"bom-{version}.SNAPSHOT.xsd"), parser))


def _causes(log: Any) -> list[Any]:
    """One entry per element and cause: what follows from a facet ("not a valid value of the type") is left out."""
    causes: list[Any] = []
    for _, group in groupby(log, key=lambda entry: (entry.line, entry.path)):
        entries = list(group)
        telling = [entry for entry in entries if not _FOLLOWS.search(f"{entry.type_name} {entry.message}")]
        causes += {entry.message: entry for entry in telling or entries}.values()
    return causes


def _problem(root: Any, entry: Any) -> Problem:
    found = root.xpath(entry.path) if entry.path else []
    element = found[0] if found else root
    message, fix = _sentence(_QUALIFIED.sub("", entry.message))
    return Problem(
        "schema", "error", _place(element), f"{_owner(element)} (line {entry.line}): {message}", fix
    )


def _sentence(message: str) -> tuple[str, str]:
    """What libxml2 says, in a person's words; what has none of its own is passed on."""
    match = _SUBJECT.match(message)
    rest = message[match.end() :] if match else message
    subject = f"`{match[2]}` of {match[1]}" if match and match[2] else f"`{match[1]}`" if match else "it"
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(rest):
            return sentence(subject, found)
    return f"{subject}: {show_value(rest, _LENGTH).rstrip('.')}", ""


def _allowed(subject: str, found: re.Match[str]) -> tuple[str, str]:
    allowed = re.findall(r"'(.*?)'", found[2])
    near = find_nearest(found[1], allowed, 3)
    if len(allowed) <= _FEW:
        listed = "allowed are " + ", ".join(allowed)
    else:
        listed = f"{len(allowed)} values are allowed" + (f", nearest {', '.join(near)}" if near else "")
    fix = f'Use "{near[0]}"' if near else "Use one of the allowed values"
    return f"{subject} is {quote_value(found[1])}; {listed}", fix


def _unexpected(subject: str, found: re.Match[str]) -> tuple[str, str]:
    words = re.findall(r"(?<!#)\b[a-zA-Z][\w-]*", found[1] or "")
    names = [word for word in words if word not in {"one", "of", "other"} and not word.startswith("other")]
    return (
        f"{subject} is not expected here",
        f"Expected here: {', '.join(names)}" if names else "Remove it, or move it",
    )


def _build_xml_schema_pattern(subject: str, found: re.Match[str]) -> tuple[str, str]:
    wanted = next(
        (words for part, words in _FORMS if part in found[2]), f"of the form {show_value(found[2], _LENGTH)}"
    )
    return f"{subject} is {quote_value(found[1])}; it has to be {wanted}", "Write it in that form"


_FORMS = (
    ("urn:uuid:", "urn:uuid: and a UUID in lower-case digits"),
    (
        "[a-fA-F0-9]",
        "hexadecimal digits, as many as a digest of a known algorithm has: 32, 40, 64, 96 or 128",
    ),
)
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], tuple[str, str]]], ...] = (
    (_ALLOWED, _allowed),
    (compile_lazily(r"This element is not expected\.(?: Expected is (.*))?", re.DOTALL), _unexpected),
    (
        compile_lazily(r"The value '(.*?)' is not accepted by the pattern '(.*)'", re.DOTALL),
        _build_xml_schema_pattern,
    ),
    (
        compile_lazily(r"The attribute '(.*?)' is required but missing"),
        lambda subject, found: (f"{subject} lacks the required attribute `{found[1]}`", f"Add `{found[1]}`"),
    ),
    (
        compile_lazily(r"The attribute '(.*?)' is not allowed"),
        lambda subject, found: (f"{subject} has the unknown attribute `{found[1]}`", "Remove it"),
    ),
    (
        compile_lazily(r"Missing child element\(s\)\.(?: Expected is (.*))?", re.DOTALL),
        lambda subject, found: (f"{subject} lacks a child element", _unexpected(subject, found)[1]),
    ),
    (
        compile_lazily(r"The value '' has a length of '0'"),
        lambda subject, _: (f"{subject} is empty", "Fill it or leave it out"),
    ),
    (
        compile_lazily(r"Duplicate key-sequence \['(.*?)'\]", re.DOTALL),
        lambda subject, found: (
            f"the bom-ref {quote_value(found[1])} of {subject} is given more than once",
            "Give each element a bom-ref of its own",
        ),
    ),
    (
        compile_lazily(
            r"'(.*?)' is not a valid value of the (?:atomic|union|list|local atomic) type '(.*?)'", re.DOTALL
        ),
        lambda subject, found: (
            f"{subject} is {quote_value(found[1])}, which is no {found[2].removeprefix('xs:')}",
            "Write it in that form",
        ),
    ),
)
"""What libxml2 says of a failure (xmlschemas.c), and how a person is told."""


def _place(element: Any) -> str:
    """The path of an element without namespaces, counted among its like-named siblings: /bom/components/component[2]."""
    steps = []
    for one in (element, *element.iterancestors()):
        like = list(one.itersiblings(one.tag, preceding=True))
        alone = not like and next(one.itersiblings(one.tag), None) is None
        steps.append(_local(one) + ("" if alone else f"[{len(like) + 1}]"))
    return "/" + "/".join(reversed(steps))


def _owner(element: Any) -> str:
    """The innermost component or service around an element, by name and version."""
    for one in (element, *element.iterancestors()):
        if _local(one) in {"component", "service", "vulnerability"}:
            texts = {_local(child): (child.text or "").strip() for child in one.iterchildren("*")}
            name = " ".join(filter(None, (texts.get("name") or texts.get("id"), texts.get("version"))))
            return f"{_local(one)} {show_value(name) or 'without a name'}"
    return "the document"


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
