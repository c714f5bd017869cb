# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Base images that a Dockerfile or a Compose file names (docs.docker.com/reference). They are not looked into."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from compliance.discover.base import parse_file
from compliance.discover.base.purls import build_purl
from compliance.discover.interface import Discovery, ScannedFile
from compliance.discover.packages._support.tables import find_line, get_mapping, get_text
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
_COPIES_FROM = compile_lazily(r"(?:--from=|--mount=\S*?\bfrom=)([^\s,]+)")
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
        read = _choose_reader(candidate.name)
        if candidate.carrier or candidate.is_test or not read:
            continue
        try:
            yield from read(candidate)
        except parse_file.Unreadable as error:
            yield Gap(candidate.path, f"It {error}; the images it names are missing from the BOM", error.line)


def _choose_reader(name: str) -> Callable[[ScannedFile], Iterator[Discovery]] | None:
    if _DOCKERFILE.match(name):
        return _read_dockerfile
    return _read_compose if _COMPOSE.match(name) else None


def _read_dockerfile(candidate: ScannedFile) -> Iterator[Discovery]:
    stages = _read_stages(candidate)
    known = {stage.name: stage for stage in stages}
    needed = _find_needed_stages(stages, known)
    names: set[str] = set()
    for stage in stages:
        scope = Scope.REQUIRED if stage.name in needed else Scope.EXCLUDED
        for image, line in [(stage.image, stage.line), *stage.copies_from]:
            if image in known or image.casefold() == "scratch":
                continue
            for found in _build_container(candidate, image, line, scope):
                names.update(_name_containers(found))
                yield found
    yield from _explain_images(candidate, names)


def _name_containers(found: Discovery) -> set[str]:
    return {found.name} if isinstance(found, Component) else set()


def _read_compose(candidate: ScannedFile) -> Iterator[Discovery]:
    document = parse_file.read_text(candidate)[0]
    lines = document.splitlines()
    names: set[str] = set()
    for service in get_mapping(parse_file.parse_yaml(document), "services").values():
        image = get_text(service, "image")
        if not image or "build" in get_mapping(service):  # with `build` it names what is built here
            continue
        line = find_line(lines, image)
        for found in _build_container(candidate, _substitute_variables(image, {}), line, Scope.REQUIRED):
            names.update(_name_containers(found))
            yield found
    yield from _explain_images(candidate, names)


def _explain_images(candidate: ScannedFile, names: set[str]) -> Iterator[Gap]:
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


def _read_stages(candidate: ScannedFile) -> list[_Stage]:
    """The stages of a build, each with the image or stage that it starts from and those that it copies from."""
    arguments: dict[str, str] = {}
    stages: list[_Stage] = []
    for line, keyword, rest in _instructions(candidate):
        if keyword == "ARG" and not stages:  # arguments before the first FROM are those that FROM can use
            name, _, value = rest.partition("=")
            arguments[name.strip()] = value.strip().strip("\"'")
        elif keyword == "FROM":
            stages.append(_read_from(rest, arguments, line, len(stages)))
        elif keyword in {"COPY", "ADD", "RUN"} and stages:
            for match in _COPIES_FROM.finditer(rest[:_LONGEST]):
                stages[-1].copies_from.append((_substitute_variables(match[1], arguments), line))
    _name_stages(stages)
    return stages


def _read_from(rest: str, arguments: Mapping[str, str], line: int, number: int) -> _Stage:
    """`FROM [--platform=...] image [AS name]`; a stage without a name is called by its number."""
    words = [word for word in rest.split() if not word.startswith("--")]
    image = _substitute_variables(words[0], arguments) if words else ""
    is_named = len(words) == 3 and words[1].upper() == "AS"
    return _Stage(words[2].lower() if is_named else str(number), image, line)


def _name_stages(stages: list[_Stage]) -> None:
    """Spells what stages start from and copy from as the stages' names, which don't depend on case, where they mean stages."""
    names = {stage.name for stage in stages}
    for number, stage in enumerate(stages):
        copies_from = []
        for name, line in stage.copies_from:
            is_number = name.isdecimal() and int(name) < number
            copies_from.append((stages[int(name)].name if is_number else name.lower(), line))
        stage.copies_from = copies_from
        if stage.image.lower() in names:
            stage.image = stage.image.lower()


def _find_needed_stages(stages: list[_Stage], known: Mapping[str, _Stage]) -> set[str]:
    """The last stage, and those that it is built on or copies from."""
    found: set[str] = set()
    queue = [stages[-1].name] if stages else []
    while queue:
        name = queue.pop()
        if name in known and name not in found:
            found.add(name)
            queue += [known[name].image, *(image for image, _ in known[name].copies_from)]
    return found


def _substitute_variables(words: str, arguments: Mapping[str, str]) -> str:
    """Defaults for variables; one without a default stays as it is."""

    def value(match: re.Match[str]) -> str:
        name = match["braced"] or match["plain"]
        return arguments.get(name) or match["otherwise"] or match[0]

    return _VARIABLE.sub(value, words[:_LONGEST])


def _build_container(candidate: ScannedFile, image: str, line: int, scope: Scope) -> Iterator[Discovery]:
    match = _IMAGE.match(image)
    if "$" in image or not match:
        yield Gap(
            candidate.path,
            f"Line {line}: {image or 'FROM'} names no image that can be told from the file alone",
        )
        return
    digest = match["digest"] or ""
    tag = match["tag"] or ("" if digest else "latest")
    ref = _build_image_purl(match, digest, tag)
    evidence = Evidence(candidate.path, line, image)
    yield Component(
        ref=ref,
        kind=Kind.CONTAINER,
        name=_name_image(image, tag),
        version=tag or digest,
        purl=ref,
        presence=Presence.REFERENCED,
        scope=scope,
        digests=(Digest("SHA-256", digest.removeprefix("sha256:")),) if digest else (),
        evidence=(evidence,),
    )
    yield Relation("", RelationKind.DEPENDS_ON, ref, (evidence,))


def _build_image_purl(match: re.Match[str], digest: str, tag: str) -> str:
    """`pkg:docker/...` (purl-spec, types/docker); images of the default registry have no repository_url, official ones no namespace."""
    host, path = match["host"] or "", match["path"]
    if host and not _is_registry(host):
        host, path = "", f"{host}/{path}"
    space, _, name = path.rpartition("/")
    return build_purl(
        "docker",
        name,
        digest or tag,
        namespace="" if space == "library" else space,
        repository_url="" if host == _DEFAULT_HOST else host,
        tag=tag if digest else "",
    )


def _is_registry(first: str) -> bool:
    """Whether the first part of an image's name is a host: it has a dot or a port, or is localhost (distribution/reference)."""
    return "." in first or ":" in first or first == "localhost"


def _name_image(image: str, tag: str) -> str:
    """The image as it is written, without tag and digest."""
    name = image.partition("@")[0]
    return name.rpartition(":")[0] if tag and f":{tag}" in image else name
