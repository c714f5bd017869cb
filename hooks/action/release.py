# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The step Release: the BOM becomes an asset of the release that the run is for."""

import hashlib
import os
import sys
import urllib.parse
from pathlib import Path
from typing import Any

from hooks.action import api, runner


def main() -> None:
    """Upload it; it was asked for, so what hinders it fails the step."""
    bom = Path(runner.given("SBOM_FILE"))
    try:
        upload(release(), bom.name, bom.read_bytes())
    except api.Refused as refused:
        hint = " The job needs the permission contents: write." if refused.status in api.DENIED else ""
        runner.annotate("error", f"The BOM is not in the release: {refused}.{hint}")
        sys.exit(1)


def release() -> dict[str, Any]:
    """The release of the event, or of the tag that was pushed."""
    of_event = runner.event().get("release")
    if of_event:
        return dict(of_event)
    if os.environ.get("GITHUB_REF_TYPE") != "tag":
        raise api.Refused(0, "this run is for no release and no tag")
    tag = urllib.parse.quote(os.environ["GITHUB_REF_NAME"], safe="")
    return dict(api.call("GET", api.repository(f"releases/tags/{tag}")))


def upload(target: dict[str, Any], name: str, content: bytes) -> None:
    """Add the file; the same content again is fine, other content under the name is refused.

    Raises:
        api.Refused: the release holds another file of this name, or the API said no.
    """
    held = {
        asset["name"]: asset
        for asset in api.call("GET", api.repository(f"releases/{target['id']}/assets?per_page=100"))
    }
    if name in held:
        if held[name].get("digest") == f"sha256:{hashlib.sha256(content).hexdigest()}":
            return
        raise api.Refused(
            0, f"it holds another {name} already; remove that, or give the input sbom-file another name"
        )
    address = str(target["upload_url"]).partition("{")[0]
    api.call("POST", f"{address}?name={urllib.parse.quote(name)}", content, "application/vnd.cyclonedx+json")


if __name__ == "__main__":
    main()
