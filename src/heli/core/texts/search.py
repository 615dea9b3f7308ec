"""Finding texts by their words: one index, the same answers on SQLite and PostgreSQL.

A Han text is indexed as overlapping pairs of characters, a search is a phrase of such pairs: exact
for every term, where word segmentation and trigrams miss. The index holds the newest revision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from heli.core.texts.grams import grams, likeness, pairs, runs
from heli.core.texts.models import Doc, Revision


MANY = 50
OPENING = 300
MAX_GRAMS = 16_000
"""PostgreSQL counts positions up to 16,383; what stands further back is found no more."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A text that resembles another, and how much (0 to 1)."""

    doc: Doc
    share: float

    @property
    def percent(self) -> int:
        """The share for people."""
        return round(100 * self.share)


class Engine(Protocol):
    """What a database is asked."""

    def put(self, doc_id: int, words: Sequence[str]) -> None:
        """Index a text anew."""

    def phrases(self, wanted: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
        """SQL and parameters for the texts that hold every one of these phrases."""

    def any_of(self, words: Sequence[str]) -> tuple[str, list[Any]]:
        """SQL and parameters for the texts that hold most of these words, best first."""


def index(doc: Doc, *, title: str, body: str) -> None:
    """Make a text findable by its newest words. For acts; two statements."""
    _engine().put(doc.pk, grams(f"{title}\n{body}")[:MAX_GRAMS])


def matching(text: str, *, among: QuerySet[Doc] | None = None) -> QuerySet[Doc]:
    """The texts of ``among`` that hold every word of ``text`` (parted by spaces), as typed."""
    rows = Doc.objects.all() if among is None else among
    wanted = [pairs(run) for run in runs(text)]
    if not wanted:
        return rows.none()
    return rows.filter(pk__in=_ids(*_engine().phrases(wanted)))


def similar(
    title: str,
    body: str = "",
    *,
    among: QuerySet[Doc] | None = None,
    at_least: float = 0.3,
    most: int = 5,
) -> list[Similar]:
    """The texts of ``among`` that resemble a title and the opening of a body, most alike first.

    Candidates share words with the title; what decides is how much titles, or title and opening
    together, have in common. Two queries.
    """
    rows = Doc.objects.all() if among is None else among
    words = sorted({pair for run in runs(title) for pair in pairs(run)})
    if not words:
        return []
    candidates = rows.filter(pk__in=_ids(*_engine().any_of(words)))
    opening = body[:OPENING]
    found = [Similar(doc, _share(doc, title, opening)) for doc in _with_openings(candidates)]
    good = [one for one in found if one.share >= at_least]
    return sorted(good, key=lambda one: (-one.share, one.doc.pk))[:most]


def _with_openings(docs: QuerySet[Doc]) -> QuerySet[Doc]:
    newest = Revision.objects.filter(doc=OuterRef("pk")).order_by("-n")
    return docs.annotate(opening=Subquery(newest.values(cut=Substr("body", 1, OPENING))[:1]))


def _share(doc: Doc, title: str, opening: str) -> float:
    by_title = likeness(title, doc.title)
    if not opening:
        return by_title
    theirs: str = getattr(doc, "opening", "") or ""
    return max(by_title, likeness(f"{title}\n{opening}", f"{doc.title}\n{theirs}"))


def _ids(sql: str, params: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


class Fts5:
    """SQLite: a full-text table of its own."""

    def put(self, doc_id: int, words: Sequence[str]) -> None:
        """Replace the row."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM texts_search WHERE rowid = %s", [doc_id])
            cursor.execute(
                "INSERT INTO texts_search (rowid, grams) VALUES (%s, %s)", [doc_id, " ".join(words)]
            )

    def phrases(self, wanted: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
        """Phrases in quotes; a single character as a prefix."""
        terms = " AND ".join(
            f'"{" ".join(words)}"' + ("*" if len(words) == 1 and len(words[0]) == 1 else "")
            for words in wanted
        )
        return "SELECT rowid FROM texts_search WHERE texts_search MATCH %s", [terms]

    def any_of(self, words: Sequence[str]) -> tuple[str, list[Any]]:
        """Any of the words, ranked by BM25."""
        terms = " OR ".join(f'"{word}"' for word in words)
        return (
            "SELECT rowid FROM texts_search WHERE texts_search MATCH %s ORDER BY rank, rowid LIMIT %s",
            [terms, MANY],
        )


class Tsvector:
    """PostgreSQL: a text vector made by us, so that its parser has no say in what a word is."""

    def put(self, doc_id: int, words: Sequence[str]) -> None:
        """Replace the row."""
        vector = " ".join(f"'{word}':{i}" for i, word in enumerate(words, start=1))
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO texts_search (doc_id, grams) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (doc_id) DO UPDATE SET grams = EXCLUDED.grams",
                [doc_id, vector],
            )

    def phrases(self, wanted: Sequence[Sequence[str]]) -> tuple[str, list[Any]]:
        """Phrases by distance; a single character as a prefix."""
        terms = " & ".join(
            "("
            + " <-> ".join(f"'{word}'" for word in words)
            + (":*" if len(words) == 1 and len(words[0]) == 1 else "")
            + ")"
            for words in wanted
        )
        return "SELECT doc_id FROM texts_search WHERE grams @@ %s::tsquery", [terms]

    def any_of(self, words: Sequence[str]) -> tuple[str, list[Any]]:
        """Any of the words, ranked by how many are there."""
        terms = " | ".join(f"'{word}'" for word in words)
        return (
            "SELECT doc_id FROM texts_search, (SELECT %s::tsquery AS q) asked WHERE grams @@ q "
            "ORDER BY ts_rank(grams, q, 1) DESC, doc_id LIMIT %s",
            [terms, MANY],
        )


def _engine() -> Engine:
    return Fts5() if connection.vendor == "sqlite" else Tsvector()
