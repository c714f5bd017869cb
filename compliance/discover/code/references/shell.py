# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Models and data sets that shell commands fetch or serve, in scripts, Dockerfiles, Makefiles, compose files and workflows."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from compliance.discover.base import redact
from compliance.discover.code.references import ids, targets
from compliance.discover.code.references.notebook import Line
from compliance.discover.interface import Discovery, ScannedFile
from compliance.lazy_regex import compile_lazily
from compliance.model import Evidence

_COMMENT = compile_lazily(r"(?:^|\s)#.*")
_PUNCTUATION = compile_lazily(r"""["'\[\],`]|\$\(""")
_STEP = compile_lazily(r"&&|\|\||[;|&]")
_KEY = compile_lazily(r"\A\s*(?:-\s+)?(?:[\w.-]+:\s+)?(?:[|>][-+]?)?\s*")
_VARIABLE = compile_lazily(r"\$\{\w{1,80}:?[-=]([^}]{0,200})\}")
_SET = compile_lazily(r"(?:export |ARG |ENV )?\s*([A-Za-z_]\w*)\s*[:?]?=\s*['\"]?([\w./:-]+)['\"]?\s*\Z")
_USE = compile_lazily(r"\$[{(]?([A-Za-z_]\w*)[})]?")
_SERVERS = compile_lazily(
    r"\bvllm\b|\bsglang\b|text-generation-(?:launcher|inference)|text-embeddings-(?:router|inference)|\btgi\b|lmdeploy|fastchat|llama-server"
    r"|llama-cli|infinity_emb|mlc_llm|tabby\b"
)
_SERVER_FLAGS = frozenset(
    {"--model", "--model-id", "--model-path", "--hf-repo", "-hf", "-hfr", "--tokenizer"}
)
_MODEL_FLAGS = frozenset(
    {
        "--model_name_or_path",
        "--pretrained_model_name_or_path",
        "--model_id",
        "--base_model",
        "--pretrained_model",
        "--hf-repo",
        "-hf",
        "-hfr",
    }
)
_QUANTISED_FLAGS = frozenset({"-hf", "-hfr", "--hf-repo"})
"""Flags of llama.cpp, whose value may end in a colon and a quantisation."""
_DATASET_FLAGS = frozenset({"--dataset_name", "--dataset_id", "--dataset_repo_id", "--train_dataset_name"})
_COMMANDS = compile_lazily(
    r"(?:huggingface-cli|hf|modelscope) +download\b|ollama +(?:pull|run)\b|vllm +(?:serve|bench)\b|docker +model +(?:pull|run)\b"
    r"|spacy +download\b|git +(?:lfs +)?clone\b|(?:wget|curl|aria2c)\b"
)
_FLAG_ITEM = compile_lazily(r"""\s*-\s+["']?-""")
_LONGEST = 4000
"""Characters of a line that are read."""


def read_shell_lines(text: str) -> list[Line]:
    """The lines of a script, with comments taken away and lines that go on joined to the first one."""
    joined: list[tuple[list[str], int]] = []
    going_on = False
    for number, line in enumerate(text.split("\n"), 1):
        if going_on and line.lstrip().startswith("#"):
            continue
        bare = _COMMENT.sub("", line[:_LONGEST]).rstrip()
        words = bare.rstrip("\\").rstrip()
        if going_on:
            joined[-1][0].append(words.strip())
        else:
            joined.append(([words], number))
        going_on = bare.endswith("\\")
    return [Line(" ".join(parts), number) for parts, number in joined]


def read_yaml_shell_lines(text: str) -> list[Line]:
    """The same for YAML, where an argument may be an item of a list below its flag's."""
    read = read_shell_lines(text)
    following = [*read[1:], Line("", 0)]
    return [
        Line(f"{line.text} {after.text.strip()[2:]}", line.number)
        if _FLAG_ITEM.match(line.text) and after.text.lstrip().startswith("- ")
        else line
        for line, after in zip(read, following, strict=True)
    ]


def find_shell_references(candidate: ScannedFile, script: Iterable[Line]) -> Iterator[Discovery]:
    """What the commands of a script fetch."""
    script = list(script)
    values = _variables(script)
    serving = any(_SERVERS.search(line.text) for line in script)
    for line in script:
        text = _USE.sub(lambda found: values.get(found[1], found[0]), _VARIABLE.sub(r"\1", line.text))
        evidence = Evidence(candidate.path, line.number, redact.quote_line(line.text))
        for step in _STEP.split(_KEY.sub("", text, count=1)):
            yield from _read_step(candidate, _PUNCTUATION.sub(" ", step), evidence, serving=serving)


def _variables(script: list[Line]) -> dict[str, str]:
    """Variables that are set exactly once, to a plain word."""
    found: dict[str, list[str]] = {}
    for line in script:
        if assigned := _SET.match(line.text.strip()):
            found.setdefault(assigned[1], []).append(assigned[2])
    return {name: words[0] for name, words in found.items() if len(words) == 1}


def _read_step(
    candidate: ScannedFile, step: str, evidence: Evidence, *, serving: bool
) -> Iterator[Discovery]:
    """What one command fetches, and what its flags name."""
    if command := _COMMANDS.search(step):
        verb, words = command.group().split(), step[command.end() :].split()
        yield from _read_command(candidate, verb, words, evidence)
    words = step.replace("=", " ").split()
    for flag, value in pairwise(words):
        if flag in _MODEL_FLAGS or (serving and flag in _SERVER_FLAGS):
            name = value.partition(":")[0] if flag in _QUANTISED_FLAGS else value
            if "/" in name:
                yield from targets.hub_model(name, candidate, evidence, _option(words, "--revision"))
        elif flag in _DATASET_FLAGS and "/" in value:
            yield from targets.hub_dataset(value, candidate, evidence)


def _read_command(
    candidate: ScannedFile, verb: list[str], words: list[str], evidence: Evidence
) -> Iterator[Discovery]:
    name = next((word for word in words if not word.startswith(("-", "$", "{"))), "")
    program = verb[0]
    if program in {"wget", "curl", "aria2c", "git"}:
        yield from _read_addresses(program, words, evidence)
    elif program in {"huggingface-cli", "hf"} and "/" in name:
        yield from _read_hub_download(candidate, name, words, evidence)
    elif program == "ollama":
        yield from targets.ollama(name, candidate, evidence)
    elif verb[:2] == ["vllm", "serve"] and "/" in name:
        yield from targets.hub_model(name, candidate, evidence, _option(words, "--revision"))
    elif program == "docker":
        yield from targets.docker(name, candidate, evidence)
    elif program == "spacy":
        yield from targets.spacy(name, evidence)


def _read_addresses(program: str, words: list[str], evidence: Evidence) -> Iterator[Discovery]:
    """Addresses at the hub: of files for what fetches files, of repositories for git."""
    for word in words:
        address = ids.parse_hub_url(word)
        if address and (address.is_file or program == "git"):
            yield from targets.hub_address(address, evidence)


def _read_hub_download(
    candidate: ScannedFile, name: str, words: list[str], evidence: Evidence
) -> Iterator[Discovery]:
    """`hf download NAME`, of a model unless `--repo-type` says otherwise."""
    kind = _option(words, "--repo-type")
    if kind == "space":
        return
    fetch = targets.hub_dataset if kind == "dataset" else targets.hub_model
    yield from fetch(name, candidate, evidence, _option(words, "--revision"))


def _option(words: list[str], name: str) -> str:
    for number, word in enumerate(words):
        if word == name and number + 1 < len(words):
            return words[number + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return ""
