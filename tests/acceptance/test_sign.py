# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

import base64
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import releases
import samples
from conftest import Lexbom
from trees import put

from compliance.signing import envelope

ARTIFACTS: dict[str, Callable[[Path], tuple[Path, Path, str]]] = {}
"""By kind: what makes it, and gives its path, the file to tamper with, and how that is called when it was."""


def artifact(make: Callable[[Path], tuple[Path, Path, str]]) -> Callable[[Path], tuple[Path, Path, str]]:
    ARTIFACTS[make.__name__] = make
    return make


def _file(path: Path, content: bytes) -> tuple[Path, Path, str]:
    path.write_bytes(content)
    return path, path, path.name


@artifact
def bom(root: Path) -> tuple[Path, Path, str]:
    return _file(root / "sbom.cdx.json", releases.bom())


@artifact
def wheel(root: Path) -> tuple[Path, Path, str]:
    return _file(root / "demo-1.0-py3-none-any.whl", releases.wheel())


@artifact
def sdist(root: Path) -> tuple[Path, Path, str]:
    return _file(root / "demo-1.0.tar.gz", releases.sdist())


@artifact
def model(root: Path) -> tuple[Path, Path, str]:
    files: dict[str, str | bytes] = {
        "m/model.safetensors": samples.safetensors(),
        "m/head weights.pkl": pickle.dumps([1.0]),
        "m/sub/größe\n1.json": b"{}",
    }
    put(root, files)
    return root / "m", root / "m" / "head weights.pkl", "head weights.pkl"


@artifact
def image(root: Path) -> tuple[Path, Path, str]:
    put(root, {"rootfs/usr/bin/app": b"\x7fELF", "rootfs/etc/os-release": b"ID=demo\n"})
    (root / "rootfs" / "bin").symlink_to("usr/bin")
    (root / "rootfs" / "etc" / "mtab").symlink_to("/proc/mounts")
    return root / "rootfs", root / "rootfs" / "usr" / "bin" / "app", "rootfs/usr/bin/app"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A private and a public key."""
    return releases.keys(tmp_path)


def statement(path: Path) -> Any:
    return json.loads(envelope.parse_envelope(path.read_bytes(), "x").payload)


@pytest.mark.parametrize("kind", sorted(ARTIFACTS))
class TestEveryArtifact:
    def test_sign_tamper_verify(
        self, kind: str, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """Signed, it verifies; one bit changed, it doesn't, and the file is named."""
        private, public = pair
        path, target, name = ARTIFACTS[kind](tmp_path)
        links = ["--links"] if kind == "image" else []

        assert 0 == lexbom("sign", path, "--key", private, *links).code
        good = lexbom("verify", path, "--key", public)
        assert (0, "ok") == (good.code, good.out[:2])
        raw = target.read_bytes()
        target.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
        bad = lexbom("verify", path, "--key", public)
        assert (1, f"  changed  {name}") == (bad.code, bad.out.splitlines()[1])

    def test_two_runs_give_the_same_signature(
        self, kind: str, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """With an Ed25519 key; standard output gets what the file gets."""
        path, _, _ = ARTIFACTS[kind](tmp_path)
        lexbom("sign", path, "--key", pair[0], "--links")

        again = lexbom("sign", path, "--key", pair[0], "--links", "-o", "-")

        assert path.with_name(f"{path.name}.dsse.json").read_text("utf-8") == again.out


class TestDirectories:
    def test_missing_and_added_files_are_named(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """A file more is as bad as a file less."""
        put(tmp_path, {"m/a": b"1", "m/b": b"2"})
        lexbom("sign", tmp_path / "m", "--key", pair[0])
        (tmp_path / "m" / "a").rename(tmp_path / "m" / "c\x1b[2J")

        run = lexbom("verify", tmp_path / "m", "--key", pair[1])

        assert (1, ["  missing  a", "  added    c [2J"]) == (run.code, run.out.splitlines()[1:])

    def test_a_link_in_place_of_a_file_is_a_change(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """Even if it points to the same content."""
        put(tmp_path, {"m/a": b"1", "a": b"1"})
        lexbom("sign", tmp_path / "m", "--key", pair[0])
        (tmp_path / "m" / "a").unlink()
        (tmp_path / "m" / "a").symlink_to("../a")

        run = lexbom("verify", tmp_path / "m", "--key", pair[1])

        assert (1, "  changed  a") == (run.code, run.out.splitlines()[1])

    def test_links_are_refused_unless_asked_for(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """The sentence names the link and the option."""
        path, _, _ = image(tmp_path)

        run = lexbom("sign", path, "--key", pair[0])

        assert 2 == run.code
        assert "rootfs/bin is a link" in run.err
        assert "--links" in run.err

    def test_a_directory_may_move(self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]) -> None:
        """As in model-signing, its own name is no part of what is verified; the signature may lie in it."""
        put(tmp_path, {"m/a": b"1"})
        lexbom("sign", tmp_path / "m", "--key", pair[0], "-o", tmp_path / "m" / "model.sig")
        (tmp_path / "m").rename(tmp_path / "n")

        run = lexbom("verify", tmp_path / "n", "--key", pair[1], "--signature", tmp_path / "n" / "model.sig")

        assert 0 == run.code


class TestReleases:
    def test_a_bom_is_about_the_files_beside_it(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """All files are subjects, the BOM is the predicate: what `gh attestation` and other in-toto tools look for."""
        files = [make(tmp_path)[0] for make in (bom, wheel, sdist)]
        model(tmp_path)
        out = tmp_path / "release.dsse.json"

        assert 0 == lexbom("sign", *files, tmp_path / "m", "--key", pair[0], "-o", out).code

        signed = statement(out)
        assert ("https://cyclonedx.org/bom", json.loads(releases.bom())) == (
            signed["predicateType"],
            signed["predicate"],
        )
        assert [
            "demo-1.0-py3-none-any.whl",
            "demo-1.0.tar.gz",
            "m/head weights.pkl",
            "m/model.safetensors",
            "m/sub/größe\n1.json",
            "sbom.cdx.json",
        ] == [subject["name"] for subject in signed["subject"]]
        run = lexbom("verify", *files, tmp_path / "m", "--key", pair[1], "--signature", out)
        assert (0, True) == (run.code, "6 files" in run.out)

    def test_some_of_the_files_are_enough_only_if_asked(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """Without --partial those that are not at hand are missing; with it a changed one is still changed."""
        files = [make(tmp_path)[0] for make in (wheel, sdist)]
        out = tmp_path / "release.dsse.json"
        lexbom("sign", *files, "--key", pair[0], "-o", out)
        ask = ("--key", pair[1], "--signature", out)

        assert (1, True) == (
            (run := lexbom("verify", files[0], *ask)).code,
            "missing  demo-1.0.tar.gz" in run.out,
        )
        assert (0, True) == (
            (run := lexbom("verify", files[0], *ask, "--partial")).code,
            "1 file, 1 more signed" in run.out,
        )
        files[0].write_bytes(b"")
        assert 1 == lexbom("verify", files[0], *ask, "--partial").code
        assert 2 == lexbom("verify", out, *ask, "--partial").code

    def test_several_files_need_a_place_for_their_signature(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """Which a pattern of the shell may then catch as well."""
        files = [make(tmp_path)[0] for make in (wheel, sdist)]
        out = tmp_path / "release.dsse.json"

        run = lexbom("sign", *files, "--key", pair[0])
        assert (2, True) == (run.code, "-o when signing" in run.err)
        assert 0 == lexbom("sign", *files, "--key", pair[0], "-o", out).code
        assert 0 == lexbom("sign", *files, out, "--key", pair[0], "-o", out).code
        assert 0 == lexbom("verify", *files, out, "--key", pair[1], "--signature", out).code

    def test_two_boms_are_two_statements(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """A statement has one predicate."""
        put(tmp_path, {"a.json": releases.bom(), "b.json": releases.bom(version=2)})

        run = lexbom("sign", tmp_path / "a.json", tmp_path / "b.json", "--key", pair[0], "-o", "-")

        assert (2, "", True) == (run.code, run.out, "one by one" in run.err)


class TestRefusals:
    @pytest.fixture
    def signed(self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]) -> Path:
        """A signed BOM; its signature."""
        lexbom("sign", bom(tmp_path)[0], "--key", pair[0])
        return tmp_path / "sbom.cdx.json.dsse.json"

    @pytest.mark.parametrize("kind", ["ECDSA P-256", "ECDSA P-384"])
    def test_another_key(self, kind: str, lexbom: Lexbom, tmp_path: Path, signed: Path) -> None:
        """Both keys are named."""
        run = lexbom("verify", tmp_path / "sbom.cdx.json", "--key", releases.keys(tmp_path, kind)[1])

        assert 1 == run.code
        assert "signed with another key" in run.out
        assert json.loads(signed.read_bytes())["signatures"][0]["keyid"][:16] in run.out

    def test_another_key_that_claims_to_be_the_right_one(
        self, lexbom: Lexbom, tmp_path: Path, signed: Path, pair: tuple[Path, Path]
    ) -> None:
        """The key's id in an envelope is a hint that proves nothing."""
        right = json.loads(signed.read_bytes())["signatures"][0]["keyid"]
        lexbom("sign", tmp_path / "sbom.cdx.json", "--key", releases.keys(tmp_path, "ECDSA P-256")[0])
        forged = json.loads(signed.read_bytes())
        forged["signatures"][0]["keyid"] = right
        signed.write_text(json.dumps(forged), "utf-8")

        run = lexbom("verify", tmp_path / "sbom.cdx.json", "--key", pair[1])

        assert (1, True) == (run.code, "does not fit the statement" in run.out)

    def test_a_signature_over_another_statement(
        self, lexbom: Lexbom, tmp_path: Path, signed: Path, pair: tuple[Path, Path]
    ) -> None:
        """Whoever changes file and statement together lacks the key; nothing of the statement is said."""
        table = json.loads(signed.read_bytes())
        payload = base64.b64decode(table["payload"]).replace(b"sbom.cdx.json", b"evil.cdx.json")
        table["payload"] = base64.b64encode(payload).decode()
        signed.write_text(json.dumps(table), "utf-8")

        run = lexbom("verify", tmp_path / "sbom.cdx.json", "--key", pair[1])

        assert (1, False, True) == (run.code, "evil" in run.out, "does not fit the statement" in run.out)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"payloadType": "text/plain"}, "a payload of type 'text/plain'"),
            ({"signatures": [{"sig": "YQ=="}] * 2}, "holds 2 signatures"),
            ({"signatures": None}, "is no signature envelope"),
            ({"payload": 7}, "is no base64"),
        ],
    )
    def test_a_malformed_envelope(
        self,
        change: dict[str, Any],
        words: str,
        lexbom: Lexbom,
        tmp_path: Path,
        signed: Path,
        pair: tuple[Path, Path],
    ) -> None:
        """One sentence and exit code 2: nothing could be verified."""
        signed.write_text(json.dumps(json.loads(signed.read_bytes()) | change), "utf-8")

        run = lexbom("verify", tmp_path / "sbom.cdx.json", "--key", pair[1])

        assert (2, "", True) == (run.code, run.out, words in run.err)
        assert 1 == len(run.err.splitlines())

    def test_a_key_that_is_not_taken(self, lexbom: Lexbom, tmp_path: Path) -> None:
        """RSA is named, and what to make instead."""
        (tmp_path / "rsa.pem").write_bytes(releases.private_pem(releases.foreign("RSA")))

        run = lexbom("sign", bom(tmp_path)[0], "--key", tmp_path / "rsa.pem")

        assert (2, True, 1) == (run.code, "the kind RSA" in run.err, len(run.err.splitlines()))

    def test_a_passphrase_comes_from_the_environment(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """And nowhere else."""
        locked = tmp_path / "locked.pem"
        locked.write_bytes(releases.private_pem(releases.PRIVATE["Ed25519"], "geheim"))
        path = bom(tmp_path)[0]

        assert 2 == lexbom("sign", path, "--key", locked).code
        assert 0 == lexbom("sign", path, "--key", locked, env={"LEXBOM_KEY_PASSPHRASE": "geheim"}).code
        assert 0 == lexbom("verify", path, "--key", pair[1]).code

    def test_without_the_extra(self, tmp_path: Path, pair: tuple[Path, Path]) -> None:
        """One sentence that says what to install, and exit code 2."""
        code = "import sys; sys.modules['cryptography'] = None; from compliance.cli import main; main()"
        command = [sys.executable, "-c", code, "sign", str(bom(tmp_path)[0]), "--key", str(pair[0])]

        run = subprocess.run(command, capture_output=True, text=True, check=False)

        assert (2, 1) == (run.returncode, len(run.stderr.splitlines()))
        assert "pip install 'lexbom[sign]'" in run.stderr


class TestModelSigning:
    def test_a_bundle_of_model_signing_is_verified(
        self, lexbom: Lexbom, tmp_path: Path, pair: tuple[Path, Path]
    ) -> None:
        """Its envelope lies in a Sigstore bundle, and its statement says what it left out; everything else counts."""
        put(tmp_path, {"m/a": b"1", "m/.git/config": b"x"})
        listed = json.loads(_listing(tmp_path / "m" / "a"))
        payload = json.dumps(listed).encode()
        key = releases.PRIVATE["Ed25519"]
        signature = key.sign(envelope.encode_for_signing(payload))  # type: ignore[union-attr, call-arg]
        table = json.loads(envelope.dump_envelope(envelope.Envelope(payload, signature)))
        (tmp_path / "m.sig").write_text(json.dumps({"dsseEnvelope": table}), "utf-8")
        ask = ("verify", tmp_path / "m", "--key", pair[1], "--signature", tmp_path / "m.sig")

        run = lexbom(*ask)
        assert (0, True) == (run.code, "not looked at, as the signer asked: .git" in run.out)
        put(tmp_path, {"m/b": b"2"})
        assert (1, True) == ((run := lexbom(*ask)).code, "added    b" in run.out)


def _listing(path: Path) -> str:
    """What model_signing 1.1.1 states over a directory with one file."""
    import hashlib

    digest = hashlib.sha256(path.read_bytes()).digest()
    return json.dumps(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": "m", "digest": {"sha256": hashlib.sha256(digest).hexdigest()}}],
            "predicateType": "https://model_signing/signature/v1.0",
            "predicate": {
                "serialization": {
                    "method": "files",
                    "hash_type": "sha256",
                    "allow_symlinks": False,
                    "ignore_paths": [".git"],
                },
                "resources": [{"algorithm": "sha256", "digest": digest.hex(), "name": path.name}],
            },
        }
    )
