# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from compliance.configuration import load_settings
from compliance.discover import discover
from compliance.model import Inventory, Kind, Presence

UV = """version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "app"
version = "1.0"
source = { virtual = "." }
dependencies = [{ name = "alpha" }]

[package.dev-dependencies]
dev = [{ name = "gamma" }]

[[package]]
name = "alpha"
version = "1.1"
source = { registry = "https://registry.example/simple" }
dependencies = [
    { name = "beta", version = "1.0", marker = "python_full_version < '3.12'" },
    { name = "beta", version = "2.0", marker = "python_full_version >= '3.12'" },
]
sdist = { url = "https://registry.example/alpha-1.1.tar.gz", hash = "sha256:%s", size = 10 }

[[package]]
name = "beta"
version = "1.0"
source = { registry = "https://registry.example/simple" }

[[package]]
name = "beta"
version = "2.0"
source = { registry = "https://registry.example/simple" }

[[package]]
name = "gamma"
version = "3.0"
source = { git = "https://git.example/gamma?rev=1#abc" }
""" % ("a" * 64)

PYLOCK = """lock-version = "1.0"
created-by = "pip"

[[packages]]
name = "alpha"
version = "1.1"
dependencies = [{ name = "beta" }]

[[packages.wheels]]
name = "alpha-1.1-py3-none-any.whl"
url = "https://registry.example/alpha-1.1-py3-none-any.whl"
hashes = { sha256 = "%s" }

[[packages]]
name = "beta"
version = "2.0"
archive = { url = "https://files.example/beta-2.0.zip", hashes = { sha256 = "00" } }
""" % ("b" * 64)


def look(root: Path, **files: str) -> Inventory:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_toml", ".toml").replace("_lock", ".lock").replace(
            "_txt", ".txt"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return discover(root, load_settings(root))


def edges(inventory: Inventory) -> set[tuple[str, str]]:
    return {
        (edge.source.removeprefix("pkg:pypi/"), edge.target.removeprefix("pkg:pypi/"))
        for edge in inventory.relations
    }


class TestUvLock:
    def test_packages_versions_edges_and_lines(self, tmp_path: Path) -> None:
        """Every locked package but the product is there, each of several versions, with the line it stands on."""
        inventory = look(tmp_path, uv_lock=UV)

        assert {
            component.ref.removeprefix("pkg:pypi/"): component.evidence[0].line
            for component in inventory.components
        } == {"alpha@1.1": 14, "beta@1.0": 24, "beta@2.0": 29, "gamma@3.0": 34}
        assert {
            ("product", "alpha@1.1"),
            ("product", "gamma@3.0"),
            ("alpha@1.1", "beta@1.0"),
            ("alpha@1.1", "beta@2.0"),
        } == edges(inventory)
        assert {Presence.LOCKED} == {component.presence for component in inventory.components}
        assert inventory.by_ref()["pkg:pypi/alpha@1.1"].digests[0].value == "a" * 64

    def test_a_mark_at_the_start_and_carriage_returns_do_no_harm(self, tmp_path: Path) -> None:
        """Editors of Windows leave both."""
        (tmp_path / "uv.lock").write_bytes(("\ufeff" + UV.replace("\n", "\r\n")).encode())

        assert {"alpha", "beta", "gamma"} == {one.name for one in look(tmp_path).components}

    @pytest.mark.parametrize(
        "content",
        [
            "[[package]\n",
            "package = 3\n",
            '[[package]]\nversion = "1"\n',
            "\x00",
            '[[package]]\nname = "a"\ndependencies = 3\noptional-dependencies = [1]\nsource = "x"\nwheels = "y"\n',
        ],
    )
    def test_a_broken_lock_is_a_gap_or_read_as_far_as_it_goes(self, tmp_path: Path, content: str) -> None:
        """Wrong TOML and wrong types end in a sentence about the file, or in what could be read of it."""
        inventory = look(tmp_path, uv_lock=content)

        assert [gap.path for gap in inventory.gaps] == ["uv.lock"] or [
            (component.name, component.version) for component in inventory.components
        ] == [("a", "")]


class TestPylock:
    def test_packages_and_edges(self, tmp_path: Path) -> None:
        """Locked packages, their one artifact's hash, and who needs whom; what nothing needs is needed by the product."""
        inventory = look(tmp_path, pylock_toml=PYLOCK)

        assert {("product", "alpha@1.1"), ("alpha@1.1", "beta@2.0")} == edges(inventory)
        assert inventory.by_ref()["pkg:pypi/alpha@1.1"].digests[0].value == "b" * 64

    def test_names_and_times_as_pipenv_writes_them_do_no_harm(self, tmp_path: Path) -> None:
        """A whole lock isn't thrown away for a capital in a name, or a time in quotes."""
        lock = PYLOCK.replace('name = "alpha"', 'name = "Alpha"').replace(
            'hashes = { sha256 = "b', "upload-time = '2022-07-13T14:00:00Z'\nhashes = { sha256 = \"b"
        )
        inventory = look(tmp_path, pylock_toml=lock)

        assert (["alpha", "beta"], ()) == ([one.name for one in inventory.components], inventory.gaps)

    @pytest.mark.parametrize("content", ["lock-version = 7\n", 'lock-version = "1.0"\npackages = 3\n', "["])
    def test_a_broken_lock_is_a_gap(self, tmp_path: Path, content: str) -> None:
        """What doesn't follow PEP 751 is named."""
        assert [gap.path for gap in look(tmp_path, pylock_toml=content).gaps] == ["pylock.toml"]


class TestRequirements:
    def test_pins_lines_and_includes(self, tmp_path: Path) -> None:
        """Pinned requirements are components, included files are read, loose ones are gaps."""
        inventory = look(
            tmp_path,
            requirements_txt="alpha==1.1 \\\n    --hash=sha256:"
            + "c" * 64
            + "\nbeta>=2\n-r more/base.txt\n-e .\n",
            more__base_txt="gamma[x]==3.0 ; python_version > '3'\n",
        )

        assert {("alpha", "1.1", 1), ("beta", "", 3), ("gamma", "3.0", 1)} == {
            (found.name, found.version, found.evidence[0].line) for found in inventory.components
        }
        assert [gap.reason for gap in inventory.gaps] == [
            "1 of its 2 packages has no fixed version (beta); lock them to know what ships"
        ]
        assert inventory.by_ref()["pkg:pypi/alpha@1.1"].digests[0].value == "c" * 64

    def test_what_is_not_shipped_or_ones_own_needs_no_version(self, tmp_path: Path) -> None:
        """No gap for what documents and examples are made with; the tree's own project is no dependency of it."""
        inventory = look(
            tmp_path,
            pyproject_toml='[project]\nname = "My.Shop"\n',
            docs__requirements_txt="sphinx\nmy-shop\n",
            examples__a__requirements_txt="my_shop\npandas\n",
            requirements_txt="alpha==1\n",
            requirements__common_constraints_txt="omega==1\n",
        )

        assert {("sphinx", "excluded"), ("pandas", "excluded"), ("alpha", "required")} == {
            (found.name, found.scope) for found in inventory.components
        }
        assert () == inventory.gaps

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_files_of_windows_are_read(self, tmp_path: Path, encoding: str) -> None:
        """pip reads them too: a mark at the start, two bytes for a character, carriage returns."""
        (tmp_path / "requirements.txt").write_bytes("alpha==1\r\nbeta==2\r\n".encode(encoding))
        inventory = look(tmp_path)

        assert (["alpha", "beta"], ()) == ([one.name for one in inventory.components], inventory.gaps)

    def test_a_file_without_end_is_a_gap(self, tmp_path: Path) -> None:
        """It would take minutes and gigabytes."""
        inventory = look(tmp_path, requirements_txt="a==1\n" * 20_001)

        (gap,) = inventory.gaps
        assert gap.reason.startswith("The requirements file has more than the 20,000 requirements")

    def test_who_needs_a_requirement_is_read_from_its_comment(self, tmp_path: Path) -> None:
        """pip-compile and uv say it; what files ask for is the product's, and so is what nobody is named for."""
        inventory = look(
            tmp_path,
            requirements_txt="Flask==3.0 \\\n    --hash=sha256:"
            + "a" * 64
            + "\n    # via\n    #   -r base.in\n    #   ext\n"
            "click==8.1\n    # via flask\next==1  # via shop (pyproject.toml)\n"
            "jinja2==3.1\n    # via\n    #   -c limits.txt\n    #   ext\n    #   flask\nloose==1\n    # a word on it\n",
        )

        assert {
            ("product", "flask@3.0"),
            ("ext@1", "flask@3.0"),
            ("flask@3.0", "click@8.1"),
            ("product", "ext@1"),
            ("ext@1", "jinja2@3.1"),
            ("flask@3.0", "jinja2@3.1"),
            ("product", "loose@1"),
        } == edges(inventory)

    def test_repositories_are_packages_at_their_revision(self, tmp_path: Path) -> None:
        """An address of git names what is asked for, with or without a revision; where it is a forge's, with the owner."""
        inventory = look(
            tmp_path,
            requirements_txt="git+https://github.com/Owner/Lib.git@v1.2  # why\ngit+ssh://git@git.example/team/far\n"
            "git+https://github.com/o/n@main#egg=known\n",
        )

        assert {
            ("Lib", "v1.2", "pkg:github/owner/lib@v1.2"),
            ("far", "", "pkg:generic/far?vcs_url=git%2Bssh://git%40git.example/team/far"),
            ("known", "", "pkg:pypi/known"),
        } == {(one.name, one.version, one.purl.replace("%2F", "/")) for one in inventory.components}
        assert 3 == len(inventory.relations)

    def test_what_can_not_be_read_is_named(self, tmp_path: Path) -> None:
        """Nonsense, addresses without a name and missing includes are gaps; the rest of the file counts."""
        inventory = look(
            tmp_path, requirements_txt="!!\nhttps://git.example/x.whl?y\n-r gone.txt\nalpha==1\n"
        )

        assert [component.name for component in inventory.components] == ["alpha"]
        assert len(inventory.gaps) == 3


class TestUnread:
    def test_other_locks_are_gaps(self, tmp_path: Path) -> None:
        """A lock of a kind that is not read is said so."""
        assert [gap.path for gap in look(tmp_path, poetry_lock="").gaps] == ["poetry.lock"]

    def test_unlocked_dependencies_are_a_gap(self, tmp_path: Path) -> None:
        """A manifest alone doesn't say what ships."""
        inventory = look(tmp_path, pyproject_toml='[project]\nname = "a"\ndependencies = ["x", "y"]\n')

        assert [gap.reason for gap in inventory.gaps] == [
            "No lock says which versions of x, y ship, nor what they need; lock or install them"
        ]

    @pytest.mark.parametrize(
        ("setup", "names", "gaps"),
        [
            ('A = ["x>=1"]\nB: list = A + ["y"]\nsetup(install_requires=B, extras_require={"z": A, "q": [w()]})', {"x", "y"}, []),
            ("setup(install_requires=open('r.txt').read().split())", set(), ["It works out"]),
            ('A = ["x"]\nA += more()\nsetup(install_requires=A)', set(), ["It works out"]),
            ("setup(name='a', packages=find_packages())", set(), []),
            ("a\n" * 600_000, set(), ["It is 1 MB, "]),
            ("A = ['x']\n" + "A = A + A\n" * 40 + "setup(install_requires=A)", set(), ["It works out"]),
        ],
    )  # fmt: skip
    def test_setup_py_is_read_as_far_as_it_is_data(
        self, tmp_path: Path, setup: str, names: set[str], gaps: list[str]
    ) -> None:
        """Names of lists are followed; what only running it would tell is a gap and never run."""
        (tmp_path / "setup.py").write_text(f"from setuptools import setup\n{setup}\n", "utf-8")
        inventory = look(tmp_path)

        assert names == {found.name for found in inventory.components}
        assert gaps == [
            gap.reason[:12]
            for gap in inventory.gaps
            if gap.path == "setup.py" and "No lock" not in gap.reason
        ]

    def test_modules_of_a_build_are_one_gap(self, tmp_path: Path) -> None:
        """The topmost file counts those below; Bun's binary lock is one only where no text says the same."""
        for path in ("a/pom.xml", "a/b/pom.xml", "a/b/c/pom.xml", "d/pom.xml", "e/bun.lockb"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("", "utf-8")
        gaps = {gap.path: gap.reason for gap in look(tmp_path).gaps}

        assert {"a/pom.xml", "d/pom.xml", "e/bun.lockb"} == gaps.keys()
        assert "(this and 2 more below its folder)" in gaps["a/pom.xml"]

    def test_a_broken_manifest_is_a_gap(self, tmp_path: Path) -> None:
        """The run goes on with the folder's name."""
        inventory = look(tmp_path, pyproject_toml="[project\n")

        assert (["pyproject.toml"], tmp_path.name) == (
            [gap.path for gap in inventory.gaps],
            inventory.product.name,
        )


def test_a_lock_that_differs_from_the_environment_is_a_gap(tmp_path: Path) -> None:
    """Drift is named with both versions."""
    import samples

    samples.distribution(
        tmp_path / "env" / "lib" / "python3.11" / "site-packages", "alpha", "1.2", "License: MIT\n"
    )
    inventory = look(tmp_path, uv_lock=UV, lexbom_toml='[scan]\nvenv = "env"\n')

    assert "alpha is locked at 1.1 but 1.2 is installed; install from the lock, or lock again" in [
        gap.reason for gap in inventory.gaps
    ]
    assert {Kind.LIBRARY} == {component.kind for component in inventory.components}


def test_scopes_follow_the_edges(tmp_path: Path) -> None:
    """What the product needs is required, with what that needs; what only a development group asks for is excluded."""
    (tmp_path / "uv.lock").write_text(UV, "utf-8")

    found = {component.ref: component.scope for component in look(tmp_path).components}

    assert {
        "pkg:pypi/alpha@1.1": "required",
        "pkg:pypi/beta@1.0": "required",
        "pkg:pypi/beta@2.0": "required",
        "pkg:pypi/gamma@3.0": "excluded",
    } == found


def test_requirements_of_development_are_known_by_the_name_of_their_file(tmp_path: Path) -> None:
    """requirements-dev.txt and docs/requirements.txt are not shipped."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "requirements.txt").write_text("alpha==1\n", "utf-8")
    (tmp_path / "requirements-dev.txt").write_text("beta==1\n", "utf-8")
    (tmp_path / "docs" / "requirements.txt").write_text("gamma==1\n", "utf-8")

    found = {component.name: component.scope for component in look(tmp_path).components}

    assert {"alpha": "required", "beta": "excluded", "gamma": "excluded"} == found


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("'default' in dependency_groups", "required"),
        ("'test' in dependency_groups", "excluded"),
        ("'cli' in extras", "optional"),
        ("python_version < '3.13'", "required"),
    ],
)
def test_markers_of_a_pylock_say_what_a_package_is_for(marker: str, expected: str, tmp_path: Path) -> None:
    """Groups and extras are markers there (PEP 751)."""
    table = f'lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\nversion = "1"\nmarker = "{marker}"\n'
    table += f'archive = {{ url = "https://registry.example/a.zip", hashes = {{ sha256 = "{"a" * 64}" }} }}\n'
    (tmp_path / "pylock.toml").write_text(table, "utf-8")

    assert [expected] == [component.scope for component in look(tmp_path).components]
