# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Words that carry a licence's terms, and words that don't."""

from typing import Final


def _join_word_classes_words(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER: Final = _join_word_classes_words(
    "not no non never only solely except unless commercial commercially noncommercial prohibited forbidden restricted "
    "must royalty fee territory military evil"
)
"""Words that a place for names has no use for."""
CARRIES: Final = _join_word_classes_words(
    "not no with without may must shall permission permitted granted grant grants license licensed redistribution use "
    "copy modify distribute provided only warranty liability rights agree agreement"
)
"""Words that make a sentence a term; a heading or an address has none of them."""
ORDERS: Final = _join_word_classes_words("may must shall")
EMPTY: Final = _join_word_classes_words(
    "the a an of to in this that these those its such s i e g is are be it as"
)
"""Words that come and go between copies of one text; none of them changes what is allowed."""
DETERMINERS: Final = _join_word_classes_words(
    "any its their his her our my your the such each other all these"
)
"""Words that stand for each other: `its contributors`, `the contributors`."""
ADDRESS: Final = _join_word_classes_words(
    "street st suite floor fifth place temple franklin avenue ave mass massachusetts cambridge boston ma usa inc "
    "51 59 330 500 675 02110 02111 02139 1301 1307 1335 3307"
)
"""Where the Free Software Foundation was over the years: copies of its licences differ in nothing else."""
DECIDES: Final = NEVER | _join_word_classes_words(
    "affero lesser library noderivatives sharealike derivatives research"
)
"""Words without which a title is another licence's."""
MONTHS: Final = _join_word_classes_words(
    "january february march april may june july august september october november december"
)
FORMAL: Final = _join_word_classes_words("v version public license the general")
"""Words of a title that copies leave out or put in."""
REFERS: Final = _join_word_classes_words(
    "article articles clause clauses paragraph part section sections version versions and or to of v"
)
"""After these words a number at the start of a line belongs to the sentence."""
