# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import pytest

from compliance import redaction
from compliance.model import Artifact, Component, Evidence, Gap, Kind, Relation, RelationKind

SECRET = "S3CR3T"  # noqa: S105 - stands for one in every text below
LEAKING = (
    'password="a(~);b&c,d"',
    "password='$~1$'",
    "https://u:~@h.example/a",
    "https://~@h.example/a",
    "git+https://oauth2:~@h/a.git@abc#egg=x",
    "https://h/x?token=~",
    "https://h/x?_authToken=~",
    "https://h/a?a=1&sig=~&x=2",
    "https://h/a?X-Amz-Signature=~&X-Amz-Date=2020",
    "https://h/a?X-Amz-Credential=~%2Fx",
    "https://h/a?X-Amz-Security-Token=~",
    "https://conda.example/t/~/channel/linux-64/a.conda",
    "https://conda.example/t/~",
    "pkg:generic/x@1?vcs_url=git%2Bhttps:%2F%2Fu:~%40h%2Fa.git",
    "pkg:generic/x@1?download_url=https:%2F%2Fh%2Fa%3Ftoken%3D~",
    "pkg:generic/x@1?vcs_url=git%2Bhttps%3A%2F%2Fu%3A~%40h%2Fa.git",
    'token="~"',
    "api_key='~'",
    "api_key=~",
    "--token ~",
    "--token=~",
    "HF_TOKEN=~",
    "export HF_TOKEN=~",
    "ENV HF_TOKEN ~",
    "ARG TOKEN=~",
    "Authorization: Bearer ~abc",
    '"Authorization": "Bearer ~"',
    "password: ~",
    '"api_key": "~"',
    'os.environ["HF_TOKEN"] = "~"',
    'os.environ.get("HF_TOKEN", "~")',
    'api_key: str = "~"',
    'x(token=f"~")',
    '{\\"token\\": \\"~\\"}',
    "//registry.example/:_authToken=~",
    "Server=x;Password=~;x",
    "redis://:~@h:1/0",
    "ssh://git:~@h/x",
    'client_secret="~"',
    "AWS_SECRET_ACCESS_KEY=~",
    "aws_secret_access_key = ~",
    '--api-key "~"',
    "--hf-token=~",
    "https://h/x#access_token=~",
    "machine h login u password ~",
    "X-API-Key: ~",
    "secret: ~",
    "HF_TOKEN: ~",
    "https://u:p@~@host/x",
    "Authorization: token ~",
    "{'Authorization': f'Bearer ~'}",
    'openai.api_key = "~"',
    'token: "~"',
    'login(token="~")',
    "curl -H 'PRIVATE-TOKEN: ~' https://x",
    "AccountKey=~==;EndpointSuffix=x",
    "wandb_api_key=~",
    "password=~",
    'passwd="~"',
    "--password ~",
    "--extra-index-url https://bob:~@registry.example/simple",
    "https://h/a?sv=2020-01-01&se=2030&sig=~",
    "-----BEGIN RSA PRIVATE KEY-----\n~==\n-----END RSA PRIVATE KEY-----",
    "hf_~~~~",
    "ghp_~~~~~~",
    "github_pat_~~~~~",
    "glpat-~~~~",
    "sk-~~~~~",
    "sk-ant-api03-~~~~~",
    "sk-proj-~~~~~",
    "AKIA~7890123456",
    "AIza~~~~~~",
    "xoxb-~~~~",
    "npm_~~~~~~",
    "pypi-AgEI~~~~~~~~~",
    "eyJ~~~.eyJ~~~.~~~",
    "sk_live_~~~~",
    "gsk_~~~~~",
    "https://hooks.slack.com/services/T0/B0/~",
)
"""Texts with a secret, each written as `~`, so that no scanner takes this file for a leak."""
HARMLESS = (
    "https://files.registry.example/packages/source/t/tokenizers/tokenizers-0.1.tar.gz",
    "https://deb.example/debian/pool/main/t/tzdata/libtz_1.0.deb",
    "https://forum.example/t/11938",
    'Token: "#ffffff"',
    "username, password = index_url_user_password",
    "private_key: PKCS7PrivateKeyTypes,",
    'ExtendedKeyUsageOID.CLIENT_AUTH: "clientAuth",',
    "SECRET_KEY = 'secret-key'",
    'f"http://127.0.0.1:{self.port}/x"',
    "'http://%s:%d/' % (host, port)",
    "self.xpath('//base[@href]|//x:base[@href]')",
    '_START = b"-----BEGIN OPENSSH PRIVATE KEY-----"',
    "https://h.example/x?tokenizer=bert&token_type=Bearer",
    "OPENAI_API_KEY=EMPTY",
    "sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
    "sha512-Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/Zz0/==",
    "git+https://github.com/o/x.git@0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
    "git@github.com:o/x.git",
    "ssh://git@github.com/o/x",
    "git+ssh://git@host/x",
    "pkg:npm/%40scope/x@1.2.3",
    "pkg:npm/%40scope/x@1.2.3?vcs_url=git%2Bssh:%2F%2Fgit%40github.com%2Fx.git",
    "123e4567-e89b-12d3-a456-426614174000",
    'tokenizer="bert"',
    "max_tokens=512",
    "token: str",
    "token: str | None = None",
    'pad_token="<pad>"',
    'eos_token="</s>"',
    'eos_token = "<|im_end|>"',
    'os.environ["HF_TOKEN"]',
    'token=os.environ["HF_TOKEN"]',
    'token=os.getenv("HF_TOKEN")',
    "api_key=settings.api_key",
    "api_key=API_KEY",
    "token=args.token",
    "use_auth_token=True",
    "https://${TOKEN}@h/x",
    "https://oauth2:${TOKEN}@h/x",
    "https://h/x?token=${TOKEN}",
    "Authorization: Bearer ${TOKEN}",
    'f"Bearer {token}"',
    "https://discuss.example/t/how-to-x/123",
    "src/t/foo/bar.py",
    "tokens: 12345678",
    "password: string",
    "api_key: str",
    "num_tokens = 128000",
    "token=token",
    'secret_name="x"',
    "The password: enter it",
    "key: value",
    'cache_key="abc1234"',
    'mask_token="[MASK]"',
    "tokenizer.json",
    "hf_hub_download",
    "hf_transformersconfiguration(x)",
    "task-abcdefghijklmnopqrstuvw",
    "pypi-attestations",
    '"token": "string"',
    "https://h/x?download=true&v=1",
    "https://h/x#egg=foo&subdirectory=a",
    "https://h/x#sha256=abababababababababababababababababababababababababababababababab",
    "https://h:8080/x@1.0",
    '"integrity": "sha512-abc=="',
    "image_token_id=151655",
    "pad_token_id: 151643",
    "eos_token_id = 2",
    'token_type = "bearer"',
    'bos_token="<s>"',
    'unk_token="UNK1"',
    "//foo@bar",
    "user@example.org",
    "mailto:a@b.c",
    "@scope/pkg@1.0.0",
    "token=hf_token",
    "secrets.HF_TOKEN",
    "${{ secrets.HF_TOKEN }}",
    "HF_TOKEN: ${{ secrets.HF_TOKEN }}",
    "password: ${PW}",
    'get("token", "default")',
    "--token TOKEN",
    "--token $HF_TOKEN",
    "pkg:pypi/tokenizers@0.15.2",
    "pkg:cargo/secrecy@0.8.0",
    "docker.io/library/x@sha256:abababababababababababababababababababababababababababababababab",
    "pkg:oci/x@sha256:abc?repository_url=ghcr.io/x&tag=1",
    'api_key_env="OPENAI_API_KEY"',
    'api_key="OPENAI_API_KEY"',
    "Copyright (c) 2020 key: foo",
    "token-bucket==1.2.3",
    'secret-manager = "2.1.0"',
    "passwordmeter==1.0",
    "google-cloud-secret-manager@2.16.0",
    'credentials: "creds.json"',
    "max_new_tokens: 1024",
    "the token 12345678 is",
    "js-tokens@4.0.0",
    'tokens = "1.2.3"',
    '"js-token": "^4.0.0"',
    'token = "1.2.3"',
    "keyring==24.0.0",
    "access-key 1.2.3",
    "https://h/x?key=",
    "ASIAN",
    "token==1.2.3",
    "secret==2023.1.1",
    "pwd>=1.0",
    "token 1.0.2",
    '"token": "1.0.2"',
    '"secret": "^1.2.3-beta.1"',
)
"""Texts of real repositories that hold words of secrets and no secret."""


@pytest.mark.parametrize("text", LEAKING)
def test_a_secret_is_masked(text: str) -> None:
    """No part of a secret is left, a visible word stands in its place, and masking again changes nothing."""
    masked = redaction.mask(text.replace("~", SECRET))

    assert SECRET not in masked
    assert redaction.MASK in masked
    assert redaction.mask(masked) == masked


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_stays(text: str) -> None:
    """Digests, commits, package URLs, names of variables, placeholders and pieces of text stay as they are."""
    assert redaction.mask(text) == text


def test_the_rest_of_a_quote_stays() -> None:
    """Only the secret itself is replaced."""
    quote = 'm = load("acme/m", token="hf_0123456789abcdefABCDEF0123", revision="v1") # https://u:p1@h.example/x?sig=a1&v=2'

    assert redaction.mask(quote) == (
        'm = load("acme/m", token="REDACTED", revision="v1") # https://REDACTED@h.example/x?sig=REDACTED&v=2'
    )


def test_a_qualifier_of_a_purl_stays_encoded() -> None:
    """What is percent-encoded is decoded to be looked at, and encoded again."""
    purl = "pkg:generic/x@1?vcs_url=git%2Bhttps:%2F%2Fu:S3CR3T%40h.example%2Fx.git"

    assert redaction.mask(purl) == "pkg:generic/x@1?vcs_url=git%2Bhttps:%2F%2FREDACTED%40h.example%2Fx.git"


def test_values_mask_themselves() -> None:
    """Whoever makes a value can't forget to mask it."""
    url = f"https://u:{SECRET}@h.example/x?token={SECRET}"
    values = (
        Evidence("a.py", 3, f'token="{SECRET}1"', url),
        Gap(url, f"Line 3: {url} can't be read"),
        Artifact(url),
        Component(ref=url, kind=Kind.LIBRARY, name="x", purl=f"pkg:generic/x?download_url={url}", url=url),
        Relation(url, RelationKind.DEPENDS_ON, url),
    )

    assert SECRET not in repr(values)
    assert "line=3" in repr(values)


def test_many_texts_are_searched_as_one() -> None:
    """Of many texts only those with a secret come back, and a word at the end of one gives none to the next."""
    texts = ["the secret", "token=abc1X", "plain", f"https://{SECRET}@h.example", "max_tokens"]

    found = redaction.which_hold(texts)

    assert found == {f"https://{SECRET}@h.example": "https://REDACTED@h.example"} | {
        text: redaction.mask(text) for text in texts if redaction.mask(text) != text
    }


@pytest.mark.parametrize(
    "piece", ["//a@", "?token", "token=", "://a/t/", "eyJ-", "-----BEGIN PRIVATE KEY-----", "%40", "\\"]
)
def test_repeated_beginnings_are_masked_again_to_the_same(piece: str) -> None:
    """A text of nothing but beginnings is masked in one go, and what comes out has nothing more to mask."""
    masked = redaction.mask(piece * 20_000)

    assert redaction.mask(masked) == masked
