"""The words of the command line, without Django.

Chosen by ``--lang``, else ``HELI_LANGUAGE``, else the locale; English where none says anything.
"""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path


LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant", "en": "en"}


def gettext_noop(text: str) -> str:
    """Marks a text for the catalog; translated where it is used."""
    return text


# What argparse says itself, so that it is translated with our own sentences.
ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("options"),
    gettext_noop("positional arguments"),
    gettext_noop("show this help message and exit"),
    gettext_noop("show program's version number and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("expected one argument"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
)


def choose(argv: Sequence[str]) -> str:
    """Decide the language of this call and of argparse's own sentences; returns its code."""
    code = wanted(argv)
    os.environ["LANGUAGE"] = LANGUAGES[code]
    # Without a locale, gettext would not look for translations at all.
    os.environ.setdefault("LANG", "C.UTF-8")
    gettext.bindtextdomain("django", LOCALE)
    gettext.textdomain("django")
    return code


def current() -> str:
    """The code of the language that was chosen."""
    return next(code for code, name in LANGUAGES.items() if name == os.environ["LANGUAGE"])


def wanted(argv: Sequence[str]) -> str:
    """The language that the caller wants, as a code of Django's."""
    for here, word in enumerate(argv):
        if word == "--lang" and here + 1 < len(argv):
            return known(argv[here + 1])
        if word.startswith("--lang="):
            return known(word.removeprefix("--lang="))
    for name in ("HELI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return known(os.environ[name])
    return "en"


def known(name: str) -> str:
    """The nearest language Heli speaks: ``zh_TW.UTF-8`` is ``zh-hant``, ``fr`` is ``en``."""
    plain = name.partition(".")[0].replace("_", "-").casefold()
    if plain.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return "zh-hant"
    return "zh-hans" if plain.startswith("zh") else "en"


def _(text: str) -> str:
    """``text`` in the chosen language."""
    return gettext.gettext(text)
