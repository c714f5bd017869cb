# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Tokens and keys that are known by their shape, as their issuers document them for secret scanning."""

import re

from compliance.lazy_regex import compile_lazily

MASK = "REDACTED"
"""Stands for a secret. Letters alone, so that it stays as it is in an address, a purl, Markdown, XML and JSON."""

_SHAPES = (
    r"hf_(?:[A-Za-z0-9]{30,}|(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{20,})",  # Hugging Face; shorter words in small letters are names
    r"api_org_[A-Za-z0-9]{20,}",  # Hugging Face, organisations
    r"gh[pousr]_[A-Za-z0-9]{20,}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{20,}",
    r"gl(?:pat|dt|rt|ptt|cbt)-[\w.-]{16,}",  # GitLab
    r"sk-(?:ant|proj|svcacct|admin|or|lf|None)-[\w-]{16,}",  # Anthropic, OpenAI, OpenRouter, Langfuse
    r"sk-[A-Za-z0-9]{20,}",  # OpenAI and those that copy its API
    r"(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}",  # Stripe
    r"whsec_[A-Za-z0-9+/]{16,}",
    r"(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",  # Amazon
    r"AIza[\w-]{30,}",  # Google
    r"ya29\.[\w-]{20,}",
    r"GOCSPX-[\w-]{20,}",
    r"xox[abeoprs](?:\.xox[bp])?-[\w-]{10,}",  # Slack
    r"xapp-\d-[\w-]{10,}",
    r"npm_[A-Za-z0-9]{20,}",
    r"pypi-Ag[\w-]{16,}",  # a macaroon in base64 begins with Ag
    r"rubygems_[a-f0-9]{40,}",
    r"dckr_(?:pat|oat)_[\w-]{20,}",
    r"oy2[a-z0-9]{43}(?![A-Za-z0-9])",  # NuGet
    r"(?:gsk_|r8_|jina_|ntn_|shpat_|lin_api_|figd_|nvapi-|xai-|pplx-|tvly-|pcsk_|glsa_|dop_v1_)[\w-]{20,}",
    r"lsv2_(?:pt|sk)_[\w-]{20,}",
    r"dapi[a-f0-9]{32}",  # Databricks
    r"hv[sb]\.[\w-]{24,}",  # Vault
    r"SG\.[\w-]{16,}\.[\w-]{16,}",  # SendGrid
    r"ATATT3[\w=-]{20,}",  # Atlassian
    r"AGE-SECRET-KEY-1[0-9A-Z]{50,}",
    r"(?<![A-Za-z0-9_-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*(?:\.[\w-]+\.[\w-]+)?",  # JSON Web Tokens (RFC 7519)
)
_TOKEN = compile_lazily(rf"(?<![A-Za-z0-9])(?:{'|'.join(_SHAPES)})", re.ASCII)
_HOOK = compile_lazily(
    r"(hooks\.slack\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/\d+/)[\w/-]+",
    re.ASCII,
)
_PRIVATE_KEY = compile_lazily(
    r"(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----)((?:[A-Za-z0-9+/=\s:,]|\\{1,7}[nr]|-(?!----))*+)(-----END [A-Z0-9 ]{1,60}-----)?"
)
_BEGINNINGS = (
    *("hf_", "api_org_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "sk-", "k_live_", "k_test_", "whsec_"),
    *("glpat-", "gldt-", "glrt-", "glptt-", "glcbt-"),
    *("AKIA", "ASIA", "AROA", "AIDA", "ABIA", "ACCA", "AIza", "ya29.", "GOCSPX-", "xox", "xapp-", "npm_", "pypi-Ag"),
    *("rubygems_", "dckr_", "oy2", "gsk_", "r8_", "jina_", "ntn_", "shpat_", "lin_api_"),
    *("figd_", "nvapi-", "xai-", "pplx-", "tvly-", "pcsk_", "glsa_", "dop_v1_", "lsv2_", "dapi"),
    *("hvs.", "hvb.", "SG.", "ATATT3", "AGE-SECRET", "eyJ", "hooks.slack", "/webhooks/", "PRIVATE KEY"),
)  # fmt: skip
"""One of them stands in whatever has one of the shapes. Searching for plain words is faster than trying patterns."""


SHORTEST = 15
"""Characters of the shortest token that has a shape, one of Slack."""


def may_hold(text: str) -> bool:
    """Whether the text holds the beginning of one of the shapes."""
    return any(word in text for word in _BEGINNINGS)


def mask(text: str) -> str:
    """The text without such tokens; of a private key its first and last line stay."""
    text = _PRIVATE_KEY.sub(_without_key, text)
    text = _HOOK.sub(rf"\g<1>{MASK}", text)
    return _TOKEN.sub(MASK, text)


def _without_key(found: re.Match[str]) -> str:
    """The first and last line alone; lines stay as many, so that what stands below keeps its number."""
    body = found[2].replace("\\n", "").replace("\\r", "").strip()
    if not body:
        return found[0]
    lines = "\n" * found[2].count("\n")
    return f"{found[1]}{MASK}{lines}{found[3] or ''}"
