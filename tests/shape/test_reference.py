"""Settings, acts, measures, flows and commands stand in docs/reference as the code has them."""

import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from shape.tree import ROOT


def test_the_reference_is_written_from_this_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"],
        cwd=ROOT,
        env=os.environ | {"HELI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "not as the code is: none\n")


def test_the_translations_are_complete_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, done.stdout.splitlines()[-1] + "\n")


def test_a_term_stands_in_the_glossary_once() -> None:
    terms = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"]

    for field in ("id", "zh", "en"):
        twice = [word for word, n in Counter(term[field] for term in terms).items() if n > 1]
        assert twice == []


def test_every_term_is_whole() -> None:
    terms = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"]

    assert [term for term in terms if {"id", "zh", "en"} - set(term)] == []
