"""The words of a measure in the reader's language; its definition is stored in English."""

from dataclasses import dataclass

from django.utils.translation import gettext, override

from heli.core.measures.spec import Measure


@dataclass(frozen=True, slots=True)
class Words:
    """What a measure is called, what it counts, and by which day."""

    label: str
    prose: str
    basis: str


def words_of(measure: Measure) -> Words:
    """The words of ``measure`` in the language that is active."""
    said = (str(measure.label), str(measure.prose), str(measure.date_label))
    return Words(*(gettext(text) for text in said))


def chinese_label(measure: Measure) -> str:
    """What it is called in Chinese, whatever the reader's language."""
    with override("zh-hans"):
        return words_of(measure).label


def chinese_words(measure: Measure) -> str:
    """Label and definition in Chinese, to compare with the text of a brief."""
    with override("zh-hans"):
        words = words_of(measure)
    return words.label + words.prose
