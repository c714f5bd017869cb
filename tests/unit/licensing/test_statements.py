# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Limits of use in short statements: sentences of a README, values of a card, headings, items of lists."""

import pytest

from compliance.licensing.clauses import read_clauses
from compliance.model import ClauseKind


def kinds(text: str) -> set[ClauseKind]:
    return {clause.kind for clause in read_clauses.read_statement(text, "README.md", 1)}


@pytest.mark.parametrize(
    "text",
    [
        "The Work and any derivative works thereof only may be used or intended for use non-commercially.",
        "Academic use only.",
        "For academic use only",
        "This model may not be used commercially.",
        "The weights are released for research purposes only.",
        "for research purposes",
        "Research only.",
        "Weights: research only",
        "non-commercial research use only",
        "Not for commercial use.",
        "Commercial use is prohibited.",
        "Commercial use is strictly prohibited.",
        "Commercial use requires a license.",
        "For commercial use, please contact us at licensing@example.org.",
        "Please contact foo@example.com for commercial use.",
        "For commercial purposes, a separate licence must be obtained from the authors.",
        "The data set is available for non-commercial use.",
        "Weights: non-commercial",
        "License: Non-Commercial",
        "## Non-Commercial License",
        "The model cannot be used for any commercial purpose.",
        "You can't use it commercially.",
        "The checkpoints are intended for non-commercial purposes.",
        "This project is licensed under a non-commercial license.",
        "Code is free for commercial use, but the weights are for non-commercial use only.",
        "The dataset is only for academic research.",
        "Free for academic use and commercial use requires a licence.",
        "free for academic use, commercial use needs permission",
        "You may use the data for educational and research purposes only.",
        "No commercial use.",
        "Use of the data is restricted to non-commercial, scientific research purposes.",
        "The software is licensed for personal use only.",
        "The models are licensed for noncommercial scientific research purposes.",
        "This dataset was released for non-commercial research purposes only.",
        "The pre-trained weights were released under a research-only licence.",
        "for non-commercial research purposes only",
        "Nur für nicht-kommerzielle Zwecke.",
        "Nur für Forschungszwecke",
        "Das Modell darf nicht kommerziell genutzt werden.",
        "Die Nutzung ist nur zu Forschungszwecken gestattet.",
        "Die kommerzielle Nutzung ist untersagt.",
        "Für die kommerzielle Nutzung ist eine Lizenz erforderlich.",
        "Die Gewichte dürfen nicht für kommerzielle Zwecke verwendet werden.",
        "Keine kommerzielle Nutzung",
        "Usage non commercial uniquement.",
        "Ces poids sont fournis à des fins de recherche.",
        "Utilisation commerciale interdite.",
        "L'utilisation commerciale nécessite une licence.",
        "Le modèle ne peut être utilisé à des fins commerciales.",
        "Usage non commercial",
        "Réservé à un usage académique.",
        "Commercial usage is not permitted without written consent.",
        "Any use of the model for commercial purposes is forbidden.",
        "All weights are research use only.",
        "The corpus is distributed for research purposes.",
        "Note that the pretrained models are under non-commercial terms only.",
        "This software may only be used for research.",
        "The models are exclusively for academic and non-commercial use",
        "It is not allowed to use the dataset for commercial purposes.",
        "Please do not use this model in commercial products.",
        "These weights are non-commercial.",
        "The dataset is non-commercial, see the terms.",
        "Redistribution and use for non-commercial and academic purpose in source and binary forms are permitted.",
        "free for non commercial use",
        "Free for non-commercial and academic use.",
        "The model is intended for non-commercial scientific use",
        "The dataset is made available under a research-only license",
        "Users must not use the weights in commercial applications",
        "Commercial applications are not covered by this licence.",
        "By downloading the weights you agree to use them for non-commercial research only.",
        "Use is limited to academic institutions.",
        "The data is free for academics; companies should contact us.",
        "You can use the model for free for non-commercial projects.",
        "Academic Non-Commercial License",
        "Research License",
        "Weights | non-commercial research",
        "The released checkpoints are for research use.",
        "Weights (research only)",
        "Please note that this model is not licensed for commercial purposes.",
        "the model weights must be used solely for academic purposes",
        "Licensed for research. No commercial usage.",
        "Eine kommerzielle Nutzung der Gewichte bedarf der schriftlichen Zustimmung der Autoren.",
        "Nur für Studienzwecke.",
        "Usage pédagogique uniquement",
    ],
)
def test_a_limit_to_purposes_that_are_not_commercial(text: str) -> None:
    """English, German and French, in whole sentences and in a few words."""
    assert ClauseKind.NON_COMMERCIAL in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Both academic and commercial use are welcome.",
        "Both academic and commercial use are allowed.",
        "Free for commercial use.",
        "It may be used for research and commercial use.",
        "The licence is not limited to non-commercial use.",
        "Unlike the previous version, which was non-commercial, this one is MIT.",
        "You may use the Materials for commercial and non-commercial purposes.",
        "The weights are available for academic research and free commercial use.",
        "Commercial use is allowed.",
        "Commercial use is permitted and encouraged.",
        "The previous release was limited to non-commercial use.",
        "It was non-commercial until 2023.",
        "We use commercially reasonable efforts.",
        "It is not commercially available.",
        "Version 1 is no longer restricted to research use.",
        "There are no commercial use restrictions.",
        "Can I use it for commercial purposes?",
        "Our research shows that only large models do this.",
        "The research was funded by a non-profit.",
        "This alternative is allowed only occasionally and noncommercially, and only if you received the object code with such an offer.",
        "You may copy and distribute the Document in any medium, either commercially or noncommercially, provided that this License is reproduced.",
        "Sowohl die nicht-kommerzielle als auch die kommerzielle Nutzung ist erlaubt.",
        "Die kommerzielle Nutzung ist erlaubt.",
        "L'utilisation commerciale est autorisée.",
        "Utilisation commerciale et non commerciale autorisée.",
        "For research questions, please contact the authors.",
        "We only compare with academic research from 2020.",
        "Commercial support is available, please contact us.",
        "The model is released under Apache-2.0, which allows commercial use.",
        "You are not required to pay for commercial use.",
        "Permission is granted to anyone to use this software for any purpose, including commercial applications.",
        "If you use this in your research, please cite our paper.",
        "Research",
        "Usage",
        "Commercial use",
        "The benchmark is used only in our evaluation.",
        "Nicht nur für nicht-kommerzielle Zwecke.",
        "Im Gegensatz zur früheren Version, die nur für nicht-kommerzielle Zwecke war, ist diese frei.",
        "Contrairement à la version précédente, non commerciale, celle-ci est libre.",
        "Not only academic but also commercial use is fine.",
        "The weights can be used without restriction, commercially or otherwise.",
        "Personal access tokens are required to use the data.",
        "We provide the code for research reproducibility.",
        "This repository contains the code for our research project.",
        "Commercial use is OK.",
        "You are free to use this commercially.",
        "No restrictions on commercial use.",
        "We thank the non-commercial research community.",
        "The tool supports research and evaluation workflows only on Linux.",
        "This model was trained only on academic papers.",
        "We evaluate on academic and commercial systems.",
        "It can be used commercially without any fee.",
        "The licence does not restrict commercial use.",
        "We do not restrict the use of the model for commercial purposes.",
        "This license does not prohibit commercial use.",
        "The license no longer prohibits commercial use.",
        "There is nothing that forbids commercial use.",
        "Commercial use allowed without permission",
        "You do not need a license for commercial use.",
        "Commercial use requires no additional license.",
        "Commercial use does not require attribution.",
        "Academic Free License",
    ],
)
def test_what_sounds_like_a_limit_and_is_none(text: str) -> None:
    """Permissions, denied limits, history, questions and words of science limit nothing."""
    assert ClauseKind.NON_COMMERCIAL not in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ClauseKind.NO_REDISTRIBUTION, "The data may not be redistributed."),
        (ClauseKind.NO_REDISTRIBUTION, "Redistribution is prohibited."),
        (ClauseKind.NO_REDISTRIBUTION, "Do not redistribute the dataset."),
        (ClauseKind.NO_REDISTRIBUTION, "No redistribution"),
        (ClauseKind.NO_REDISTRIBUTION, "Die Daten dürfen nicht weitergegeben werden."),
        (ClauseKind.NO_REDISTRIBUTION, "La redistribution est interdite."),
        (ClauseKind.NO_DERIVATIVES, "You may not modify, adapt or create derivative works."),
        (ClauseKind.NO_DERIVATIVES, "No derivatives"),
        (ClauseKind.NO_DERIVATIVES, "Derivative works are not permitted."),
        (ClauseKind.NO_DERIVATIVES, "Bearbeitungen sind untersagt."),
        (ClauseKind.TERRITORY, "This licence does not apply in the European Union."),
        (ClauseKind.TERRITORY, "The model is not available in the EU."),
        (ClauseKind.TERRITORY, "Not available in the European Union and the UK."),
        (ClauseKind.TERRITORY, "The service is not offered to users in the European Union."),
        (ClauseKind.THRESHOLD, "If you have more than 100 million monthly active users you need a licence."),
        (ClauseKind.THRESHOLD, "Companies with annual revenue over $1,000,000 need an enterprise license."),
        (ClauseKind.THRESHOLD, "free for organizations with less than 1 million dollars in annual revenue"),
        (ClauseKind.NO_COMPETE, "Outputs may not be used to train other models."),
        (ClauseKind.NO_COMPETE, "You may not use the outputs to develop competing models."),
        (ClauseKind.NO_COMPETE, "The generated data cannot be used to train models that compete."),
    ],
)
def test_other_limits(kind: ClauseKind, text: str) -> None:
    """No redistribution, no derivatives, territories, thresholds and what output may train."""
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "You may not redistribute the work unless you keep this notice.",
        "Redistributions of source code must retain the notice.",
        "You may not remove or alter any copyright notices.",
        "Do not modify this file's header",
        "The model is available in the European Union.",
        "We do not modify the weights of the encoder during training",
    ],
)
def test_conditions_are_no_bans(text: str) -> None:
    """What may be done on terms, or what is merely described, is no limit."""
    assert kinds(text) == set()


def test_where_a_limit_stands() -> None:
    """The line is counted from that of the statement's first line."""
    (clause,) = read_clauses.read_statement(
        "The code is MIT.\n\nThe weights are for research use only.", "README.md", 7
    )

    assert (clause.evidence.path, clause.evidence.line) == ("README.md", 9)
    assert clause.evidence.quote == "The weights are for research use only."


def test_only_limits_are_read() -> None:
    """Words on warranty in a README are no clause of its licence."""
    assert kinds("The software comes without warranty of any kind.") == set()


def test_a_sentence_is_quoted_rather_than_its_heading() -> None:
    """A heading counts where nothing says the same in a sentence."""
    heading = "Non-commercial use only\n\n"
    sentence = "The Work may be used or intended for use only non-commercially.\n"

    (short,) = read_clauses.read_clauses(heading, "LICENSE")
    (whole,) = read_clauses.read_clauses(heading + sentence, "LICENSE")

    assert (short.evidence.line, whole.evidence.line) == (1, 3)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        (
            "In no event shall we be liable for any indirect, special or consequential damages or lost profits.",
            "indirect-excluded",
        ),
        ("In no event shall we be liable for any direct, indirect or consequential damages.", "excluded"),
        (
            "In no event shall the authors be liable for any claim, damages or other liability, including consequential damages.",
            "excluded",
        ),
        ("In no event shall the authors be liable for any claim, damages or other liability.", "excluded"),
        (
            "To the extent permitted by law, in no event shall we be liable for any indirect damages.",
            "limited-by-law",
        ),
    ],
)
def test_indirect_losses_are_not_all_losses(text: str, grade: str) -> None:
    """An exclusion that names indirect losses only leaves liability for direct ones."""
    found = [
        clause.grade
        for clause in read_clauses.read_clauses(text, "LICENSE")
        if clause.kind is ClauseKind.LIABILITY
    ]

    assert found == [grade]
