# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Which files are licence texts by their names, and what a name says that the text is about: `DATA_LICENSE`, `LICENSE-FLUX1-dev`."""

import re

from compliance.discover.interface import ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.licensing import expressions
from compliance.model import Subject

_NO_TEXT_WORDS = (
    ".py .pyc .pyi .pyx .ipynb .js .jsx .mjs .cjs .ts .tsx .vue .svelte .c .cc .cpp .cxx .h .hpp .cu .m .mm .rs .go "
    ".java .kt .kts .scala .swift .rb .php .pl .lua .r .jl .cs .fs .dart .sh .bash .zsh .fish .bat .ps1 .css .scss "
    ".less .sql .proto .cmake .gradle .map .json .jsonl .toml .yaml .yml .xml .xsd .ini .cfg .conf .lock .csv .tsv "
    ".parquet .png .jpg .jpeg .gif .svg .ico .webp .bmp .so .dll .dylib .exe .o .a .class .jar .zip .gz .bz2 .xz "
    ".tar .whl .bin .pt .pth .onnx .safetensors .npy .npz .license .sig .asc .j2 .jinja .tmpl .tpl .erb .hbs .ejs "
    ".spdx"
)
_NO_TEXT = frozenset(_NO_TEXT_WORDS.split())
"""Code, data, pictures, settings, templates; `.license` is REUSE's."""
_UNREADABLE = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages"})
_TEXT = frozenset({"", ".md", ".txt", ".rst", ".html", ".htm", ".text", ".markdown", ".adoc", ".org", ".tex"})
_WORD = compile_lazily(r"[A-Za-zÀ-ÿ]+|[\d.]*\d")
_LICENCE_WORDS = frozenset(
    {
        "license",
        "licence",
        "licenses",
        "licences",
        "unlicense",
        "unlicence",
        "copying",
        "copyright",
        "eula",
        "lizenz",
        "nutzungsbedingungen",
    }
)
_LICENCE_START = compile_lazily(
    r"(?:un)?licen[cs]es?(?![a-z])|copying(?![a-z])|copyright(?![a-z])|eula(?![a-z])", re.IGNORECASE
)
_TERMS = compile_lazily(
    r"(?:^|[-_. ])(?:use|usage)[-_ ]?policy(?![a-z])|(?:^|[-_. ])acceptable[-_ ]?use(?![a-z])"
    r"|(?:^|[-_. ])terms(?:[-_ ](?:of[-_ ](?:use|service)|and[-_ ]conditions))?\Z|model[-_ ]?licen[cs]e",
    re.IGNORECASE,
)
_OTHER_THINGS_WORDS = (
    "plate plates checker check checks key keys server header headers view scan scanner report manager faq badge "
    "test tests template detector classifier year notice notices"
)
_OTHER_THINGS = frozenset(_OTHER_THINGS_WORDS.split())
"""Words that make of a licence's name that of another thing: `license-plate`, `license_header`."""
_THIRD_PARTY = compile_lazily(
    r"third[-_ .]?part|3rd[-_ .]?part|bundled|vendored|dependenc|(?:^|[-_.])oss(?:[-_.]|\Z)|notices|acknowledg",
    re.IGNORECASE,
)
_ABOUT_PEOPLE = compile_lazily(
    r"(?:authors|contributors|notice|thanks|readme|changelog|credits)", re.IGNORECASE
)
_POLICY = compile_lazily(r"polic|acceptable[-_ ]?use", re.IGNORECASE)
_HOLDERS = compile_lazily(r"copyright|(?:^|[-_. ])terms\Z", re.IGNORECASE)
_FOLDER = compile_lazily(r"(?:[\w.-]+[-_])?licen[cs]es?\Z", re.IGNORECASE)
_SUBJECTS = {
    **dict.fromkeys(("data", "dataset", "datasets", "corpus", "annotations", "labels"), Subject.DATA),
    **dict.fromkeys(
        ("weights", "weight", "model", "models", "checkpoint", "checkpoints", "diff"), Subject.WEIGHTS
    ),
    **dict.fromkeys(("code", "source", "software", "src"), Subject.CODE),
    **dict.fromkeys(("output", "outputs"), Subject.OUTPUT),
}
_NO_NAME_WORDS = (
    "the of and for use usage policy acceptable terms conditions service text full agreement community file txt md "
    "rst html htm lib lesser en de fr zh cn ja ko third party thirdparty parties 3rd bundled vendored dependencies "
    "oss main base list all"
)
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


def is_license(candidate: ScannedFile) -> bool:
    """Whether a file is a licence text or a use policy by its name, or by the folder for such texts that it lies in."""
    if candidate.suffix in _NO_TEXT or _ABOUT_PEOPLE.match(candidate.name) or candidate.folder == "debian":
        return False
    if _is_named_so(candidate.name):
        return True
    holds_texts = bool(_FOLDER.match(candidate.folder.rpartition("/")[2]))
    return (holds_texts and _is_text(candidate)) or (
        bool(candidate.carrier) and ".dist-info/licenses/" in candidate.path
    )


def is_unreadable(candidate: ScannedFile) -> bool:
    """Whether the text of the file can't be read by what reads licence texts: PDF, word processors."""
    return candidate.suffix in _UNREADABLE


def is_policy(path: str) -> bool:
    """Whether it is called like a use policy, which goes with a licence and is none."""
    return _POLICY.search(path.rpartition("/")[2]) is not None


def is_about_holders(path: str) -> bool:
    """Whether a file of this name need not hold terms: `COPYRIGHT` may be a list of holders, `terms.txt` a list of words."""
    return _HOLDERS.search(_stem(path.rpartition("/")[2])) is not None


def is_about_third_parties(path: str) -> bool:
    """Whether the name says that the file is about the parts that others made."""
    return _THIRD_PARTY.search(path.rpartition("/")[2]) is not None


def subject_of_name(path: str) -> Subject | None:
    """What the file's name, or the folder for licences that it lies in, says that it is about; None when they don't say."""
    folder, _, name = path.rpartition("/")
    last = folder.rpartition("/")[2]
    words = _words(name) + (_words(last) if _FOLDER.match(last) else [])
    return next((_SUBJECTS[word] for word in words if word in _SUBJECTS), None)


def names_subject(candidate: ScannedFile) -> bool:
    """Whether a licence file's name says that it is about a part, or about data, weights or code alone."""
    said = subject_of_name(candidate.path) is not None or bool(part_of_name(candidate.path))
    return said or is_about_third_parties(candidate.path)


def part_of_name(path: str) -> str:
    """The name in a licence file's name: `FLUX1-dev` of `LICENSE-FLUX1-dev`; empty where there is none, or where it names the licence."""
    stem = _stem(path.rpartition("/")[2])
    bare = _LICENCE_START.sub("", stem).strip("-_. ")
    ignored = {*_NO_NAME, *_SUBJECTS, *_LICENCE_WORDS}
    pieces = [piece for piece in re.split(r"[-_. ]+", bare) if piece.lower() not in ignored]
    if _is_licence(bare) or not ignored.isdisjoint({"".join(_words(bare))}):
        return ""
    named = any(len(re.findall("[A-Za-z]", piece)) > 1 for piece in pieces)
    joined = re.sub(r"^[-_. ]+|[-_. ]+\Z", "", _without(bare, ignored)) if named else ""
    return "" if _is_licence(joined) else joined


def _without(words: str, ignored: set[str]) -> str:
    """The words without those that are ignored, with the marks between the others as they were."""
    pieces = re.split(r"([-_. ]+)", words)
    kept = [
        piece + mark
        for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True)
        if piece.lower() not in ignored
    ]
    return "".join(kept)


def _is_licence(words: str) -> bool:
    """Whether the words are the name of a licence: `MIT`, `APACHE`, `Apache-2.0`, `GPLv3`."""
    plain = re.sub(r"[-_. ]+", " ", words).strip()
    if re.fullmatch(r"(?:apache|bsd|[al]?gpl|mpl|mit|isc|cc|epl|psf|boost|zlib|creative commons)\b.*|[al]?gplv?\d.*|bsd\d.*|lgpl.*|lesser.*",
                    plain, re.IGNORECASE):  # fmt: skip
        return True
    return bool(expressions.resolve_expression(words) or expressions.resolve_expression(plain))


def _is_named_so(name: str) -> bool:
    stem = _stem(name)
    words = _words(stem)
    if not _OTHER_THINGS.isdisjoint(words) and not _THIRD_PARTY.search(name):
        return False
    if _LICENCE_START.match(stem) or _TERMS.search(stem):
        return True
    return bool(words) and words[-1] in _LICENCE_WORDS


def _is_text(candidate: ScannedFile) -> bool:
    """In a folder for licences: `LLAMA.txt`, `MIT`, `GPL-3.0-only`."""
    known = candidate.suffix in _TEXT or candidate.suffix in _UNREADABLE
    return known or re.search(r"[-.]\d", candidate.name) is not None


def _stem(name: str) -> str:
    """Without the extension of a text."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and f".{suffix.lower()}" in _TEXT | _UNREADABLE else name


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(re.sub(r"([a-z])(?=[A-Z])", r"\1 ", name))]
