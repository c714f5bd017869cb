# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest
from looking import look
from packageurl import PackageURL

from compliance.model import Kind

SHA = "sha256:" + "ab" * 32
STAGES = f"""# syntax=docker/dockerfile:1
ARG PYTHON=3.12
ARG REGISTRY
FROM --platform=$BUILDPLATFORM python:${{PYTHON}}-slim \\
    AS build
RUN pip install .
FROM build AS test
FROM node AS unused
FROM ghcr.example.org/team/base/app:1.2@{SHA}
COPY --from=build /app /app
COPY --from=busybox:1.36 /bin/sh /bin/sh
COPY --from=0 /x /y
"""


def images(root: Path, files: dict[str, str | bytes]) -> dict[str, str]:
    """The purls of container images with their scope."""
    return {one.purl: str(one.scope) for one in look(root, files).components if one.kind is Kind.CONTAINER}


def test_base_images_are_containers(tmp_path: Path) -> None:
    """Stages are no images, defaults fill variables, and what the last stage needs is told from what it doesn't."""
    found = images(tmp_path, {"Dockerfile": STAGES})

    assert {
        "pkg:docker/python@3.12-slim": "required",
        "pkg:docker/busybox@1.36": "required",
        "pkg:docker/node@latest": "excluded",
        f"pkg:docker/team/base/app@{SHA}?repository_url=ghcr.example.org&tag=1.2": "required",
    } == found
    assert all(PackageURL.from_string(purl).to_string() == purl for purl in found)


def test_what_is_in_an_image_is_a_gap(tmp_path: Path) -> None:
    """Nobody takes the BOM for one of the whole image, and the digest is kept."""
    inventory = look(tmp_path, {"Dockerfile": f"FROM debian:13@{SHA}\n"})

    (gap,) = inventory.gaps
    assert gap.reason.startswith("What is in debian is not known from here; give --import")
    (image,) = (one for one in inventory.components if one.kind is Kind.CONTAINER)
    assert ("debian", "13", "ab" * 32) == (image.name, image.version, image.digests[0].value)
    assert 1 == image.evidence[0].line


@pytest.mark.parametrize("image", ["$BASE", "${REGISTRY}/app", "UPPER/Case", "", "x" * 5000])
def test_an_image_that_cannot_be_told_is_a_gap(image: str, tmp_path: Path) -> None:
    """Variables without a default, and what is no name of an image."""
    inventory = look(tmp_path, {"Dockerfile": f"FROM {image}\n"})

    assert [] == [one for one in inventory.components if one.kind is Kind.CONTAINER and "x" not in one.name]
    assert inventory.gaps


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Dockerfile", True),
        ("Dockerfile.gpu", True),
        ("api.Dockerfile", True),
        ("Containerfile-dev", True),
        ("dockerfile.py", False),
        ("Dockerfile.dockerignore", False),
        ("NotADockerfile", False),
    ],
)
def test_names_of_dockerfiles(name: str, is_one: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A program that is called so reads them, and is none."""
    assert is_one is bool(images(tmp_path, {name: "FROM debian:13\nFROM x import y\n"}))


def test_compose_files_name_images(tmp_path: Path) -> None:
    """Services that are built here have none, even where the file says what the image is to be called."""
    compose = 'services:\n  db:\n    image: "postgres:${TAG:-17}"\n  app:\n    build: .\n    image: shop/app\n  q: {image: localhost:5000/q}\n'

    found = images(tmp_path, {"compose.yaml": compose, "scratch.Dockerfile": "FROM scratch\n"})

    assert {
        "pkg:docker/postgres@17": "required",
        "pkg:docker/q@latest?repository_url=localhost:5000": "required",
    } == found
