# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""German: OSC, EUPL, DL-DE, and the terms of firms of the German-speaking countries."""

from compliance.licensing.clauses.languages.language import Language, Wording

LANGUAGE = Language(
    code="de",
    words=frozenset(
        {"der", "die", "das", "und", "nicht", "ist", "für", "von", "den", "oder", "wird", "mit", "im"}
    ),
    warranty=Wording(
        r"\b(?:keine|ohne|jegliche|sämtliche)\b[^.;]{0,80}(?:gewähr|garantie|gewährleistung|mängelhaftung)",
        r"(?:gewährleistung|garantie|gewähr)\w*[^.;]{0,80}\b(?:ausgeschlossen|abgelehnt|nicht übernommen)",
        r"\bwie besehen\b",
        r"auf eigene(?:s)? (?:gefahr|risiko)",
    ),
    given=Wording(r"\b(?:lizenzgeber|wir)\b[^.;]{0,40}\bgewährleiste[nt]"),
    liability=Wording(
        r"haftung\w*[^.;]{0,120}\b(?:ausgeschlossen|beschränkt)",
        r"\bhafte[nt]\b[^.;]{0,60}\bnicht\b",
        r"\b(?:keine|jegliche)\b[^.;]{0,20}haftung",
    ),
    accepted=Wording(r"\bhafte[nt]\b[^.;]{0,60}\bunbeschränkt", r"\bunbeschränkt\b[^.;]{0,60}\bhafte[nt]\b"),
    bow_to_law=Wording(
        r"soweit (?:gesetzlich )?(?:zulässig|möglich)",
        r"\bzwingend\w*\b[^.;]{0,40}(?:recht|haftung|vorschrift)",
        r"gesetzlich (?:zulässig|erlaubt)",
        r"\bprodukthaftung",
    ),
    excludes=Wording(
        r"\bgilt nicht\b",
        r"\b(?:ausgeschlossen|ausgenommen|untersagt|verboten|nicht gestattet|nicht erlaubt|nicht zulässig)\b",
        r"\bdarf\b[^.;]{0,80}\bnicht\b",
        r"\bmit ausnahme\b",
    ),
    allows_only=Wording(r"\b(?:nur|ausschließlich|lediglich) (?:in|innerhalb|im)\b"),
    place=Wording(
        r"\bgebiet",
        r"\bterritori",
        r"\b(?:wohn)?sitz\b",
        r"\bniederlassung",
        r"\bländer|\blands?\b|\bstaaten\b",
        r"\bin (?:der |den )?\w",
    ),
    not_territory=Wording(
        r"\brecht der\b",
        r"\brecht\b[^.;]{0,20}\banwendbar",
        r"\bgericht",
        r"\bübereinkommen\b",
        r"\bexport|\bausfuhr",
        r"\bsanktion",
        r"\bverordnung\b",
        r"\brichtlinie\b",
        r"\bpatent",
    ),
    spared=Wording(r"gilt nicht für (endnutzer[^.]*)"),
    domicile=Wording(r"wohnsitz|ansässig|staatsangehörig"),
    place_of_business=Wording(r"\bsitz\b|niederlassung"),
    distribution=Wording(r"verbreit|vertreib|zugänglich mach|anbiet"),
    multimodal=Wording(r"multi-?modal"),
    non_commercial=Wording(
        r"\b(?:nur|ausschließlich|lediglich)\b[^.;]{0,60}\b(?:nicht-?\s?kommerziell|wissenschaftlich|privat)\w*",
        r"\b(?:kommerzielle|gewerbliche)\w*\b[^.;]{0,40}\b(?:nutzung|verwendung|zwecke)\w*[^.;]{0,60}\b(?:ausgeschlossen|untersagt|nicht|verboten)",
    ),
    commercial_too=Wording(
        r"kommerziell\w* (?:und|oder|wie) (?:auch )?nicht-?\s?kommerziell",
        r"nicht-?\s?kommerziell\w* (?:und|oder|wie) (?:auch )?kommerziell",
    ),
    threshold=Wording(
        r"\bmehr als\b[^.;]{0,40}\b(?:millionen|[\d.]{5,})[^.;]{0,40}\b(?:nutzer|euro)",
        r"\bjahresumsatz\w*[^.;]{0,80}\b(?:millionen|euro|€)",
    ),
    behavioural=Wording(
        r"\bnutzungsbeschränkung",
        r"\b(?:unzulässige|verbotene) (?:nutzung|verwendung)",
        r"\bnutzungsrichtlinie",
    ),
    field_of_use=Wording(r"\b(?:nicht|keine)\b[^.;]{0,80}\b(?:militärisch|waffen|überwachung)\w*"),
    no_compete=Wording(
        r"\bnicht\b[^.;]{0,100}\b(?:trainieren|verbessern|entwickeln)\b[^.;]{0,40}\bmodelle?\b",
        r"\bnicht\b[^.;]{0,60}\b(?:andere|konkurrierende)\w* (?:\w+ )?modelle?\b[^.;]{0,60}\b(?:trainieren|verbessern|entwickeln)\b",
    ),
    indemnity=Wording(
        r"\b(?:nutzer|lizenznehmer|sie)\b[^.;]{0,80}\b(?:stell\w*|halt\w*)\b[^.;]{0,80}\b(?:frei|schadlos)\b"
    ),
    export=Wording(
        r"\bexportkontroll", r"\bausfuhr(?:recht|kontroll|vorschrift)", r"\bsanktionsliste", r"\bembargo"
    ),
    governing_law=Wording(
        r"\bes gilt\b[^.;]{0,40}\brecht\b",
        r"\bunterliegt\b[^.;]{0,40}\brecht\b",
        r"\brecht der [^.;]{2,40}\banwend",
    ),
)
