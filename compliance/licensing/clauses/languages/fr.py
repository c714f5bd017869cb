# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""French: CeCILL, EUPL, Licence Ouverte, and the terms of French firms."""

from compliance.licensing.clauses.languages.language import Language, Wording

_NC = r"non[- ]?commercia\w*"
_FOR_MONEY = r"\b(?:usages?|utilisations?|fins?|exploitation|buts?) commercia\w*"
_NARROW = rf"(?:{_NC}|de (?:la )?recherche|académiques?|scientifiques?|privée?s?|personnel\w*|éducati\w+|pédagogiques?)"

LANGUAGE = Language(
    code="fr",
    words=frozenset(
        {"le", "la", "les", "des", "est", "du", "et", "pas", "ne", "aux", "une", "dans", "sur", "il"}
    ),
    warranty=Wording(
        r"\b(?:sans|aucune|ni)\b[^.;]{0,60}\bgaranties?\b",
        r"\bne\b[^.;]{0,60}\bgaranti\w*\b[^.;]{0,30}\b(?:pas|aucun\w*|ni)\b",
        r"\b(?:en l'état|tel(?:le)?s? quel(?:le)?s?)\b",
        r"à (?:ses|vos) (?:propres )?risques",
        r"\bdécline\w*\b[^.;]{0,40}\bgarantie",
    ),
    given=Wording(
        r"\b(?:concédant|titulaire)\b[^.;]{0,60}(?<!ne )\bgarantit\b(?![^.;]{0,20}\b(?:pas|aucun))"
    ),
    liability=Wording(
        r"\bresponsabilité\b[^.;]{0,120}\b(?:exclue|limitée|ne (?:saurait|peut|pourra))",
        r"\bne (?:saurait|peut|pourra|sera)\b[^.;]{0,80}\bresponsable",
        r"\ben aucun cas\b[^.;]{0,120}\bresponsab",
    ),
    indirect=Wording(r"\b(?:indirect|consécutif|accessoire)\w*", r"\bmanque à gagner\b"),
    all_losses=Wording(
        r"\bdirects?\b|\bdirectes?\b",
        r"\b(?:tout|tous|toute|toutes) (?:les )?(?:dommage|préjudice|responsabilité)",
    ),
    accepted=Wording(r"\bdemander réparation\b|\bréparation du préjudice direct\b"),
    bow_to_law=Wording(
        r"dans (?:toute )?la mesure (?:permise|autorisée|où)",
        r"\bsauf (?:si|lorsque|disposition)[^.;]{0,60}\bloi\b",
        r"\bdispositions? (?:légales? )?impérative",
    ),
    excludes=Wording(
        r"\bne s'applique(?:nt)? pas\b",
        r"\b(?:à l'exclusion|à l'exception|exclu(?:e|s|es)?)\b",
        r"\b(?:interdit|prohibé)e?s?\b",
        r"\bne (?:peut|peuvent|doit|doivent)\b[^.;]{0,60}\b(?:pas|être)\b",
    ),
    allows_only=Wording(r"\b(?:uniquement|exclusivement|seulement) (?:en|dans|au|aux|sur)\b"),
    place=Wording(
        r"\bterritoire",
        r"\bdomicil",
        r"\bsiège\b",
        r"\bétabli",
        r"\bpays\b",
        r"\brésid",
        r"\b(?:en|dans|au|aux) ",
    ),
    not_territory=Wording(
        r"\bdroit (?:applicable|français|de)\b",
        r"\btribuna",
        r"\bconvention\b",
        r"\bexport",
        r"\bsanction",
        r"\brèglement\b",
        r"\bdirective\b",
        r"\bbrevet",
        r"\bloi\b",
    ),
    spared=Wording(r"ne s'applique pas aux (utilisateurs finaux[^.]*)"),
    domicile=Wording(r"domicil|résid"),
    place_of_business=Wording(r"siège|établi"),
    distribution=Wording(r"distribu|diffus|mettre à disposition|offrir"),
    multimodal=Wording(r"multi-?moda"),
    non_commercial=Wording(
        rf"\b(?:uniquement|exclusivement|seulement|strictement|réservée?s?|limitée?s?)\b[^.;]{{0,80}}\b{_NARROW}\b",
        rf"\b{_NARROW}\b[^.;]{{0,40}}\b(?:uniquement|exclusivement|seulement)\b",
        rf"\b(?:usage|utilisation)s? (?:\w+ (?:et )?){{0,2}}?{_NC}\b",
        rf"\b(?:à des fins|dans un but|pour un(?:e)? (?:usage|utilisation)) (?:\w+ ){{0,2}}?(?:{_NC}|de recherche|académiques?|scientifiques?)\b",
        rf"{_FOR_MONEY}\b[^.;]{{0,60}}\b(?:interdit|exclu|prohibé|soumis|réserv|nécessit|requi|contact)\w*",
        rf"{_FOR_MONEY}\b[^.;]{{0,30}}\b(?:n'est|ne sont) pas (?:autorisée?s?|permise?s?)\b",
        rf"\bne (?:peut|peuvent|doit|doivent)\b[^.;]{{0,60}}(?:{_FOR_MONEY}|\bcommercialement)\b",
        rf"\b(?:pas|sans|aucune?) (?:d'|de |à )?(?:des )?{_FOR_MONEY}\b",
    ),
    non_commercial_label=Wording(
        rf"^(?:[\w ]{{1,30}} ?[:=|-] ?)?(?:pour )?(?:usage |utilisation |licence )?{_NC}(?: uniquement| seulement)?[ .!]*$"
    ),
    commercial_too=Wording(
        r"\by compris (?:à des fins )?commercia\w*",
        rf"(?<!non )(?<!non-)commercia\w* (?:et|ou|comme) (?:à des fins )?{_NARROW}",
        rf"{_NARROW} (?:et|ou|comme) (?:à des fins )?commercia\w*",
        rf"\b(?:non|pas) (?:limité|restreint|réservé)\w*[^.;,]{{0,60}}\b{_NARROW}\b",
        rf"\b(?:contrairement|précédente?s?|auparavant|anciennes?|antérieure?s?|n'est plus)\b[^.;]{{0,80}}\b{_NC}\b",
        rf"{_FOR_MONEY}\b (?:est|sont) (?:\w+ )?(?:autorisé|permis|possible|libre|bienvenu)\w*",
    ),
    no_derivatives=Wording(
        r"\b(?:modifications?|adaptations?|œuvres? dérivées?|oeuvres? dérivées?)\b[^.;]{0,40}\b(?:interdite?s?|(?:n'est|ne sont) pas (?:autorisée?s?|permise?s?))\b",
        r"\bpas de modifications?\b",
    ),
    no_redistribution=Wording(
        r"\bredistribution\b[^.;]{0,40}\b(?:interdite?|n'est pas (?:autorisée?|permise?))\b",
        r"\bne (?:peut|peuvent|doit|doivent)\b[^.;]{0,40}\bredistribu\w+",
        r"\bpas de redistribution\b",
    ),
    on_terms=Wording(r"\b(?:sauf|à moins|excepté|si|sans (?:cette|la présente|les))\b"),
    threshold=Wording(
        r"\bplus de\b[^.;]{0,40}\b(?:millions|[\d ]{6,})[^.;]{0,40}\butilisateurs",
        r"\bchiffre d'affaires\b[^.;]{0,80}\b(?:millions|euros|€)",
    ),
    behavioural=Wording(
        r"\butilisations? (?:interdite|prohibée|proscrite)s?\b",
        r"\brestrictions? d'(?:utilisation|usage)",
        r"\bcharte d'utilisation",
    ),
    field_of_use=Wording(r"\b(?:ne|pas|interdit\w*)\b[^.;]{0,80}\b(?:militaire|armes?|surveillance)s?\b"),
    no_compete=Wording(
        r"\b(?:ne|pas|interdit\w*)\b[^.;]{0,120}\b(?:entraîner|améliorer|développer)\b[^.;]{0,60}\b(?:autres? modèles?|concurrent\w*)\b"
    ),
    display=Wording(
        r"\b(?:doit|doivent|devez)\b[^.;]{0,40}\b(?:afficher|affichée?s?)\b[^.;]{0,120}\b(?:interface|site|produit|documentation)\b"
    ),
    indemnity=Wording(
        r"\b(?:licencié|utilisateur|vous)\b[^.;]{0,80}\b(?:indemnis|garantir|tenir)\w*\b[^.;]{0,60}\b(?:contre|indemne)\b"
    ),
    export=Wording(
        r"\bcontrôle des exportations",
        r"\bexportations?\b[^.;]{0,40}\b(?:loi|réglementation)",
        r"\bembargo",
        r"\blistes? de sanctions",
    ),
    governing_law=Wording(
        r"\brégie? par\b[^.;]{0,40}\b(?:loi|droit)\b",
        r"\bsoumise? (?:à la loi|au droit)\b",
        r"\bdroit (?:français|belge|suisse|luxembourgeois)\b[^.;]{0,40}\bappli",
    ),
)
