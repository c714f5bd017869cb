# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""`python bench/validate.py`: `lexbom validate` on 5,000 components beside the validator of cyclonedx-python-lib.

The document: libraries with all that BSI TR-03183-2 asks for, CycloneDX 1.6. Claims: schema, integrity and that profile in under half a
second of wall time for the whole process; at least 100 times faster than the library's validator, which knows the schema alone, in the
same run. That one needs minutes for 5,000 components, so it gets 500 unless `--whole` is given; time per component is what is compared
then.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from side_by_side import Command, environment, in_turn, own_command

PROFILE = "bsi-tr-03183-2"
MAKER = {"name": "Example", "contact": [{"email": "sbom@example.org"}]}
LICENSES = ("MIT", "Apache-2.0", "BSD-3-Clause", "MPL-2.0")
THEIRS = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

with open(sys.argv[1], encoding="utf-8") as document:
    sys.exit(JsonStrictValidator(SchemaVersion.V1_6).validate_str(document.read()) is not None)
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "lexbom-bench",
        help="where environment and documents are made and kept",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--whole", action="store_true", help="give the library all 5,000 components, once; takes minutes"
    )
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    documents = {number: _written(options.work, number) for number in (500, 5000)}
    library = environment(options.work / "cyclonedx-lib", ["cyclonedx-python-lib[json-validation]"])
    theirs = 5000 if options.whole else 500

    def own(*more: str) -> Command:
        return [own_command("lexbom"), "validate", documents[5000], *more]

    taken = in_turn(
        {
            "lexbom, 5,000": own("--profile", PROFILE),
            "  schema and integrity": own(),
            "  schema alone": own("--only", "schema"),
            "  integrity alone": own("--only", "integrity"),
            "  profile alone": own("--only", "profile", "--profile", PROFILE),
            "  start (--help)": [own_command("lexbom"), "validate", "--help"],
        },
        options.rounds,
    )
    peer: Command = [library / "bin" / "python", "-c", THEIRS, documents[theirs]]
    taken[f"cyclonedx-python-lib, {theirs:,}"] = _once(peer)
    for name, seconds in taken.items():
        print(f"{name:<30}{seconds:9.3f} s")
    ratio = taken[f"cyclonedx-python-lib, {theirs:,}"] / theirs / (taken["lexbom, 5,000"] / 5000)
    print(f"{'ratio per component':<30}{ratio:9.0f}   (claim: at least 100)")
    print(f"{'whole process':<30}{taken['lexbom, 5,000']:9.3f} s (claim: under 0.5)")


def _once(command: Command) -> float:
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True)
    return time.perf_counter() - start


def _written(folder: Path, number: int) -> Path:
    """A document of this many components without a fault in any layer; the other validator has to agree on its schema."""
    path = folder / f"{number}.cdx.json"
    path.write_text(json.dumps(_document(number)), "utf-8")
    done = subprocess.run(
        [own_command("lexbom"), "validate", path, "--profile", PROFILE], check=False, capture_output=True
    )
    if done.returncode:
        sys.exit(done.stdout.decode())
    return path


def _document(number: int) -> dict[str, Any]:
    refs = [f"pkg:pypi/part-{count}@1.{count}" for count in range(number)]
    product = _component("product", "1", "pkg:generic/product@1", "MIT")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "version": 1,
        "metadata": {
            "timestamp": "2026-01-31T12:00:00Z",
            "manufacturer": MAKER,
            "component": product | {"type": "application"},
        },
        "components": [
            _component(f"part-{count}", f"1.{count}", ref, LICENSES[count % len(LICENSES)])
            for count, ref in enumerate(refs)
        ],
        "dependencies": [
            {"ref": product["bom-ref"], "dependsOn": refs},
            *({"ref": ref, "dependsOn": refs[count + 1 : count + 4]} for count, ref in enumerate(refs)),
        ],
        "compositions": [{"aggregate": "complete", "dependencies": [product["bom-ref"], *refs]}],
    }


def _component(name: str, version: str, purl: str, license_: str) -> dict[str, Any]:
    sha256 = {"alg": "SHA-256", "content": hashlib.sha256(purl.encode()).hexdigest()}
    sha512 = {"alg": "SHA-512", "content": hashlib.sha512(purl.encode()).hexdigest()}
    filename = f"{name}-{version}-py3-none-any.whl"
    said = {
        "filename": filename,
        "executable": "non-executable",
        "archive": "archive",
        "structured": "structured",
    }
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "manufacturer": MAKER,
        "licenses": [
            {"license": {"id": license_, "acknowledgement": word}} for word in ("declared", "concluded")
        ],
        "hashes": [sha256],
        "externalReferences": [
            {"type": "distribution", "url": f"https://example.org/{filename}", "hashes": [sha512]},
            {"type": "source-distribution", "url": f"https://example.org/{name}.tar.gz"},
        ],
        "properties": [{"name": f"bsi:component:{key}", "value": value} for key, value in said.items()],
    }


if __name__ == "__main__":
    main()
