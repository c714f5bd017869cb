# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from datetime import date

import pytest

from compliance.bom.validation import integrity
from compliance.bom.validation.integrity import cpes


def said(purl: str, name: str, version: str = "", group: str = "") -> list[str]:
    """Messages for a component with this package URL."""
    component = {"name": name, "version": version, "group": group, "purl": purl, "bom-ref": "a"}
    document = {
        "metadata": {"component": {"name": "p", "bom-ref": "p"}},
        "components": [component],
        "dependencies": [{"ref": "p", "dependsOn": ["a"]}],
    }
    return [
        f"{one.severity}: {one.message.partition(': ')[2]}"
        for one in integrity.check_integrity(document, date(2026, 11, 20))
    ]


@pytest.mark.parametrize(
    ("purl", "name", "version", "group"),
    [
        ("pkg:pypi/ruamel-yaml@0.18", "ruamel.yaml", "0.18", ""),
        ("pkg:pypi/typing-extensions@4.0", "Typing_Extensions", "4.0", ""),
        ("pkg:npm/%40babel/core@7.0.0", "core", "7.0.0", "@babel"),
        ("pkg:npm/%40babel/core@7.0.0", "@babel/core", "7.0.0", ""),
        ("pkg:maven/org.apache/log4j@2.0", "log4j", "2.0", "org.apache"),
        ("pkg:maven/org.apache/log4j@2.0", "org.apache:log4j", "2.0", ""),
        ("pkg:golang/github.com/acme/tool@v1.2.0", "github.com/acme/tool", "v1.2.0", ""),
        ("pkg:golang/github.com/acme/tool@v1.2.0#cmd/run", "github.com/acme/tool/cmd/run", "1.2.0", ""),
        ("pkg:cargo/rpds-py@1.0#src/lib.rs", "rpds", "1.0", ""),
        ("pkg:golang/stdlib@1.22.0", "stdlib", "go1.22.0", ""),
        ("pkg:rpm/fedora/curl@7.5-1.fc25?epoch=1", "curl", "1:7.5-1.fc25", ""),
        ("pkg:deb/debian/curl@7.5?distro=sid", "curl", "7.5", ""),
        ("pkg:huggingface/acme/model@0123abc", "acme/model", "1.0", ""),
        ("pkg:oci/image@sha256%3Aabc", "ghcr.io/acme/image", "latest", ""),
        ("pkg:generic/anything@2", "Something else", "3", ""),
        ("pkg:pypi/torch", "torch", "2.9", ""),
    ],
)
def test_what_tools_write_agrees(purl: str, name: str, version: str, group: str) -> None:
    """Separators, case, namespaces in name or group, v and epoch before versions: none of them is a fault."""
    assert [] == [
        one for one in said(purl, name, version, group) if "namespace" not in one or "needs" not in one
    ]


@pytest.mark.parametrize(
    ("purl", "words"),
    [
        ("torch", 'error: the purl "torch" is none: '),
        ("pkg:pypi", 'error: the purl "pkg:pypi" is none: '),
        ("pkg:pypi/", 'error: the purl "pkg:pypi/" is none: '),
        ("pkg:pypi/tensorflow@2.9", 'warning: the purl names "tensorflow", the component is called "torch"'),
        ("pkg:pypi/torch@2.8", 'warning: the purl has version "2.8", the component "2.9"'),
        ("pkg:pypi/acme/torch@2.9", "warning: a pypi purl has no namespace"),
        ("pkg:maven/torch@2.9", "warning: a maven purl needs a namespace"),
    ],
)
def test_faults_are_named(purl: str, words: str) -> None:
    """Not a package URL, another name, another version, a namespace against the rules of the type."""
    (message,) = said(purl, "torch", "2.9")

    assert message.startswith(words)


@pytest.mark.parametrize(
    "cpe",
    [
        "cpe:/a:apache:log4j:2.0",
        "cpe:/o:linux:linux_kernel",
        "cpe:2.3:a:acme:component_framework:-:*:*:*:*:*:*:*",
        r"cpe:2.3:a:foo\\bar:big\$money_manager_2010:2.0:*:*:en-us:special:ipod_touch:80gb:*",
        r"cpe:2.3:a:a\:b:c:1:*:*:*:*:*:*:*",
    ],
)
def test_good_cpes_pass(cpe: str) -> None:
    """Both forms, with escapes and wildcards."""
    assert "" == cpes.fault(cpe)


@pytest.mark.parametrize(
    "cpe",
    [
        "",
        "cpe",
        "cpe:2.3",
        "cpe:2.4:a:b:c:d:e:f:g:h:i:j:k",
        "cpe:2.3:x:b:c:1:*:*:*:*:*:*:*",
        "cpe:2.3:a:b:c:1",
        "cpe:2.3:a:b c:d:1:*:*:*:*:*:*:*",
        "cpe:2.3:a::d:1:*:*:*:*:*:*:*",
        "cpe:2.3:a:b:c:1:*:*:english!:*:*:*:*",
        "cpe:/a:b c",
        "cpe:2.3:a:" + "?" * 5000,
    ],
)
def test_bad_cpes_say_why(cpe: str) -> None:
    """A reason for each."""
    assert "" != cpes.fault(cpe)
