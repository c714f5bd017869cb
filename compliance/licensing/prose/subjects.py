# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Who is limited: words for code, weights, data and output in a sentence, and the names of single parts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance.lazy_regex import compile_lazily
from compliance.licensing.prose.statement import Mention
from compliance.model import Subject

_CREATED = r"(?:generated|synthesi[sz]ed|produced|created)"
_WORKS = r"(?:images?|pictures|contents?|audios?|videos?|texts?|speech|music|codes?|results?|samples?|materials?|data|outputs?)"
_OUTPUT = rf"outputs?|{_CREATED} {_WORKS}|{_WORKS} (?:that (?:is|are|was|were) |which (?:is|are) )?{_CREATED}\b|生成(?:的)?(?:内容|图像|图片|结果)|输出|出力|生成物|출력|생성물|ausgaben|salidas"
_WEIGHTS = r"(?:model )?weights?|check-?points?|ckpts?|models?|networks?|parameters|loras?|embeddings?|voices?|权重|模型|参数|モデル|重み|모델|가중치|poids (?:du|des|de) modèles?|poids|modèles?|gewichte des modells|gewichten?|modellen?|modelle|modell|pesos (?:de|del|do|dos) modelos?|pesos|modelos?|модел\w*|вес(?:а|ов)"
_DATA = r"data ?-?sets?|data|corpus|corpora|annotations?|benchmarks?|images?|videos?|recordings?|transcripts?|transcriptions?|labels?|lexicons?|lexica|word ?lists?|dictionar(?:y|ies)|samples|audio|数据集?|语料库?|标注|データセット|データ|コーパス|데이터(?:셋|세트)?|말뭉치|données|jeux? de données|daten(?:satz|sätze|sammlung)?|datos|conjuntos? de datos|данн\w+|датасет\w*|корпус\w*"
_CODE = r"(?:source )?codes?(?:base)?(?! of conduct)|software|scripts?|implementations?|repo(?:sitory)?|repositories|projects?|library|packages?|toolkits?|tools?|frameworks?|plugins?|programs?|apps?|applications?(?= (?:is|are|may)\b)|代码|源码|项目|仓库|软件|工程|コード|リポジトリ|プロジェクト|ソフトウェア|코드|프로젝트|저장소|소프트웨어|dépôt|projet|logiciel|quellcode|projekt|repositorio|código|proyecto|код\w?|проект\w*|репозитори\w*"
_MENTION = compile_lazily(
    rf"(?<![A-Za-z-])(?:(?P<file>[\w./-]{{1,100}}\.(?:pth?|pt2|ckpt|bin|safetensors|onnx|h5|hdf5|gguf|ggml|npz|pkl|tflite|engine)\b)|"
    rf"(?P<datafile>[\w./-]{{1,100}}\.(?:csv|tsv|jsonl|parquet|arrow)\b)|"
    rf"(?P<output>{_OUTPUT})|(?P<weights>{_WEIGHTS})|(?P<data>{_DATA})|(?P<code>{_CODE}))(?![A-Za-z])",
    re.IGNORECASE,
)
_GROUPS = (
    ("file", Subject.WEIGHTS),
    ("datafile", Subject.DATA),
    ("output", Subject.OUTPUT),
    ("weights", Subject.WEIGHTS),
    ("data", Subject.DATA),
    ("code", Subject.CODE),
)
_NOT_MEANT = (
    compile_lazily(
        r"(?<!\ball )(?<!\buse )(?<!\bany )(?<!\busage )(?<!\beach )(?<!\bcopies )(?<!\bboth )\b(?:in|of|from|within|with|on|by|at) (?:this|the|our|these|that) (?:[\w-]+ ){0,4}?(?:repo(?:sitory|sitories)?|project|package|codebase|paper|library|models?|datasets?|software|code)\b|\bthat can be found\b[^,;]{0,120}",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"\b(?:(?:pre-?)?trained|fine-?tuned|evaluated|tested) (?:on|with|using) [^,;()]{0,80}?(?=,|;|\(|\)|$|\b(?:is|are|was|were|may|and (?:is|are|released|licensed))\b)",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"(?<=\bcode) (?:to|for|that|used|which) [^,;.()]{0,60}?(?=\b(?:is|are|under|licensed|released)\b)",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"(?<=\bdata) (?:used|to|for) [^,;.()]{0,60}?(?=\b(?:is|are|under|licensed|released)\b)",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"\b(?:model|code|data|software|repo|repository|project) (?:cards?|zoo|licen[cs]es?|agreements?|architectures?|definitions?|scope)\b(?! ?[:：])",
        re.IGNORECASE,
    ),
    compile_lazily(
        r"\b(?:commercial|other|your|own|similar|competing|third[- ]party) (?:\w+ )?(?:software|products?|projects?|applications?|models?|repositories)\b",
        re.IGNORECASE,
    ),
)
_WORD = compile_lazily(r"[\w.+/'-]+")
_BEFORE = 90
"""Characters before a mention in which the words that name a part stand."""
_MOST_WORDS = 5
_GENERIC_WORDS = """
pre-trained pretrained trained pre released provided model models weight network networks our these
following all other base fine-tuned finetuned public original raw full training test testing
validation evaluation ml ai deep neural own different such available distributed official resulting
final large new actual associated accompanying included corresponding respective current shared open
image text audio video speech code data dataset datasets source checkpoint and/or any each every both
some present entire whole annotated generated learned released, best main trained, pre-trained,
published machine-learning below above previous listed latest two three several many
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_STOPS_WORDS = """
the our this these those that a an all any of for under with to use used uses using in on from by and
or is are was were be been as at we you your its their it they not no only license licence licensed
licenses both while but if which who has have may can must shall will include includes including
contain contains release released provide provides distribute download also please note see neither
nor based built adapted derived when where since because than per access modify share deploy run
commercial non-commercial noncommercial research academic purposes purpose following redistribute
publish sell copy redistributing distributing downloading sharing le la les nos notre ces ce cette
des der die das den unsere diese el los las nuestros estos il i gli os y e et und seus sus ses leurs
ihre
"""
_STOPS = frozenset(_STOPS_WORDS.split())


def find_mentions(sentence: str, own_names: frozenset[str]) -> list[Mention]:
    """The subjects that a sentence names, in order; `own_names` in lower case are no names of parts."""
    return list(_mentions(_hide_what_is_not_meant(sentence), own_names))


def find_places(sentence: str) -> list[Mention]:
    """What a sentence without other subjects says where it is meant: `in this repository`."""
    return list(_mentions(sentence, frozenset()))[:1]


def _mentions(text: str, own_names: frozenset[str]) -> Iterator[Mention]:
    taken: list[Mention] = []
    for match in _MENTION.finditer(text):
        group, subject = next((group, subject) for group, subject in _GROUPS if match[group])
        if group in {"file", "datafile"}:
            found = Mention(match.start(), match.end(), subject, match[0])
        else:
            found = Mention(match.start(), match.end(), subject, _name_part(text, match, subject, own_names))
        if taken and _is_one_phrase(text[taken[-1].end : found.start]):
            taken[-1] = _join(taken[-1], found)
        else:
            taken.append(found)
    yield from taken


def _is_one_phrase(between: str) -> bool:
    """Whether two mentions follow each other directly, as in `model code`, so that the last word decides."""
    return between in {" ", "", "的", "'s "} or between == "-"


def _join(one: Mention, other: Mention) -> Mention:
    part = one.part if one.part and "." in one.part else other.part
    return Mention(one.start, other.end, other.subject, part)


def _name_part(text: str, match: re.Match[str], subject: Subject, own_names: frozenset[str]) -> str:
    """The words before a mention that tell one part from others, with the mention; empty for the whole."""
    if subject not in {Subject.WEIGHTS, Subject.DATA}:
        return ""
    begin = max(0, match.start() - _BEFORE)
    before = text[begin : match.start()]
    if not before.endswith(" "):
        return ""
    phrase = re.split(r"[,;:()\"]", before)[-1]
    words: list[str] = []
    for word in reversed(_WORD.findall(phrase)[-_MOST_WORDS:]):
        if word.casefold() in _STOPS:
            break
        words.insert(0, word)
    telling = [word for word in words if word.casefold().strip(".'") not in _GENERIC]
    telling = [word for word in telling if word.casefold().removesuffix("'s") not in own_names]
    if not telling or not any(word[0].isalnum() and word.isascii() for word in telling):
        return ""
    return " ".join((*words[words.index(telling[0]) :], match[0]))


def _hide_what_is_not_meant(sentence: str) -> str:
    """The sentence with words blank that only say where or from what something is."""
    for pattern in _NOT_MEANT:
        sentence = pattern.sub(lambda match: " " * len(match[0]), sentence)
    return sentence


@lru_cache(maxsize=512)
def find_heading_subject(headings: tuple[str, ...], most_words: int = 5) -> Subject | None:
    """What the nearest short heading with one subject in it is about."""
    for heading in reversed(headings[1:] or headings[:0]):
        if len(heading.split()) > most_words:
            continue
        found = {mention.subject for mention in _mentions(heading, frozenset())}
        if len(found) == 1:
            return found.pop()
    return None
