# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""English, the language of nearly all licences."""

from compliance.licensing.clauses.languages.language import Language, Wording

_NOT_BE = r"\b(?:may|must|shall|can) ?not be (?:used|accessed|distributed|downloaded|deployed|offered|made available|provided|sold)\b"

LANGUAGE = Language(
    code="en",
    words=frozenset({"the", "of", "and", "to", "you", "this", "or", "is", "any", "not", "for", "by"}),
    warranty=Wording(
        r"(?:without|no|not|disclaim\w*|exclud\w+|nor)\b[^.;]{0,120}\b(?:warrant(?:y|ies|s|ed)?|guarantees?)\b",
        r"\bas[ -]is\b['\"”]?(?:,| basis| and| without| with all)",
        r"provided ['\"“]?as[ -]is\b",
        r"at your (?:own|sole) risk",
    ),
    given=Wording(r"\b(?:licensor|we|author) (?:hereby )?(?:represents? and )?warrants? (?:to you )?that\b"),
    liability=Wording(
        r"(?:in no event|under no circumstances|no event|under no legal theory)\b.{0,500}\b(?:liab(?:le|ility)|responsib)",
        r"(?:not|never|won't) be (?:held )?(?:liable|responsible) (?:for|to)\b",
        r"\bno (?:contributor|author|licensor|party|person)s? \w+ be liable\b",
        r"\b(?:no|any|all) liability\b.{0,80}\b(?:disclaim|exclud|arising|for (?:any|damages))",
        r"\b(?:disclaims?|disclaiming|excludes?) (?:all |any )?(?:other )?liabilit",
        r"\b(?:accepts?|assumes?|takes?|bears?) no (?:liability|responsibility)\b",
        r"\b(?:nor|not) (?:does|do|shall|will)? ?[^.;]{0,40}\bassume any (?:liability|responsibility)\b",
        r"\bdo not hold\b[^.;]{0,100}\bliable\b",
    ),
    accepted=Wording(r"will be liable under statutory product liability", r"entitled to claim compensation"),
    bow_to_law=Wording(
        r"to the (?:maximum |fullest |greatest |full )?extent (?:permitted|permissible|allowed|possible)",
        r"(?:unless|only) (?:and only )?to the extent required",
        r"(?:unless|except (?:as|when|to the extent)|where) (?:otherwise )?(?:required|prohibited|stated) by (?:applicable |mandatory )?law",
        r"(?:some|certain|other) (?:jurisdictions|states)(?: or jurisdictions)? do not allow",
        r"as far as the law (?:allows|permits)",
        r"nothing in this \w+ (?:shall )?(?:excludes?|limits?) (?:any )?liability",
    ),
    excludes=Wording(
        r"\b(?:do|does|shall|will) not (?:be )?(?:apply|extend|available|granted|offered)\b",
        r"\bexclud(?:es|ed|ing|e)\b",
        _NOT_BE,
        r"\b(?:are|is) not (?:being )?(?:granted|licensed|available|offered|authori[sz]ed|permitted|intended)\b",
        r"\b(?:may|must|shall|can|agree) not (?:to )?(?:\w+,? (?:or )?){0,6}(?:use|access|distribute|download|deploy|offer|make|sell|provide)\b",
        r"\b(?:no|not any) (?:right|licen[cs]e|permission)s? (?:is|are)? ?(?:\w+ )?(?:granted|given)?\b",
        r"\b(?:prohibited|forbidden|banned|not (?:permitted|allowed))\b",
        r"\boutside (?:of )?(?:the territory|these)\b",
    ),
    allows_only=Wording(
        r"\b(?:only|solely|exclusively) (?:in|within|to|for (?:use )?(?:in|within))\b",
        r"\b(?:limited|restricted) to (?:the territory of|users in|residents of)\b",
    ),
    place=Wording(
        r"\bterritor(?:y|ies)\b",
        r"\bdomicil",
        r"principal place of business",
        r"\bresid(?:e|ent|ing|ence)",
        r"\b(?:located|established|incorporated) in\b",
        r"\bheadquarter",
        r"\b(?:countr(?:y|ies)|regions?|jurisdictions?)\b",
        r"\b(?:apply|available) in\b",
        r"\buse(?:d)? (?:it |the \w+ )?(?:in|within)\b",
        r"\b(?:with)?in (?:the )?(?:european|eu\b)",
        r"\b(?:persons|users|entities|individuals|companies) (?:in|from|of)\b",
    ),
    not_territory=Wording(
        r"\bgovern(?:ed|ing) (?:by|law)",
        r"\blaws? of\b",
        r"\bcourts?\b",
        r"\bconvention\b",
        r"\bexport\b",
        r"\bembargo",
        r"\bsanction",
        r"\btrademark",
        r"\bcopyright (?:law|act|\(c\)|©)",
        r"\bregulations?\b",
        r"\bdirective\b",
        r"\bpatents?\b",
        r"\bgovernment (?:users?|rights|end)",
    ),
    spared=Wording(r"does not apply to (end users?[^.]*)"),
    domicile=Wording(r"domicil|resid|national|citizen"),
    place_of_business=Wording(r"place of business|headquarter|established in|incorporated in|registered in"),
    distribution=Wording(r"distribut|make (?:it )?available|offer|sell"),
    multimodal=Wording(r"multi-?modal"),
    non_commercial=Wording(
        r"\b(?:only|solely|exclusively|limited to)\b[^.;]{0,90}\b(?:non-?commercial|academic|research|evaluation|personal)\b[^.;]{0,40}\b(?:use|purposes?|research)\b",
        r"\bnon-?commercial (?:use|purposes?|research)(?: \w+){0,3} only\b",
        r"\b(?:may|must|shall|can|do|are|is) not\b[^.;]{0,90}\b(?:for|any) commercial (?:use|purposes?|gain|exploitation)\b",
        r"\b(?:not|no|prohibits?|excluding) (?:for |any )?commercial use\b",
        r"\bfor non-?commercial (?:use|purposes)\b(?! or)",
    ),
    commercial_too=Wording(
        r"\bcommercial (?:and|or) non-?commercial\b", r"\bnon-?commercial (?:and|or) commercial\b"
    ),
    threshold=Wording(
        r"\bmonthly active users?\b[^.;]{0,160}\b(?:million|[\d,]{5,})",
        r"\b(?:greater than|more than|exceeds?|over|above)\b[^.;]{0,40}\b(?:million|[\d,]{5,})[^.;]{0,40}\b(?:users|visits)\b",
        r"\b(?:annual|monthly|yearly|gross|total) (?:\w+ ){0,3}revenues?\b[^.;]{0,120}(?:million|[$€£]|USD|EUR|RMB|[\d,]{6,})",
    ),
    behavioural=Wording(
        r"\byou agree (?:that you (?:will|shall) )?not (?:to )?use\b",
        r"\b(?:will|shall|must|may) not use,? or (?:allow|permit) (?:others|anyone|any third party) to use\b",
        r"\buse[- ]based restrictions?\b",
        r"\b(?:use|usage) restrictions? (?:set forth|referenced|listed|in attachment|as)\b",
        r"\b(?:acceptable|prohibited) uses?(?: policy)?\b",
    ),
    field_of_use=Wording(
        r"\b(?:may|must|shall|agree|will) not\b[^.;]{0,60}\buse\b[^.;]{0,120}\b(?:military|weapons?|warfare|surveillance|nuclear|medical advice)\b",
        r"\bshall be used for good\b",
    ),
    no_compete=Wording(
        r"\b(?:not|no)\b[^.;]{0,120}\b(?:improve|train|develop|create)\b[^.;]{0,60}\bany other\b[^.;]{0,40}\bmodels?\b",
        r"\b(?:not|no)\b[^.;]{0,160}\b(?:train|develop|create|build)\b[^.;]{0,80}\b(?:compet(?:e|es|ing|itive))\b",
    ),
    indemnity=Wording(
        r"\b(?:you|licensee|user|recipient|distributor|contributor)s?\b[^.;]{0,80}\b(?:shall|will|agrees? to|must|obligated to)\b[^.;]{0,60}\bindemnify\b",
        r"\bagrees? to (?:defend,? )?(?:and )?indemnify\b",
    ),
    export=Wording(
        r"\bexport (?:control|administration|law|regulation|restriction)",
        r"\bre-?export",
        r"\bembargoed\b",
        r"\bsanctions? (?:list|law|program|regime|imposed)",
        r"\bOFAC\b",
        r"\bEAR\b.{0,40}\bregulation",
        r"\bITAR\b",
        r"International Traffic (?:in )?Arms",
        r"denied (?:persons|parties)",
        r"trade (?:compliance|control)s?\b",
    ),
    governing_law=Wording(
        r"\b(?:governed|interpreted|construed|regulated)\b[^.;]{0,90}\b(?:laws? of|\w+ law\b|the laws?\b)",
        r"\blaws? of [^.;]{2,40} (?:shall )?(?:govern|appl)",
        r"\b(?:subject to|under) the laws of\b",
    ),
)
