"""./heli: what it can say before anything is installed, and what it trusts afterwards."""

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "heli"


def test_an_old_python_can_still_read_it() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 4))

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def said_by(prelude: str) -> subprocess.CompletedProcess[str]:
    """The script with some of Python taken away first."""
    code = f"import sys, runpy; {prelude}; runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_an_old_python_is_named_in_two_languages() -> None:
    done = said_by("sys.version_info = (3, 9, 2); sys.version = '3.9.2 (main)'")

    assert done.returncode == 2
    assert done.stderr == (
        "heli: 需要 Python 3.11 或更高版本,当前为 3.9.2。  "
        "Heli needs Python 3.11 or newer; this is 3.9.2.\n"
    )


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_module_is_explained(tmp_path: Path, module: str) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("heli", "uv.lock", "pyproject.toml", "requirements.txt"):
        (clone / name).write_bytes((ROOT / name).read_bytes())
    hide = f"""
import importlib.util as util, runpy, os
found = util.find_spec
util.find_spec = lambda name, *rest: None if name == {module!r} else found(name, *rest)
os.environ["PATH"] = ""
runpy.run_path({str(clone / "heli")!r}, run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-c", hide], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("run: apt install python3-venv")


def test_the_exports_for_pip_are_those_of_the_lock() -> None:
    locked = {
        (name, version)
        for name, version in re.findall(
            r'\[\[package\]\]\nname = "([^"]+)"\nversion = "([^"]+)"',
            (ROOT / "uv.lock").read_text(encoding="utf-8"),
        )
    }
    for export in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / export).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))

        assert pinned - locked == set()
        assert text.count("--hash=sha256:") >= len(pinned)


def test_every_runtime_dependency_is_exported() -> None:
    declared = re.findall(
        r'^    "([a-z0-9-]+)',
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0],
        re.MULTILINE,
    )
    exported = (ROOT / "requirements.txt").read_text(encoding="utf-8")

    assert [name for name in declared if f"\n{name}==" not in exported] == []


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A checkout whose environment only says what it was called with."""
    folder = tmp_path / "clone"
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("heli", "uv.lock", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    python = folder / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho called "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


def stamp(clone: Path, *, dev: bool) -> None:
    """Pretend that the environment was made from what is there now."""
    digest = runpy.run_path(str(clone / "heli"))["digest"](dev)
    (clone / ".venv" / "heli-stamp").write_text(digest, encoding="utf-8")


def start(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The script in a place where nothing can be installed."""
    return subprocess.run(
        [sys.executable, str(clone / "heli"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
    )


@pytest.mark.parametrize("dev", [False, True])
def test_a_stamped_environment_is_used_as_it_is(clone: Path, *, dev: bool) -> None:
    stamp(clone, dev=dev)

    done = start(clone, "serve", "--port", "1")

    assert (done.returncode, done.stdout) == (0, "called -m heli serve --port 1\n")
    assert done.stderr == ""


def test_tests_need_more_than_the_product_does(clone: Path) -> None:
    stamp(clone, dev=False)

    done = start(clone, "test")

    assert done.returncode == 2
    assert "Fetching" in done.stderr


def test_a_changed_lock_is_noticed_and_a_failed_set_up_leaves_no_stamp(clone: Path) -> None:
    stamp(clone, dev=False)
    with (clone / "uv.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")

    done = start(clone, "serve")

    assert done.returncode == 2
    assert "called" not in done.stdout
    assert not (clone / ".venv" / "heli-stamp").exists()
    assert "Run the same command again once it is mended." in done.stderr.splitlines()[-1]
