"""The tree of the house as its rules see it."""

import ast
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "heli"
EXCEPTIONS = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Function:
    """A function with the lines of its body, docstring not counted."""

    where: str
    lines: int


@cache
def files(pattern: str) -> list[Path]:
    """The files of that kind that belong to the repository, or are about to."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern],  # noqa: S607  -- git as found
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def name_of(path: Path) -> str:
    """Relative to the repository."""
    return path.relative_to(ROOT).as_posix()


def written(pattern: str) -> list[Path]:
    """Files people wrote: without migrations and what was vendored."""
    return [p for p in files(pattern) if not {"migrations", "vendor"} & set(p.parts)]


def code() -> list[Path]:
    """The modules of the product, without stubs of three lines or fewer."""
    return [p for p in written("src/*.py") if lines_of(p) > 3]


def suite() -> list[Path]:
    """The modules of the suite."""
    return [p for p in written("tests/*.py") if lines_of(p) > 3]


@cache
def text_of(path: Path) -> str:
    """The whole file."""
    return path.read_text(encoding="utf-8")


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(text_of(path).splitlines())


@cache
def tree_of(path: Path) -> ast.Module:
    """The file as Python understands it."""
    return ast.parse(text_of(path))


def functions(path: Path) -> list[Function]:
    """Every function of a module, methods and inner ones too."""
    return [
        Function(f"{name_of(path)}:{node.name}", body_lines(node))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


def percentile(values: list[int], share: float) -> int:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
