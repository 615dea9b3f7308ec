"""The budgets of size: rooms one can still see through."""

import ast
from pathlib import Path

from shape.tree import (
    EXCEPTIONS,
    body_lines,
    code,
    functions,
    lines_of,
    name_of,
    percentile,
    suite,
    tree_of,
    written,
)


MEDIAN_FILE, P90_FILE, LONGEST_FILE = 85, 200, 400
MEDIAN_FUNCTION, P90_FUNCTION, LONGEST_FUNCTION = 8, 25, 50
LONGEST_TEMPLATE, LONGEST_TEST, LONGEST_VIEW = 150, 500, 15
TESTS_TO_CODE = 2


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    return {name_of(p): lines_of(p) for p in paths if lines_of(p) > limit}


def test_no_file_is_longer_than_its_kind_may_be() -> None:
    found = (
        too_long(code(), LONGEST_FILE)
        | too_long(written("*.html"), LONGEST_TEMPLATE)
        | too_long(suite(), LONGEST_TEST)
    )

    assert found == EXCEPTIONS["files"]


def test_most_files_are_short() -> None:
    lengths = [lines_of(path) for path in code()]

    assert percentile(lengths, 0.5) <= MEDIAN_FILE
    assert percentile(lengths, 0.9) <= P90_FILE


def test_no_function_is_longer_than_a_screen() -> None:
    found = {
        f.where: f.lines for path in code() for f in functions(path) if f.lines > LONGEST_FUNCTION
    }

    assert found == EXCEPTIONS["functions"]


def test_most_functions_are_a_few_lines() -> None:
    lengths = [f.lines for path in code() for f in functions(path)]

    assert percentile(lengths, 0.5) <= MEDIAN_FUNCTION
    assert percentile(lengths, 0.9) <= P90_FUNCTION


def test_a_view_parses_calls_one_thing_and_renders() -> None:
    views = {
        f"{name_of(path)}:{node.name}": body_lines(node)
        for path in code()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and has_door(node)
    }

    assert {w: n for w, n in views.items() if n > LONGEST_VIEW} == EXCEPTIONS["views"]


def test_tests_are_at_most_twice_the_code() -> None:
    lines_of_tests = sum(lines_of(path) for path in suite())
    lines_of_code = sum(lines_of(path) for path in code())

    assert lines_of_tests <= TESTS_TO_CODE * lines_of_code


def has_door(node: ast.FunctionDef) -> bool:
    return any("door" in ast.dump(decorator) for decorator in node.decorator_list)
