# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Where in the repository a finding belongs: code hosts show it only at a file of theirs.

What was read inside an installed package is no file of the repository; there the line that asks for the package is the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.findings import Finding
from compliance.lazy_regex import compile_lazily
from compliance.model import Component, Evidence, Kind, Presence
from compliance.result import Result

_NOWHERE = "lexbom.toml"
"""Where facts about a product are stated, if nothing else has a place."""


_DRIVE = compile_lazily(r"[A-Za-z]:/")


@dataclass(frozen=True, slots=True)
class FindingLocation:
    """A file, from where the reader stands, and its line."""

    path: str
    line: int = 1


@dataclass(slots=True)
class FindingLocations:
    """The places of one result's findings."""

    result: Result
    by_ref: dict[str, Component] = field(init=False)
    default: FindingLocation = field(init=False)

    def __post_init__(self) -> None:
        self.by_ref = self.result.inventory.by_ref()
        self.default = self._default()

    def of(self, finding: Finding) -> FindingLocation:
        """The first of: its own evidence, its component's, that of what ships the component, configuration, a manifest, the BOM."""
        component = self.by_ref.get(finding.ref)
        for evidence in finding.evidence:
            if _in_repository(evidence, component, self.by_ref):
                return self._place(evidence)
        for carrier in _carriers(component, self.by_ref):
            for evidence in carrier.evidence:
                if _in_repository(evidence, carrier, self.by_ref):
                    return self._place(evidence)
        return self.default

    def _place(self, evidence: Evidence) -> FindingLocation:
        return FindingLocation(self.result.base + evidence.path.replace("\\", "/"), max(evidence.line, 1))

    def _default(self) -> FindingLocation:
        if self.result.settings.source:
            return FindingLocation(self.result.base + self.result.settings.source)
        for component in self.result.inventory.components:
            if component.kind is Kind.LIBRARY:
                for evidence in component.evidence:
                    if _in_repository(evidence, component, self.by_ref):
                        return FindingLocation(self._place(evidence).path)
        bom = Evidence(path=self.result.bom)
        return FindingLocation(
            bom.path if _in_repository(bom, None, self.by_ref) else self.result.base + _NOWHERE
        )


def _carriers(component: Component | None, by_ref: dict[str, Component]) -> Iterator[Component]:
    """The component, what ships it, and so on."""
    seen: set[str] = set()
    while component and component.ref not in seen:
        seen.add(component.ref)
        yield component
        component = by_ref.get(component.shipped_by)


def _in_repository(evidence: Evidence, component: Component | None, by_ref: dict[str, Component]) -> bool:
    """Whether its path is one of the repository's, and not one inside an installed package or outside of everything."""
    path = evidence.path.replace("\\", "/")
    steps = path.split("/")
    if not path or path.startswith("/") or ".." in steps or steps[0] == "site-packages" or _DRIVE.match(path):
        return False
    if any(step.endswith((".dist-info", ".egg-info")) for step in steps[:-1]):
        return False
    carried = any(one.kind is Kind.LIBRARY for one in list(_carriers(component, by_ref))[1:])
    installed = bool(component and component.presence is Presence.SHIPPED and carried)
    return not installed
