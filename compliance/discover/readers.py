# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Every source, with the files that it looks at: one that no file of the product concerns is not loaded."""

import fnmatch
import importlib
import re
from collections.abc import Iterable, Iterator
from typing import cast

from compliance.discover.interface import Reader, ScannedFile

_CARDS = ("readme.md", "modelcard.md", "model_card.md", "dataset_card.md")
_CODE = ("*.py", "*.ipynb", "*.yaml", "*.yml", "*.toml", "*.json", "*.sh", "*.bash", "*.zsh", "*.mk", "*.txt", "*.env", ".env*", "dockerfile*",
         "containerfile*", "makefile*", "gnumakefile*", "justfile*")  # fmt: skip
_SOURCE_CODE = ("*.py", "*.ipynb", "*.sh", "*.bash", "*.zsh", "*.mk", "dockerfile*", "containerfile*", "makefile*", "gnumakefile*", "justfile*",
                "requirements*.txt")  # fmt: skip
"""Files that show that a product is there, even if nothing in them is worth a component."""
_OF_PARTS = frozenset(
    {"packages.bundled", "packages.installed", "packages.vendored", "packages.vendored_python"}
)
"""What looks at installed or copied packages, of which each becomes a component."""
_CREDITS = ("readme*", "credit*", "source*", "attribution*")
_IMAGES = ("*.jpg", "*.jpeg", "*.png", "*.tif", "*.tiff", "*.bmp", "*.webp", "*.pgm", "*.ppm")
_JAVASCRIPT = (
    "package.json",
    "npm-shrinkwrap.json",
    "package-lock.json",
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
)
_LICENSES = ("*licen*", "copying*", "*polic*", "*terms*", "*eula*", "copyright*", "*acceptable*", "*lizenz*", "pyproject.toml", "setup.cfg", "cargo.toml",
             "package.json")  # fmt: skip
_POINTED_AT = ("*.csv", "*.tsv", "*.parquet", "*.arrow", "*.jsonl", "*.feather", "*.ndjson", "*.safetensors", "*.gguf", "*.onnx", "*.pt", "*.pth", "*.bin", "*.ckpt",
               "*.h5", "*.keras", "*.tflite", "*.mlmodel", "*.pb", "*.jit", "*.npz")  # fmt: skip
_TABLES = (
    "*.csv*",
    "*.tsv*",
    "*.json*",
    "*.ndjson*",
    "*.arff*",
    "*.geojson*",
    "*.topojson*",
    "*.parquet",
    "*.pq",
    "*.arrow",
    "*.feather",
    "*.ipc",
)
_VENDORED = (
    "third_party/",
    "third-party/",
    "thirdparty/",
    "3rdparty/",
    "vendored/",
    "_vendor/",
    "_vendored/",
    "external/",
    "extern/",
    "vendor/",
)
_ALWAYS = ("*",)
_LOOK_AT: dict[str, tuple[str, ...]] = {
    "cards.aspects": (
        *_CARDS,
        "*.py",
        "*_results.json",
        "evaluation.json",
        "metrics.json",
        "training_args.*",
        "hparams.*",
        "trainer_state.json",
    ),
    "cards.hub_cards": _CARDS,
    "licences.clarified": _ALWAYS,
    "code.read_code": _CODE,
    "datasets.attribution": _CREDITS,
    "datasets.croissant": ("*.jsonld", "*croissant*", "metadata.json", "dataset.json"),
    "datasets.dvc": ("*.dvc", "dvc.lock"),
    "datasets.folders": (
        "*.dat",
        "*.gz",
        "*.train",
        "*.dev",
        "*.valid",
        "*.test",
        "*.npy",
        "*.npz",
        "*.zip",
        "*.db",
        "*.sqlite",
        "*.sqlite3",
        "*.txt",
        "*.dict",
        "*.dic",
    ),
    "datasets.frictionless": ("datapackage.*",),
    "datasets.headers": (
        "*.txt",
        "*.lst",
        "*.list",
        "*.words",
        "*.dic",
        "*.dict",
        "*.tab",
        "*.tsv",
        "*.csv",
        "*.conllu",
        "*.conll",
        "*.dat",
        "*.rdf",
        "*.owl",
        "*.ttl",
        "*.nt",
        "*.skos",
        "*.xml",
        "*.tei",
        "*.json",
        "*.geojson",
    ),
    "datasets.images": _IMAGES,
    "datasets.kaggle": ("*-metadata.json",),
    "datasets.data_files": _TABLES,
    "declared": _ALWAYS,
    "packages.embedded_sboms": ("sboms/",),
    "licences.license_files": _LICENSES,
    "packages.bundled": ("*.libs/", "*.dylibs/", "*.so*", "*.dylib", "*.dll"),
    "packages.cargo_lock": ("cargo.lock",),
    "packages.cargo_manifest": ("cargo.toml",),
    "packages.composer_lock": ("composer.lock", "composer.json"),
    "packages.conda": ("environment*",),
    "packages.conda_lock": ("*conda-lock.y*",),
    "packages.dockerfile": ("*dockerfile*", "*containerfile*", "*compose*"),
    "packages.gemfile_lock": ("gemfile.lock", "gems.locked"),
    "packages.go_mod": ("go.mod",),
    "packages.gradle_lock": ("*gradle.lockfile",),
    "packages.installed": ("metadata",),
    "packages.javascript.installed": ("package.json",),
    "packages.javascript.locks": _JAVASCRIPT,
    "packages.nuget_lock": ("packages.lock.json",),
    "packages.pdm_lock": ("pdm.lock",),
    "packages.pipfile_lock": ("pipfile.lock",),
    "packages.pixi_lock": ("pixi.lock",),
    "packages.poetry_lock": ("poetry.lock",),
    "packages.pylock": ("pylock*",),
    "packages.python_unlocked": ("pyproject.toml", "setup.cfg", "setup.py"),
    "packages.requirements": ("*.txt",),
    "packages.submodules": (".gitmodules",),
    "packages.unread": (
        "pom.xml",
        "build.gradle*",
        "package.resolved",
        "pubspec.lock",
        "mix.lock",
        "podfile.lock",
        "cartfile.resolved",
        "conan.lock",
        "vcpkg.json",
        "bun.lockb",
    ),
    "packages.uv_lock": ("uv.lock",),
    "packages.vendored": _VENDORED,
    "packages.vendored_python": (*_VENDORED, "_vendored_packages/"),
    "licences.readme": (
        "read*",
        "*card*",
        "*sheet*",
        "disclaimer*",
        "notice.*",
        "*licen*",
        "metadata",
        "docs/",
        "doc/",
    ),
    "licences.reuse": ("*.license", "reuse.toml", "dep5"),
    "stores.hub_cache": ("snapshots/",),
    "stores.lfs": _POINTED_AT,
    "stores.model_config": ("config.json", "mlmodel"),
    "stores.modelfile": ("modelfile",),
    "stores.ollama": ("manifests/",),
    "stores.signing": ("*.sig", "*.sigstore.json"),
    "weights.reader": _ALWAYS,
}


def select_readers(candidates: Iterable[ScannedFile]) -> Iterator[Reader]:
    """The sources that any of the candidates concerns, in the order of their names."""
    places = _places(candidates)
    for name, patterns in _LOOK_AT.items():
        if any(_needle(pattern) in places for pattern in patterns):
            yield cast("Reader", importlib.import_module(f"{__package__}.{name}"))


def has_code_or_manifest(candidates: Iterable[ScannedFile]) -> bool:
    """Whether a file is, by its name, source code, a manifest or a lock file of a kind that is read."""
    patterns = [*_SOURCE_CODE]
    for name, looked_at in _LOOK_AT.items():
        if name.startswith("packages.") and name not in _OF_PARTS:
            patterns += [pattern for pattern in looked_at if pattern != "*.txt"]
    wanted = re.compile("|".join(map(fnmatch.translate, patterns)))
    return any(wanted.match(candidate.name.lower()) for candidate in candidates)


def _places(candidates: Iterable[ScannedFile]) -> str:
    """Each name and each folder once, in lower case, on a line of its own: one text is searched faster than many paths are matched."""
    names, folders = set(), set()
    for candidate in candidates:
        folder, _, name = candidate.path.rpartition("/")
        folders.add(folder)
        names.add(name)
    return "".join([*(f"/{name}\n" for name in names), *(f"/{folder}/\n" for folder in folders)]).lower()


def _needle(pattern: str) -> str:
    """What a line that fits the pattern holds: `*` at either end stands for anything, and a folder may have more below it."""
    start = "" if pattern.startswith("*") else "/"
    end = "" if pattern.endswith(("*", "/")) else "\n"
    return f"{start}{pattern.strip('*')}{end}"
