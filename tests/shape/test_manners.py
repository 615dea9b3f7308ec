"""What the lints cannot say: names, reasons, and things this house does without."""

import ast
import re
import tomllib
from pathlib import Path

from shape.tree import EXCEPTIONS, ROOT, code, files, name_of, text_of, tree_of, written


VAGUE = re.compile(r"(?:utils?|helpers?|common|misc|managers?)\.py")
SUPPRESSION = re.compile(
    r"#\s*noqa(?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+--\s+\S)|#\s*type:\s*ignore(?!\[)"
)
OPEN_POINT = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))")
INLINE = re.compile(
    r"<(?:[^>]*\s)?(?:style|on[a-z]+)\s*=|<style[\s>]|<script(?![^>]*\ssrc=)[\s>]", re.IGNORECASE
)
SIGNALS = ("django.db.models.signals", "django.dispatch")
DEPENDENCIES = 35


def test_no_module_has_a_vague_name() -> None:
    assert [name_of(p) for p in files("*.py") if VAGUE.fullmatch(p.name)] == []


def test_every_suppression_gives_its_reason() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in [*written("src/*.py"), *written("tests/*.py"), *written("tools/*.py")]
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if SUPPRESSION.search(line) and path.parent.name != "shape"
    ]

    assert found == []


def test_every_open_point_has_a_number() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in [*code(), *written("src/*.html"), *written("src/*.css"), *written("src/*.js")]
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if OPEN_POINT.search(line)
    ]

    assert found == []


def test_no_template_has_a_style_or_a_script_in_it() -> None:
    found = [name_of(path) for path in written("src/*.html") if INLINE.search(text_of(path))]

    assert found == []


def test_no_model_sends_signals() -> None:
    found = [
        name_of(path)
        for path in code()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS
    ]

    assert found == []


def test_nothing_is_caught_that_nobody_expects() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in code()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _names(node.type) & {"Exception", "BaseException"})
    ]

    assert found == []


def test_any_in_core_only_shrinks() -> None:
    found = {name_of(p): n for p in core() if (n := _anys(p))}
    listed = EXCEPTIONS["any"]

    assert {path: n for path, n in found.items() if n > listed.get(path, 0)} == {}
    assert {path: n for path, n in listed.items() if found.get(path, 0) < n} == {}


def test_every_dependency_says_why_and_they_are_few() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line.strip() for line in block.splitlines() if line.strip()]

    assert [line for line in lines if not re.fullmatch(r'"[^"]+",\s+#\s\S.*', line)] == []
    assert len(lines) <= DEPENDENCIES
    assert len(lines) == len(tomllib.loads(text)["project"]["dependencies"])


def core() -> list[Path]:
    return [path for path in code() if "core" in path.parts]


def _names(node: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _anys(path: Path) -> int:
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree_of(path)))
