# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""French: CeCILL, EUPL, Licence Ouverte, and the terms of French firms."""

from compliance.licensing.clauses.languages.language import Language, Wording

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
        r"\b(?:uniquement|exclusivement|seulement)\b[^.;]{0,60}\b(?:non[ -]commercia|de recherche|académique|privé)\w*",
        r"\b(?:utilisation|usage|fins?) commercia\w*\b[^.;]{0,40}\b(?:interdit|exclu|prohibé)\w*",
    ),
    commercial_too=Wording(
        r"commercia\w* (?:et|ou) non[ -]commercia", r"non[ -]commercia\w* (?:et|ou) commercia"
    ),
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
