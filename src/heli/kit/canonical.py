"""One byte string per value: the canonical JSON that is hashed, sealed and compared.

A subset of RFC 8785: null, booleans, integers, strings, lists and objects; keys sorted
by code point; no spaces; UTF-8 with only the escapes JSON demands. Numbers with a
fraction are decimals written as strings, since JSON numbers are binary in most readers.
Text is kept as it is, without Unicode normalisation.
"""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from json import encoder
from json.encoder import encode_basestring
from typing import NoReturn


Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

DIGEST_PREFIX = "sha256:"

MAX_PLACES = 1000
"""A decimal of nine letters (1E+999999) must not become a megabyte."""

_PLAIN = frozenset({str, int, bool, type(None)})
_LEAVES = _PLAIN | {datetime, date, Decimal}
"""What holds nothing else; whether a date or decimal has a canonical form, its writing shows."""


class NotCanonical(ValueError):
    """The bytes are not the canonical form of any value."""


def dumps(value: object) -> bytes:
    """Return the canonical bytes of ``value``.

    Decimals become strings by value (1.50 and 1.5 alike), dates ISO strings, instants
    ISO strings in UTC with Z and with microseconds only where there are any; tuples are
    lists. ``TypeError`` for floats, keys that are not strings and every other type;
    ``ValueError`` for instants without time zone, decimals that are not finite or
    beyond 1,000 places, lone surrogates, and nesting too deep to walk.
    """
    try:
        if type(value) not in _PLAIN:
            _check(value)
        return _encoded(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("text with a lone surrogate has no UTF-8 form") from error
    except RecursionError as error:
        raise ValueError("the value is nested too deeply, or in itself") from error


def quoted(text: str) -> str:
    """A text as :func:`dumps` writes it, for those who write the rest of an object letter by letter.

    A lone surrogate shows when the whole is encoded.
    """
    return encode_basestring(text)


def digest(value: object) -> str:
    """Return ``sha256:`` and the hexadecimal hash of the canonical bytes of ``value``."""
    return digest_bytes(dumps(value))


def digest_bytes(data: bytes) -> str:
    """Return ``sha256:`` and the hexadecimal hash of ``data`` as it is."""
    return DIGEST_PREFIX + sha256(data).hexdigest()


def loads_canonical(data: bytes) -> Json:
    """Return the value of canonical bytes; ``NotCanonical`` for any other bytes.

    Refuses even what other JSON readers accept: a space, another order of keys, a key
    given twice, an escape that is not needed, a fraction. Dates, instants and decimals
    come back as the strings they are.
    """
    try:
        value: Json = _DECODER.decode(data.decode("utf-8"))
        again = dumps(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"not canonical JSON: {error}") from error
    if again != data:
        raise NotCanonical("this JSON is readable, but not in canonical form")
    return value


def _check(value: object) -> None:
    """Refuse what the encoder would write, but not canonically.

    Types the encoder does not know reach ``_special``.
    """
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"keys are strings, not {type(key).__name__}")
            if type(item) not in _LEAVES:
                _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            if type(item) not in _LEAVES:
                _check(item)
    elif isinstance(value, float):
        raise TypeError("a float has no canonical form: use Decimal or int")


def _special(value: object) -> str:
    """Return the string of a decimal, a date or an instant."""
    if isinstance(value, Decimal):
        return _decimal_text(value)
    if isinstance(value, datetime):
        return _instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > MAX_PLACES:
        raise ValueError(f"a decimal has at most {MAX_PLACES} places to be canonical")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _instant_text(value: datetime) -> str:
    if value.tzinfo is UTC:
        return value.replace(tzinfo=None).isoformat() + "Z"
    if value.utcoffset() is None:
        raise ValueError("an instant without time zone has no canonical form")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _refuse_fraction(text: str) -> NoReturn:
    raise ValueError(f"{text} is not an integer")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_special
)
# What an encoder makes anew for each value, made once. It looks for no value within itself: those were
# refused before, by the walk that found no end.
_MAKE = getattr(encoder, "c_make_encoder", None)
_SORTED, _NO_KEY_LEFT_OUT, _AS_REFUSED_BEFORE = True, False, True
_WRITE = _MAKE and _MAKE(
    *(None, _special, encode_basestring, None, ":", ","),
    *(_SORTED, _NO_KEY_LEFT_OUT, _AS_REFUSED_BEFORE),
)


def _encoded(value: object) -> str:
    if _WRITE is None or type(value) is str:
        return _ENCODER.encode(value)
    return "".join(_WRITE(value, 0))


# Fractions and the words NaN and Infinity are valid to the reader, but never canonical.
_DECODER = json.JSONDecoder(parse_float=_refuse_fraction, parse_constant=_refuse_fraction)
