"""Watching what a request does to the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)


@contextmanager
def writes() -> Iterator[list[tuple[str, Any]]]:
    """The tables written to, with the values, in their order."""
    seen: list[tuple[str, Any]] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        if match := WRITING.match(sql):
            seen.append((match.group(1).lower(), params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(watch):
        yield seen


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside never happened."""
    around = transaction.atomic()
    # An act insists on a transaction of its own, and makes an exception for those of tests.
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        yield
        transaction.set_rollback(True)
