"""The backend that ``ENGINE`` names: a statement is put into SQLite's own form once, not each time.

Django writes placeholders as ``%s`` and rewrites the text of every statement before SQLite sees it. The
texts are few and long: a tenth of what an act takes of the processor went there.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.db.backends.sqlite3 import base


MOST = 512
"""How many statements are kept in their own form: a few kilobytes each."""


@lru_cache(maxsize=MOST)
def own_form(query: str) -> str:
    """A statement with the placeholders of SQLite."""
    converted: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return converted


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that remembers."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        """``query`` with the placeholders of SQLite."""
        if param_names is None:
            return own_form(query)
        converted: str = super().convert_query(query, param_names=param_names)  # type: ignore[misc]  # the stubs lack it
        return converted


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose cursors remember."""

    def create_cursor(self, name: object = None) -> Cursor:
        """As Django's, of our kind."""
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made
