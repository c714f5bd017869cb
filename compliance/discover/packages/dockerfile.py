# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Base images that a Dockerfile or a Compose file names (docs.docker.com/reference). They are not looked into."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.tables import get_mapping, get_text
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Digest, Evidence, Gap, Kind, Presence, Relation, RelationKind, Scope
from compliance.settings import Settings

_DOCKERFILE = compile_lazily(
    r"(?:.*\.)?(?:dockerfile|containerfile)(?:[.-](?!(?:dockerignore|go|java|js|json|md|py|rs|rst|sh|ts|tsx|txt)\Z)[\w.-]+)?\Z",
    re.IGNORECASE,
)
_COMPOSE = compile_lazily(r"(?:docker-)?compose(?:[-.][\w.-]+)?\.ya?ml\Z", re.IGNORECASE)
_VARIABLE = compile_lazily(r"\$(?:\{(?P<braced>\w+)(?::-(?P<otherwise>[^}]*))?\}|(?P<plain>\w+))")
_IMAGE = compile_lazily(
    r"(?:(?P<host>[\w-]+(?:\.[\w.-]+)?(?::\d+)?)/(?=.*[\w]))?(?P<path>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
    r"(?::(?P<tag>\w[\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?\Z"
)
_DEFAULT_HOST = "docker.io"
_LONGEST = 512


@dataclass(slots=True)
class _Stage:
    name: str
    image: str
    line: int
    copies_from: list[tuple[str, int]] = field(default_factory=list)


def discover(candidates: tuple[ScannedFile, ...], _settings: Settings) -> Iterator[Discovery]:
    """A container for each image that a build or a composition starts from; what is in it is a gap."""
    for candidate in candidates:
        if candidate.carrier or candidate.is_test:
            continue
        read = (
            _dockerfile
            if _DOCKERFILE.match(candidate.name)
            else _compose
            if _COMPOSE.match(candidate.name)
            else None
        )
        if read:
            try:
                yield from read(candidate)
            except parse_file.Unreadable as error:
                yield Gap(
                    candidate.path, f"It {error}; the images it names are missing from the BOM", error.line
                )


def _dockerfile(candidate: ScannedFile) -> Iterator[Discovery]:
    stages, known = _stages(candidate), dict[str, _Stage]()
    for stage in stages:
        known[stage.name] = stage
    needed = _needed(stages, known)
    shipped: set[str] = set()
    for stage in stages:
        for image, line in [(stage.image, stage.line), *stage.copies_from]:
            if image not in known and image.casefold() != "scratch":
                scope = Scope.REQUIRED if stage.name in needed else Scope.EXCLUDED
                found = list(_container(candidate, image, line, scope))
                shipped.update(item.name for item in found if isinstance(item, Component))
                yield from found
    yield from _explain_dockerfile(candidate, shipped)


def _compose(candidate: ScannedFile) -> Iterator[Discovery]:
    document = parse_file.read_text(candidate)[0]
    services = get_mapping(parse_file.parse_yaml(document), "services")
    names: set[str] = set()
    for name in services:
        image = get_text(services[name], "image")
        if image and "build" not in get_mapping(services[name]):  # else it names what is built here
            where = next((number for number, line in enumerate(document.splitlines(), 1) if image in line), 0)
            found = list(_container(candidate, _substituted(image, {}), where, Scope.REQUIRED))
            names.update(item.name for item in found if isinstance(item, Component))
            yield from found
    yield from _explain_dockerfile(candidate, names)


def _explain_dockerfile(candidate: ScannedFile, names: set[str]) -> Iterator[Gap]:
    if names:
        yield Gap(
            candidate.path,
            f"What is in {', '.join(sorted(names))} is not known from here; give --import a BOM of the image",
        )


def _instructions(candidate: ScannedFile) -> Iterator[tuple[int, str, str]]:
    """Line, keyword and the rest of each instruction, with continued lines joined."""
    document, clean = parse_file.read_text(candidate)
    if not clean or "\0" in document:
        raise parse_file.Unreadable("is not UTF-8 text")
    start, held = 0, ""
    for number, line in enumerate(document.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        start = start or number
        if words.endswith(("\\", "`")):
            held += words[:-1] + " "
            continue
        keyword, _, rest = (held + words).strip().partition(" ")
        yield start, keyword.upper(), rest.strip()
        start, held = 0, ""


def _stages(candidate: ScannedFile) -> list[_Stage]:
    arguments: dict[str, str] = {}
    stages: list[_Stage] = []
    for line, keyword, rest in _instructions(candidate):
        if keyword == "ARG" and not stages:
            name, _, value = rest.partition("=")
            arguments[name.strip()] = value.strip().strip("\"'")
        elif keyword == "FROM":
            words = [word for word in rest.split() if not word.startswith("--")]
            image = _substituted(words[0], arguments) if words else ""
            named = words[2].lower() if len(words) == 3 and words[1].upper() == "AS" else ""
            stages.append(_Stage(named or str(len(stages)), image, line))
        elif keyword in {"COPY", "ADD", "RUN"} and stages:
            for match in re.finditer(r"(?:--from=|--mount=\S*?\bfrom=)([^\s,]+)", rest[:_LONGEST]):
                stages[-1].copies_from.append((_substituted(match[1], arguments), line))
    for number, stage in enumerate(stages):  # a stage may be called by its number as well
        stage.copies_from = [
            (stages[int(name)].name if name.isdecimal() and int(name) < number else name.lower(), line)
            for name, line in stage.copies_from
        ]
        stage.image = (
            stage.image.lower() if any(one.name == stage.image.lower() for one in stages) else stage.image
        )
    return stages


def _needed(stages: list[_Stage], known: Mapping[str, _Stage]) -> set[str]:
    """The last stage, and those that it is built on or copies from."""
    found: set[str] = set()
    queue = [stages[-1].name] if stages else []
    while queue:
        name = queue.pop()
        if name in known and name not in found:
            found.add(name)
            queue += [known[name].image, *(image for image, _ in known[name].copies_from)]
    return found


def _substituted(words: str, arguments: Mapping[str, str]) -> str:
    """Defaults for variables; one without a default stays as it is."""

    def value(match: re.Match[str]) -> str:
        name = match["braced"] or match["plain"]
        return arguments.get(name) or match["otherwise"] or match[0]

    return _VARIABLE.sub(value, words[:_LONGEST])


def _container(candidate: ScannedFile, image: str, line: int, scope: Scope) -> Iterator[Discovery]:
    match = _IMAGE.match(image)
    if "$" in image or not match:
        yield Gap(
            candidate.path,
            f"Line {line}: {image or 'FROM'} names no image that can be told from the file alone",
        )
        return
    host, path = match["host"] or "", match["path"]
    if host and not ("." in host or ":" in host or host == "localhost"):
        host, path = "", f"{host}/{path}"
    space, _, name = path.rpartition("/")
    digest, tag = match["digest"] or "", match["tag"] or ("" if match["digest"] else "latest")
    space = "" if space == "library" else space
    ref = build_purl(
        "docker",
        name,
        digest or tag,
        namespace=space,
        repository_url="" if host in {"", _DEFAULT_HOST} else host,
        tag=tag if digest else "",
    )
    evidence = Evidence(candidate.path, line, image)
    yield Component(
        ref=ref,
        kind=Kind.CONTAINER,
        name=image.partition("@")[0].rpartition(":")[0]
        if tag and f":{tag}" in image
        else image.partition("@")[0],
        version=tag or digest,
        purl=ref,
        presence=Presence.REFERENCED,
        scope=scope,
        digests=(Digest("SHA-256", digest.removeprefix("sha256:")),) if digest else (),
        evidence=(evidence,),
    )
    yield Relation("", RelationKind.DEPENDS_ON, ref, (evidence,))
