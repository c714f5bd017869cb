# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Codes of countries and groups as people write them: which one is meant, and which ones there are."""

import difflib

from compliance.licensing import regions

ALLOWED = f"ISO 3166-1 alpha-2 codes such as DE or US, and {', '.join(regions.GROUPS)}"
"""What may be written, as part of a sentence."""
_SPOKEN = {
    "uk": "GB",
    "el": "GR",
    "eu27": "EU",
    "eu-27": "EU",
    "europe": "EU",
    "eur": "EU",
    "ewr": "EEA",
    "ger": "DE",
    "korea": "KR",
    "america": "US",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "holland": "NL",
    "uae": "AE",
}
"""Words that are no codes. UK and EL are the codes of EU institutions (Interinstitutional Style Guide, 7.1.1)."""
_THREE_LETTERS = (
    "ABW:AW AFG:AF AGO:AO AIA:AI ALA:AX ALB:AL AND:AD ARE:AE ARG:AR ARM:AM ASM:AS ATA:AQ ATF:TF ATG:AG AUS:AU AUT:AT AZE:AZ BDI:BI BEL:BE BEN:BJ BES:BQ "
    "BFA:BF BGD:BD BGR:BG BHR:BH BHS:BS BIH:BA BLM:BL BLR:BY BLZ:BZ BMU:BM BOL:BO BRA:BR BRB:BB BRN:BN BTN:BT BVT:BV BWA:BW CAF:CF CAN:CA CCK:CC CHE:CH "
    "CHL:CL CHN:CN CIV:CI CMR:CM COD:CD COG:CG COK:CK COL:CO COM:KM CPV:CV CRI:CR CUB:CU CUW:CW CXR:CX CYM:KY CYP:CY CZE:CZ DEU:DE DJI:DJ DMA:DM DNK:DK "
    "DOM:DO DZA:DZ ECU:EC EGY:EG ERI:ER ESH:EH ESP:ES EST:EE ETH:ET FIN:FI FJI:FJ FLK:FK FRA:FR FRO:FO FSM:FM GAB:GA GBR:GB GEO:GE GGY:GG GHA:GH GIB:GI "
    "GIN:GN GLP:GP GMB:GM GNB:GW GNQ:GQ GRC:GR GRD:GD GRL:GL GTM:GT GUF:GF GUM:GU GUY:GY HKG:HK HMD:HM HND:HN HRV:HR HTI:HT HUN:HU IDN:ID IMN:IM IND:IN "
    "IOT:IO IRL:IE IRN:IR IRQ:IQ ISL:IS ISR:IL ITA:IT JAM:JM JEY:JE JOR:JO JPN:JP KAZ:KZ KEN:KE KGZ:KG KHM:KH KIR:KI KNA:KN KOR:KR KWT:KW LAO:LA LBN:LB "
    "LBR:LR LBY:LY LCA:LC LIE:LI LKA:LK LSO:LS LTU:LT LUX:LU LVA:LV MAC:MO MAF:MF MAR:MA MCO:MC MDA:MD MDG:MG MDV:MV MEX:MX MHL:MH MKD:MK MLI:ML MLT:MT "
    "MMR:MM MNE:ME MNG:MN MNP:MP MOZ:MZ MRT:MR MSR:MS MTQ:MQ MUS:MU MWI:MW MYS:MY MYT:YT NAM:NA NCL:NC NER:NE NFK:NF NGA:NG NIC:NI NIU:NU NLD:NL NOR:NO "
    "NPL:NP NRU:NR NZL:NZ OMN:OM PAK:PK PAN:PA PCN:PN PER:PE PHL:PH PLW:PW PNG:PG POL:PL PRI:PR PRK:KP PRT:PT PRY:PY PSE:PS PYF:PF QAT:QA REU:RE ROU:RO "
    "RUS:RU RWA:RW SAU:SA SDN:SD SEN:SN SGP:SG SGS:GS SHN:SH SJM:SJ SLB:SB SLE:SL SLV:SV SMR:SM SOM:SO SPM:PM SRB:RS SSD:SS STP:ST SUR:SR SVK:SK SVN:SI "
    "SWE:SE SWZ:SZ SXM:SX SYC:SC SYR:SY TCA:TC TCD:TD TGO:TG THA:TH TJK:TJ TKL:TK TKM:TM TLS:TL TON:TO TTO:TT TUN:TN TUR:TR TUV:TV TWN:TW TZA:TZ UGA:UG "
    "UKR:UA UMI:UM URY:UY USA:US UZB:UZ VAT:VA VCT:VC VEN:VE VGB:VG VIR:VI VNM:VN VUT:VU WLF:WF WSM:WS YEM:YE ZAF:ZA ZMB:ZM ZWE:ZW "
)
"""ISO 3166-1 alpha-3, with the alpha-2 code of each."""


def known_code(word: str) -> str:
    """The code of a country or group in upper case; empty if `word` is none."""
    code = word.strip().upper()
    return code if code in regions.GROUPS or code in regions.NAMES else ""


def unknown_code(word: str) -> str:
    """What is wrong with a word that is no code, with the code that was probably meant."""
    near = _meant(" ".join(word.split()).casefold())
    hint = f", did you mean {near!r}?" if near else ""
    return f"{word[:60]!r} is no code of a country or group{hint}"


def _meant(word: str) -> str:
    """The code for a name or for another code; for a misspelt name that of the nearest one."""
    by_name = regions.codes_by_name()
    three_letters = dict(pair.lower().split(":") for pair in _THREE_LETTERS.split())
    known = {**three_letters, **by_name, **_SPOKEN}
    if word in known:
        return known[word].upper()
    near = difflib.get_close_matches(word, by_name, n=1, cutoff=0.75)
    return by_name[near[0]] if near else ""
