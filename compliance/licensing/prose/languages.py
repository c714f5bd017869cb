# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Non-commercial and research-only limits in other languages than English: the commonest wordings, and those that welcome commerce."""

import re

from compliance.lazy_regex import compile_lazily
from compliance.licensing.clauses.languages.language import Wording

_LIMITS = Wording(
    # Chinese
    r"非商业|非商用|非商業|(?:禁止|不得|不可|不能|严禁|請勿|请勿|不允许|不许|勿)[^。；！]{0,16}(?:商用|商业|商業|盈利|营利)",
    r"(?:仅|只|僅)(?:供|限|用于|能用于|可用于|允许用于|作)[^。；！]{0,24}(?:研究|学术|學術|学习|學習|科研|教育|教学|个人|交流)",
    r"(?:商用|商业(?:使用|用途|化|目的)?)[^。；！]{0,24}(?:联系|授权|许可|申请|同意|书面)",
    # Japanese
    r"非営利|(?:商用|商業|営利)(?:利用|目的|使用|での利用)?[^。！]{0,14}(?:不可|禁止|禁じ|できません|認め(?:られ)?ま?せ?ん|お断り)",
    r"(?:研究|学術|個人|教育)(?:利用|用途|目的)?(?:での利用)?(?:のみ|に限)",
    # Korean
    r"비상업|비영리|상업적?[^.。]{0,14}(?:금지|불가|할 수 없|허용되지)",
    r"(?:연구|학술|교육)[ ]?(?:목적|용도|용)?[ ]?(?:으로만|로만|에 한|에만|만 )",
    # French
    r"\b(?:usages?|utilisations?|fins?|buts?|uso|usi|scopi|fini) (?:\w+ )?(?:non|pas)[ -]commercia(?:li?|les?|ux)\b|\b(?:utilisation|usage) commerciale?\b[^.;]{0,40}\b(?:interdite?|prohibée?)",
    r"\b(?:uniquement|exclusivement|seulement)\b[^.;]{0,60}\b(?:recherche|académiques?|personnel)|\brecherche uniquement",
    # German
    r"\bnicht[- ]?kommerziell|\b(?:nur|ausschließlich|lediglich)\b[^.;]{0,60}(?:forschung|wissenschaft|private|akademisch)",
    r"\bkommerzielle \w+\b[^.;]{0,60}\b(?:untersagt|verboten|nicht (?:gestattet|erlaubt|zulässig))",
    # Spanish, Portuguese, Italian
    r"\b(?:no|não|non)[ -]comercia(?:l|les|is)\b|\bsin (?:fines comerciales|ánimo de lucro)\b|\bprohibid[oa] (?:el|su) uso comercial",
    r"\b(?:sol[oa]|sólo|únicamente|exclusivamente|apenas|somente|solo)\b[^.;]{0,50}\b(?:investigación|académicos?|pesquisa|ricerca)",
    # Russian
    r"некоммерч|коммерческ\w+ (?:использовани\w+|цел\w+)[^.;]{0,40}(?:запрещ|не допуск|не разреш)",
    r"(?:только|исключительно)[^.;]{0,50}(?:исследоват|научн|учебн|образоват|личн)",
)
_WELCOME = Wording(
    r"(?<!不)(?<!非)(?:可以?|允许|支持|免费|自由|欢迎)(?:免费|直接|用于|自由)?(?:的)?(?:商用|商业使用|商业用途|商业化)",
    r"商业(?:和|与|或|及)非商业|非商业(?:和|与|或|及)商业|商用(?:利用)?(?:も|が|は)?(?:可能|可|できます|OK)|商用・非商用",
    r"(?<!비)상업적[^.]{0,10}(?:가능|허용됩니다|할 수 있)|상업적(?: 및|,| 또는)",
    r"(?<!nicht-)(?<!nicht )(?<!nicht)\bkommerziell\w* (?:und|oder|sowie|wie auch) nicht",
    r"\bcommercia(?:l|le|les) (?:et|ou) non|\bcomercial(?:es)? (?:y|o|u) no",
    r"(?<!не)коммерческ\w+ (?:и|или) некоммерч",
)
_FORBIDDEN = compile_lazily(r"不得|禁止|严禁|不可|不能|请勿")
_ASCII = compile_lazily(
    r"[^\x00-\x7f]|\b(?:nicht|nur|non|pas|uso|usage|uniquement|solo|no|kommerziell\w*)\b", re.IGNORECASE
)


def find_non_commercial(sentence: str) -> re.Match[str] | None:
    """Where a sentence limits use to non-commercial or research purposes, unless it welcomes commercial use as well."""
    if not _ASCII.search(sentence):
        return None
    found = _LIMITS.search(sentence)
    if found is None or (_WELCOME.search(sentence) and not _FORBIDDEN.search(sentence)):
        return None
    return found
