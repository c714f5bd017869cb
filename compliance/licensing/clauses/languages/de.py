# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""German: OSC, EUPL, DL-DE, and the terms of firms of the German-speaking countries."""

from compliance.licensing.clauses.languages.language import Language, Wording

_NC = r"nicht[- ]?kommerziell\w*"
_FOR_MONEY = r"(?<!nicht )(?<!nicht-)\b(?:kommerziell|gewerblich)\w*"
_REFUSED = r"(?:ausgeschlossen|untersagt|verboten|unzulässig|(?:nicht|weder) (?:\w+ )?(?:gestattet|erlaubt|zulässig|möglich|genutzt|verwendet))"

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
    indirect=Wording(
        r"\b(?:indirekt|mittelbar|folge)\w*[^.;]{0,30}(?:schäden|schaden)\b",
        r"\bfolgeschäden\b",
        r"\bentgangen\w* gewinn",
    ),
    all_losses=Wording(
        r"\b(?:direkt|unmittelbar)\w*",
        r"\b(?:alle|jede|jegliche|sämtliche)\w* (?:schäden|haftung)",
        r"\bhaftung\b[^.;]{0,10}\bist ausgeschlossen",
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
        rf"\b(?:nur|ausschließlich|lediglich|allein)\b[^.;]{{0,80}}\b(?:{_NC}|wissenschaftlich\w*|akademisch\w*|privat\w*|forschungs?\w*)",
        rf"\b(?:{_NC}|wissenschaftliche\w*|akademische\w*) (?:\w+ )?(?:zwecke\w*|nutzung|verwendung|gebrauch)[^.;]{{0,30}}\b(?:vorbehalten|beschränkt|bestimmt)\b",
        rf"\b(?:für|zu)r? (?:\w+ )?(?:{_NC} (?:\w+ )?(?:zwecke\w*|nutzung|verwendung|gebrauch)|forschungszwecken?)\b",
        rf"\bnicht\b(?!-)[^.;]{{0,40}}{_FOR_MONEY}\b",
        rf"{_FOR_MONEY} (?:nutzung|verwendung|zwecke\w*|einsatz|verwertung)\b[^.;]{{0,90}}\b{_REFUSED}\b",
        r"\b(?:nur|ausschließlich|lediglich)\b[^.;]{0,60}\b(?:studien|lehr|bildungs|unterrichts)(?:-|zweck)",
        rf"{_FOR_MONEY} (?:nutzung|verwendung|zwecke\w*|einsatz|verwertung)\b[^.;]{{0,110}}\b(?:erfordert|bedarf|benötig\w*|kontakt\w*|wenden sie|lizenz)\b",
        r"\b(?:darf|dürfen|kann|können)\b[^.;]{0,40}\bnicht (?:kommerziell|gewerblich)\b",
        rf"\bkeine {_FOR_MONEY} (?:nutzung|verwendung|verwertung|zwecke)",
    ),
    non_commercial_label=Wording(
        rf"^(?:[\w ]{{1,30}}[:=|-] ?)?(?:für )?{_NC}(?: (?:nutzung|lizenz|zwecke|verwendung))?[ .!]*$"
    ),
    commercial_too=Wording(
        rf"\b(?:sowohl )?(?:für )?(?:{_NC}|wissenschaftlich\w*|akademisch\w*|privat\w*)(?: \w+)? (?:und|oder|wie|als) (?:auch )?(?:für )?(?:kommerziell|gewerblich)\w*(?: (?:nutzung|verwendung|zwecke\w*))?",
        rf"{_FOR_MONEY} (?:und|oder|wie|als) (?:auch )?(?:für )?(?:{_NC}|wissenschaftlich\w*|akademisch\w*|privat\w*)(?: (?:nutzung|verwendung|zwecke\w*))?",
        rf"\bnicht (?:nur|auf)\b[^.;,]{{0,60}}\b(?:{_NC}|wissenschaftlich\w*|akademisch\w*)[^.;,]{{0,30}}",
        rf"\b(?:im gegensatz|anders als|früher\w*|vorherig\w*|bisher\w*|ältere\w*|nicht mehr)\b[^.;]{{0,80}}{_NC}\b",
        rf"{_FOR_MONEY} (?:nutzung|verwendung|zwecke\w*)\b (?:ist|sind) (?:\w+ )?(?:erlaubt|gestattet|zulässig|willkommen|möglich|frei)\b",
    ),
    no_derivatives=Wording(
        r"\b(?:bearbeitungen|veränderungen|abwandlungen)\b[^.;]{0,40}\b(?:untersagt|verboten|nicht (?:gestattet|erlaubt|zulässig))",
        r"\b(?:darf|dürfen)\b[^.;]{0,40}\bnicht\b[^.;]{0,20}\b(?:bearbeitet|verändert)\b",
        r"\bkeine bearbeitung",
    ),
    no_redistribution=Wording(
        r"\b(?:darf|dürfen)\b[^.;]{0,40}\bnicht\b[^.;]{0,20}\b(?:weitergegeben|weiterverbreitet|weiterverteilt)\b",
        r"\bweiter(?:gabe|verbreitung)\b[^.;]{0,40}\b(?:untersagt|verboten|nicht (?:gestattet|erlaubt|zulässig))",
        r"\bkeine weiter(?:gabe|verbreitung)\b",
    ),
    on_terms=Wording(r"\b(?:es sei denn|außer|sofern|wenn|ohne (?:diese|den|die))\b"),
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
    display=Wording(
        r"\b(?:muss|müssen|ist|sind)\b[^.;]{0,120}\b(?:sichtbar|deutlich)\b[^.;]{0,60}\b(?:anzeigen|angezeigt|anzuzeigen)\b"
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
