# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What is read in READMEs and cards: who is limited and how. Each text is made up after forms that people use."""

import pytest

from compliance.licensing.prose.read_prose import read_statements
from compliance.licensing.prose.statement import Statement

NC = "non-commercial"


def told(text: str) -> set[str]:
    """Each statement in short: `weights[foo]: CC-BY-NC-4.0`, or the kinds of limit where no licence is known by that name."""
    return {shorten(statement) for statement in read_statements(text, own_names=("acme-net",))}


def shorten(statement: Statement) -> str:
    part = f"[{statement.part}]" if statement.part else ""
    what = statement.expression or "+".join(statement.limits) or statement.stated
    return f"{statement.subject or 'all'}{part}: {what}"


SECTION = "# Net\n\nSome words.\n\n## License\n\n"

STATED = {
    # one sentence, one subject
    "weights in a licence section": (
        SECTION + "The pretrained weights are for non-commercial research use only.",
        {f"weights: {NC}"},
    ),
    "two sentences": (
        SECTION
        + "This project is licensed under the MIT License. The pretrained weights are for non-commercial research use only.",
        {"code: MIT", f"weights: {NC}"},
    ),
    "a licence by its name": (
        SECTION + "The model is released under CC BY-NC 4.0.",
        {"weights: CC-BY-NC-4.0"},
    ),
    "a licence without a subject": (SECTION + "Apache License 2.0", {"all: Apache-2.0"}),
    "MIT in a few words": (SECTION + "MIT", {"all: MIT"}),
    "see the file": (SECTION + "MIT. See [LICENSE](LICENSE) for details.", {"all: MIT"}),
    "a link to Creative Commons": (
        SECTION
        + "The annotations are under [this licence](https://creativecommons.org/licenses/by-nc-sa/4.0/).",
        {"data: CC-BY-NC-SA-4.0"},
    ),
    "a licence spelled out": (
        SECTION
        + "The dataset is licensed under the Creative Commons Attribution-NonCommercial 4.0 International License.",
        {"data: CC-BY-NC-4.0"},
    ),
    "Creative Commons without a version": (
        SECTION + "The weights are released under CC-BY-NC.",
        {f"weights: {NC}"},
    ),
    "a use of research only": (SECTION + "The data may only be used for research purposes.", {f"data: {NC}"}),
    "for academic use only": (SECTION + "For academic use only.", {f"all: {NC}"}),
    "free for academic use": (SECTION + "The models are free for academic use.", {f"weights: {NC}"}),
    "commercial use needs leave": (
        SECTION + "For commercial use of the model, please contact the authors.",
        {f"weights: {NC}"},
    ),
    "commercial use is barred": (
        SECTION + "Commercial use of the dataset is strictly prohibited.",
        {f"data: {NC}"},
    ),
    "not for commerce": (
        SECTION + "The code and the models may not be used for commercial purposes.",
        {f"code: {NC}", f"weights: {NC}"},
    ),
    "commercial licence needed": (
        SECTION + "Commercial use requires a separate licence from the authors.",
        {f"all: {NC}"},
    ),
    "personal use": (SECTION + "The voices are provided for personal use only.", {f"weights: {NC}"}),
    "RAIL": (
        SECTION + "The weights are available under the CreativeML Open RAIL-M license.",
        {"weights: LicenseRef-scancode-stable-diffusion-2022-08-22"},
    ),
    "GPL in short": (SECTION + "The code is GPLv3.", {"code: GPL-3.0-only"}),
    "Llama": (
        SECTION + "Our models are subject to the Llama 2 Community License.",
        {"weights: LicenseRef-scancode-llama-2-license-2023"},
    ),
    "output": (SECTION + "Images generated with it may not be used commercially.", {f"output: {NC}"}),
    "no redistribution": (SECTION + "You may not redistribute the dataset.", {"data: no-redistribution"}),
    "a threshold": (
        SECTION
        + "Companies with annual revenue of more than $1 million need a commercial license for the weights.",
        {"weights: threshold"},
    ),
    "behaviour": (
        SECTION + "The model must not be used to create deepfakes of real people.",
        {"weights: behavioural"},
    ),
    "a territory": (
        SECTION + "The model is not available to users in the European Union.",
        {"weights: territory"},
    ),
    # several subjects
    "two subjects, two licences": (
        SECTION + "The code is MIT, the weights are CC-BY-NC-4.0.",
        {"code: MIT", "weights: CC-BY-NC-4.0"},
    ),
    "while": (
        SECTION
        + "Our code is licensed under Apache-2.0, while the model weights are licensed under CC BY-NC-SA 4.0.",
        {"code: Apache-2.0", "weights: CC-BY-NC-SA-4.0"},
    ),
    "two subjects, one licence": (
        SECTION + "Both the code and the weights are licensed under CC BY-NC 4.0.",
        {"code: CC-BY-NC-4.0", "weights: CC-BY-NC-4.0"},
    ),
    "respectively": (
        SECTION + "Code and data are released under MIT and CC-BY-SA-4.0, respectively.",
        {"code: MIT", "data: CC-BY-SA-4.0"},
    ),
    "licence first": (
        SECTION + "We use the MIT license for the code and CC BY-NC 4.0 for the weights.",
        {"code: MIT", "weights: CC-BY-NC-4.0"},
    ),
    "list": (SECTION + "- Code: MIT\n- Weights: CC BY-NC 4.0\n", {"code: MIT", "weights: CC-BY-NC-4.0"}),
    "bold list": (
        SECTION + "* **Code**: Apache-2.0\n* **Model weights**: research use only\n",
        {"code: Apache-2.0", f"weights: {NC}"},
    ),
    "list under a lead-in": (
        SECTION
        + "The following components are under CC BY-NC 4.0:\n\n- the pretrained models\n- the annotations\n",
        {"weights: CC-BY-NC-4.0", "data: CC-BY-NC-4.0"},
    ),
    "sub-headings": (
        SECTION + "### Code\n\nMIT\n\n### Model weights\n\nCC BY-NC 4.0\n",
        {"code: MIT", "weights: CC-BY-NC-4.0"},
    ),
    "heading with the subject": (
        "# Net\n\n## Model License\n\nCC BY-NC 4.0\n\n## Code License\n\nMIT\n",
        {"weights: CC-BY-NC-4.0", "code: MIT"},
    ),
    "weights in this repository": (
        "# Net\n\nThe weights in this repository are for non-commercial use only.\n",
        {f"weights: {NC}"},
    ),
    "table": (
        SECTION + "| Component | License |\n|---|---|\n| Code | MIT |\n| Weights | CC BY-NC 4.0 |\n",
        {"code: MIT", "weights: CC-BY-NC-4.0"},
    ),
    "table of models": (
        "# Net\n\n## Models\n\n| Model | Size | License |\n|:--|--:|:--|\n| tiny | 10M | Apache-2.0 |\n| huge | 1B | CC BY-NC 4.0 |\n",
        {"weights[tiny]: Apache-2.0", "weights[huge]: CC-BY-NC-4.0"},
    ),
    # outside of a licence section
    "lead-in": ("# Net\n\n**License:** CC BY-NC 4.0\n", {"all: CC-BY-NC-4.0"}),
    "usage notice": (
        "# Net\n\n**Usage and License Notices**: The data, code and checkpoint are intended and licensed for research use only.\n",
        {f"data: {NC}", f"code: {NC}", f"weights: {NC}"},
    ),
    "disclaimer": (
        "# Net\n\n## Disclaimer\n\nThis repository is for research purposes only.\n",
        {f"code: {NC}"},
    ),
    "quotation block of the author": (
        "# Net\n\n> **Note**: our checkpoints are for non-commercial use only.\n",
        {f"weights: {NC}"},
    ),
    "in a list of downloads": (
        "# Net\n\n## Downloads\n\nOur pretrained models are released under CC BY-NC 4.0.\n",
        {"weights: CC-BY-NC-4.0"},
    ),
    "badge": (
        "# Net\n\n[![License](https://img.shields.io/badge/License-MIT-green.svg)](LICENSE)\n",
        {"all: MIT"},
    ),
    "badge of the data": (
        "# Net\n\n![](https://img.shields.io/badge/Data%20License-CC%20By%20NC%204.0-red.svg)\n",
        {"data: CC-BY-NC-4.0"},
    ),
    "own name": (SECTION + "Acme-Net is released under the MIT License.", {"all: MIT"}),
    # markup
    "html heading": (
        "<h1>Net</h1>\n<h2 align=center>License</h2>\n<p>The <b>weights</b> are under CC BY-NC 4.0.</p>\n",
        {"weights: CC-BY-NC-4.0"},
    ),
    "underlined heading": (
        "Net\n===\n\nLicense\n-------\n\nThe weights are under CC BY-NC 4.0.\n",
        {"weights: CC-BY-NC-4.0"},
    ),
    "reStructuredText": (
        "Net\n***\n\nLicense\n^^^^^^^\n\nThe code is under the `MIT license <https://opensource.org/licenses/MIT>`_.\nThe weights are for research\nuse only.\n",
        {"code: MIT", f"weights: {NC}"},
    ),
    "front matter is left alone": (
        "---\nlicense: mit\n---\n# Net\n\nThe model is for research use only.\n",
        {f"weights: {NC}"},
    ),
    # parts by name
    "a file's name": (
        SECTION + "`foo_large.pth` is licensed under CC BY-NC 4.0.",
        {"weights[foo_large.pth]: CC-BY-NC-4.0"},
    ),
    "models by their name": (
        SECTION + "The SVD models are for non-commercial use only.",
        {f"weights[SVD models]: {NC}"},
    ),
    "models by what they do": (
        SECTION + "The face parsing network is under CC BY-NC-SA 4.0.",
        {"weights[face parsing network]: CC-BY-NC-SA-4.0"},
    ),
    "models of others in use": (
        SECTION
        + "This project uses InsightFace models, which are available for non-commercial research purposes only.",
        {f"weights[InsightFace models]: {NC}"},
    ),
    # other languages
    "Chinese, weights": (
        "# 网络\n\n## 协议\n\n代码遵循 Apache-2.0 协议。模型权重仅供学术研究使用，禁止商用。\n",
        {"code: Apache-2.0", f"weights: {NC}"},
    ),
    "Chinese, project": ("# 网络\n\n## 声明\n\n本项目仅供学习和研究，不得用于商业用途。\n", {f"code: {NC}"}),
    "Chinese, contact": (
        "# 网络\n\n## 许可\n\n数据集对学术研究开放，如需商业使用，请联系我们。\n",
        {f"data: {NC}"},
    ),
    "Japanese": ("# 網\n\n## ライセンス\n\nモデルの商用利用は禁止です。\n", {f"weights: {NC}"}),
    "Japanese, research": (
        "# 網\n\n## ライセンス\n\nこのデータセットは研究目的のみに利用できます。\n",
        {f"data: {NC}"},
    ),
    "Korean": ("# 망\n\n## 라이선스\n\n모델은 비상업적 용도로만 사용할 수 있습니다.\n", {f"weights: {NC}"}),
    "French": (
        "# Réseau\n\n## Licence\n\nLes poids sont fournis pour un usage non commercial uniquement.\n",
        {f"weights: {NC}"},
    ),
    "German": (
        "# Netz\n\n## Lizenz\n\nDie Gewichte dürfen nur für nicht-kommerzielle Zwecke verwendet werden.\n",
        {f"weights: {NC}"},
    ),
    "German, research": (
        "# Netz\n\n## Lizenz\n\nDie Daten dürfen ausschließlich für Forschungszwecke genutzt werden.\n",
        {f"data: {NC}"},
    ),
    "Spanish": ("# Red\n\n## Licencia\n\nLos datos son solo para uso no comercial.\n", {f"data: {NC}"}),
    "Russian": (
        "# Сеть\n\n## Лицензия\n\nМодель предназначена только для некоммерческого использования.\n",
        {f"weights: {NC}"},
    ),
    "part under other terms": (
        SECTION
        + "The majority of this project is licensed under CC-BY-NC, however portions are available under separate terms: Foolib is licensed under the MIT license.",
        {f"code: {NC}", "code[Foolib]: MIT"},
    ),
    "based on others, own limit": (
        "# Net\n\nPlease note that the model is based on LLaMA and should be used for academic research only.\n",
        {f"weights: {NC}"},
    ),
    "an exception by its file": (
        SECTION + "The wheel is MIT. Some models (e.g. `detector_v2.onnx`) are for non-commercial use.",
        {"all: MIT", f"weights[detector_v2.onnx]: {NC}"},
    ),
    "table in HTML": (
        SECTION
        + "<table><tr><th>Part</th><th>License</th></tr><tr><td>Code</td><td>MIT</td></tr><tr><td>Weights</td><td>CC BY-NC 4.0</td></tr></table>",
        {"code: MIT", "weights: CC-BY-NC-4.0"},
    ),
    "bare subjects at the start": (
        "# Net\n\nThe code is under GPL-3.0. All model weights and data are for research use ONLY.\n",
        {"code: GPL-3.0-only", f"weights: {NC}", f"data: {NC}"},
    ),
    "a licence of a name of its own": (
        SECTION + "This project is licensed under the Somewhere Lab License 1.0.",
        {"code: Somewhere Lab License 1.0"},
    ),
    "a research licence of a name of its own": (
        SECTION + "The model weights are released under the ACME RESEARCH LICENSE.",
        {f"weights: {NC}"},
    ),
    "a choice": (SECTION + "MIT or Apache-2.0, as you like.", {"all: MIT OR Apache-2.0"}),
    "an agreement and no redistribution": (
        SECTION + "To use this dataset you must agree to the terms of use and may not redistribute it.",
        {"data: no-redistribution", "data: incorporated-policy"},
    ),
}

SILENT = {
    "any purpose": SECTION
    + "You may use, modify and distribute the model for any purpose including commercial ones.",
    "a benchmark": "# Net\n\nThe model outperforms others on academic benchmarks only in two cases.\n",
    "names of models": "# Net\n\n- ChatGLM-6B: a wrapper for ChatGLM-6B and Llama 2 that is available for research teams\n",
    "the institute and the licence file": "# Net\n\n## License\n\nSee the LICENSE file.\n",
    "both uses": SECTION + "Both academic and commercial use are welcome.",
    "commercial and non-commercial": SECTION + "It may be used for commercial and non-commercial purposes.",
    "not only research": SECTION + "The model is not limited to research use; commercial use is allowed.",
    "a recommendation": SECTION
    + "The models are ideal for academic research and suitable for educational use.",
    "free for commerce": SECTION + "The weights are free for commercial use.",
    "no restriction": SECTION + "There is no restriction on commercial use of the data.",
    "compared": "# Net\n\nCompared with LLaMA, which is for research use only, our model is free for commercial use.\n",
    "unlike": "# Net\n\nUnlike other models that are released under CC-BY-NC, ours can be used commercially.\n",
    "other's terms, not used": "# Net\n\nStyleFoo is released under CC-BY-NC-4.0, we don't use it.\n",
    "acknowledgement": "# Net\n\n## Acknowledgements\n\nWe thank the authors of Foo (CC BY-NC 4.0) for their weights.\n",
    "related work": "# Net\n\n## Related work\n\nThe Foo model is for non-commercial use only.\n",
    "news": "# Net\n\n## News\n\n- 2023-05: the weights are under CC BY-NC 4.0\n- 2024-01: the weights are under Apache-2.0\n",
    "changelog": "# Net\n\n## Changelog\n\n- Models: CC BY-NC 4.0 was added\n",
    "code block": "# Net\n\n## License\n\n```\nThe weights are for non-commercial use only.\n```\n",
    "indented code": "# Net\n\nUsage:\n\n    print('The model is for non-commercial use only')\n",
    "comment": "# Net\n\n<!-- The model is for non-commercial use only. -->\n",
    "a question": "# Net\n\n## FAQ\n\nIs the model for research use only?\n",
    "research as a topic": "# Net\n\nThis repository holds the code of our research on commercial buildings.\n",
    "the institute": "# Net\n\nA project of MIT and of the University of Somewhere.\n",
    "generative topic": "# Net\n\nOur model was trained on commercial speech and academic papers.\n",
    "business contact": "# Net\n\n## Contact\n\nFor business inquiries, write to us.\n",
    "Chinese, commerce allowed": "# 网络\n\n## 协议\n\n模型权重可免费商用。\n",
    "Japanese, commerce allowed": "# 網\n\n## ライセンス\n\nこのモデルは商用利用も可能です。\n",
    "German, both": "# Netz\n\n## Lizenz\n\nDie Daten dürfen kommerziell und nicht-kommerziell genutzt werden.\n",
    "a licence classifier": "# Net\n\nThis model detects licenses such as GPL-3.0, MIT and CC-BY-NC-4.0 in text.\n",
    "citation": "# Net\n\n## Citation\n\nSmith: The model is for non-commercial use only. Proc. of X.\n",
    "doesn't allow is denied": SECTION + "We do not prohibit commercial use.",
    "commerce with attribution": SECTION + "Commercial use is permitted as long as you cite us.",
    "advice": "# Net\n\nFor non-commercial users there is a free tier of our API.\n",
}

NOT_FOOLED = {
    "history": (
        SECTION + "The weights were previously released under CC-BY-NC-4.0; they are now under MIT.",
        {"weights: MIT"},
    ),
    "history in a clause": (SECTION + "The code was originally GPL-3.0 but is now MIT.", {"code: MIT"}),
    "trained on data": (
        SECTION + "The model, trained on a public dataset, is released under the MIT license.",
        {"weights: MIT"},
    ),
    "own terms after those of others": (
        SECTION + "Unlike Foo, which is under CC-BY-NC-4.0, our code is under Apache-2.0.",
        {"code: Apache-2.0"},
    ),
    "a licence's name holds a subject": (
        SECTION + "The code is under the DeepSeek Model License.",
        {"code: LicenseRef-scancode-deepseek-la-1.0"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), [*STATED.values()], ids=[*STATED])
def test_who_is_limited_and_how(text: str, expected: set[str]) -> None:
    """A term is read with the subject that it limits, wherever people write it."""
    assert told(text) == expected


@pytest.mark.parametrize("text", [*SILENT.values()], ids=[*SILENT])
def test_what_limits_nothing_of_ours(text: str) -> None:
    """Other projects' terms, negations, history, code and topics are no terms."""
    assert told(text) == set()


@pytest.mark.parametrize(("text", "expected"), [*NOT_FOOLED.values()], ids=[*NOT_FOOLED])
def test_terms_beside_what_is_none(text: str, expected: set[str]) -> None:
    """Of a sentence about then and now, or about others and us, only what holds for us now is read."""
    assert told(text) == expected


def test_evidence_is_the_sentence_and_its_line() -> None:
    """A statement quotes its whole sentence and names the line on which that starts."""
    (found,) = read_statements(
        "# Net\n\n## License\n\nWords first. The weights are for\nresearch use only. More words.\n"
    )

    assert (found.line, found.quote) == (5, "The weights are for research use only.")


def test_a_badge_is_weaker_than_a_sentence() -> None:
    """A badge says nothing more where a sentence speaks of the same subject."""
    text = "![License](https://img.shields.io/badge/License-MIT-green)\n\n## License\n\nApache-2.0\n"

    assert told(text) == {"all: Apache-2.0"}
