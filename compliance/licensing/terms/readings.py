# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""What terms of data may mean for weights that were trained on it: the cautious reading, the narrow one, and who says so. All unsettled."""

from compliance.licensing.terms.duties import BoundPart, Duty
from compliance.model import ClauseKind

_COMMONS = "Creative Commons, Using CC-licensed Works for AI Training, May 2025"
_PRACTICE = "timm and torchvision notes on data set licences"
_COURT = "Getty Images v Stability AI [2025] EWHC 2863 (Ch)"
_SHARE_ALIKE = {
    "database": "asks that a derivative database in public use keeps its terms, and that a work produced from it carries a notice: "
    "read cautiously, weights hold such a database; read narrowly, they are a produced work",
    "work": "asks that a work based on it is licensed as a whole under its terms: read cautiously, a shared model is one; "
    "read narrowly, weights hold no copy of the data",
    "": "asks that adaptations keep its terms: read cautiously, a shared model is one; read narrowly, weights hold no copy of the data",
}
"""By the grade of the clause: what the terms have to stay with."""


def words(bound: BoundPart, kind: ClauseKind) -> str:
    """Both readings of a licence's clause of one kind, as a clause of a sentence."""
    if kind is ClauseKind.NON_COMMERCIAL:
        asks = "allows non-commercial use only: read cautiously, a model trained on the data can't be sold; read narrowly, the terms don't reach weights"
    elif kind is ClauseKind.NO_DERIVATIVES:
        asks = "forbids to share adaptations: read cautiously, a model trained on the data is one and must not be shared; read narrowly, weights hold no copy of the data"
    else:
        grade = _of_kind(bound, kind)[0].clause.grade
        asks = _SHARE_ALIKE.get(grade, _SHARE_ALIKE[""])
    return f"{bound.license} {asks}"


def authority(bound: BoundPart, kind: ClauseKind) -> str:
    """Whose words stand behind the readings: Creative Commons' own for its licences, else the clause itself."""
    is_commons = "creative commons" in bound.license.casefold() or bound.license.startswith("CC-")
    own = _COMMONS if is_commons else _of_kind(bound, kind)[0].clause.evidence.source
    practice = [_PRACTICE] if kind is ClauseKind.NON_COMMERCIAL else []
    return "; ".join(filter(None, [own, *practice, _COURT]))


def _of_kind(bound: BoundPart, kind: ClauseKind) -> tuple[Duty, ...]:
    return tuple(duty for duty in bound.duties if duty.clause.kind is kind)
