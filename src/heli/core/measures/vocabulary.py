"""By which words reports speak of what a measure counts.

The words are no part of a definition: better ones find more figures and change no value. Each loop
keeps them in its ``vocabulary.toml``: ``[things]`` are lists of names shared by several measures;
a measure names one of them (``of``), names of its own (``things``), and ``deeds``, the verbs that
tell it from the other measures of the same thing. All are in simplified Chinese.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, NotRequired, TypedDict

from django.apps import apps


FILE: Final = "vocabulary.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of what is counted, and verbs of what was done with it."""

    things: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()


def vocabulary_of(code: str) -> Vocabulary:
    """The words for all versions of a measure; none where its loop gives none."""
    return vocabularies().get(code, Vocabulary())


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """All that the installed loops give, by the code of the measure."""
    return dict(found for app in apps.get_app_configs() for found in _read(Path(app.path) / FILE))


def _read(file: Path) -> Iterator[tuple[str, Vocabulary]]:
    if not file.exists():
        return
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    for code, said in told["measures"].items():
        yield code, _vocabulary(said, told.get("things", {}))


class _Said(TypedDict):
    """One line of the file."""

    of: NotRequired[str]
    things: NotRequired[list[str]]
    deeds: NotRequired[list[str]]


def _vocabulary(said: _Said, shared: Mapping[str, list[str]]) -> Vocabulary:
    of = shared[said["of"]] if "of" in said else []
    return Vocabulary((*of, *said.get("things", ())), tuple(said.get("deeds", ())))
