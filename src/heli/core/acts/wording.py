"""Words put together: how a list, an aside and what is said of something are set in a language."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def row_of(words: Iterable[object]) -> str:
    """Words one after the other: “masks, gloves”, 口罩、手套."""
    return pgettext("between the words of a row", ", ").join(map(str, words))


def list_of(parts: Iterable[object]) -> str:
    """Longer parts, which may hold rows themselves, one after the other."""
    return pgettext("between the parts of a list", "; ").join(map(str, parts))


def aside(words: object) -> str:
    """What is said beside the matter, to be put right behind it: “ (for the school)”, （定向学校）."""
    return pgettext("an aside", " (%(words)s)") % {"words": words} if words else ""


def said_of(name: object, words: object) -> str:
    """Something, and what is said of it: “Size: small”, 规模：小型."""
    return pgettext("what is said of something", "%(name)s: %(words)s") % {
        "name": name,
        "words": words,
    }
