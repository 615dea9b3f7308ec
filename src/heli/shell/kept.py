"""Components that look the same for the same words: drawn once, then kept.

A page has some sixty components; most of them say the same on every page. What is kept depends on
the component's props and the language alone, for those in :data:`OF_THE_READER` on who reads and how
as well. The reader's token against forged requests is put in afterwards: no page is kept with one. So is
where a button leads: to another record on each page, while the rest of it is the same.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from django.template import Context
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language


SAME_FOR_ALL = frozenset(
    {
        "bulk_button",
        "button",
        "clock",
        "filter_bar",
        "filter_sheet",
        "icon",
        "key_help",
        "mark",
        "nav",
    }
    | {"offline_bar", "skip_link", "state", "views"}
)
OF_THE_READER = frozenset({"account", "display"})
# Stands where the token will be; nobody can write it into a page.
TOKEN = secrets.token_hex(16)
ADDRESS = secrets.token_hex(16)
LEADS = {"button": "href", "filter_bar": "here"}
"""The prop of a component that is put in afterwards, in place of :data:`ADDRESS`."""
MOST_CHARACTERS = 8_000_000

Key = tuple[Any, ...]
_kept: dict[Key, SafeString] = {}
_size = 0


class Always(tuple[Any, ...]):
    """Words and numbers that do not change, whose maker keeps them: in a key they stand for themselves.

    A list's filters offer some two hundred choices; looking at each of them anew takes longer than a row.
    """

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


def always(values: Sequence[Any]) -> Always:
    """These words and numbers, the same :class:`Always` whoever says them. Raises :class:`Varies`."""
    return _always.setdefault(_plain(values), Always(values))


_always: dict[Any, Always] = {}


class Varies(Exception):
    """A prop is more than words, numbers and sequences of them."""


Draw = Callable[[dict[str, Any], Context], SafeString]


def kept(name: str, values: dict[str, Any], context: Context, draw: Draw) -> SafeString:
    """The component as it was drawn before for the same props, else ``draw`` it and keep it.

    Raises :class:`Varies` for a component or for props that are to be drawn anew each time.
    """
    if name in OF_THE_READER and "shell" in context:
        reader, known = context["shell"].reader, {"shell": context["shell"]}
    elif name in SAME_FOR_ALL:
        reader, known = None, {}
    else:
        raise Varies
    address = values.get(LEADS[name]) if name in LEADS else None
    if type(address) is str and address:
        values = {**values, LEADS[name]: ADDRESS}
    key = (name, get_language(), reader, *((prop, _plain(v)) for prop, v in values.items()))
    html = _kept.get(key)
    if html is None:
        html = _keep(key, draw(values, Context({**known, "csrf_token": TOKEN})))
    if type(address) is str and address:
        html = SafeString(html.replace(ADDRESS, escape(address)))
    if TOKEN not in html:
        return html
    return SafeString(html.replace(TOKEN, str(context.get("csrf_token", ""))))


def _keep(key: Key, html: SafeString) -> SafeString:
    """When there is too much of it, it all begins anew: that is rare, and nothing is wrong then."""
    global _size  # noqa: PLW0603  -- the size of what this module keeps
    _size += len(html)
    if _size > MOST_CHARACTERS:
        _kept.clear()
        _size = len(html)
    _kept[key] = html
    return html


def _plain(value: Any) -> Any:
    """A prop as part of a key. The type belongs to it: safe strings are drawn as they are.

    Plain strings, of which there are hundreds, stand for themselves: nothing else equals one.
    """
    kind = type(value)
    if kind is str:
        return value
    if kind in (int, bool, SafeString, type(None)):
        return kind, value
    if kind is Always:
        return value
    if isinstance(value, Promise):
        return _untold(value)
    if isinstance(value, tuple | list):
        return tuple([one if type(one) is str else _plain(one) for one in value])
    raise Varies


def _untold(words: Promise) -> Any:
    """Words that are translated when they are shown: what they are made from, as ``pickle`` asks."""
    made_from: tuple[Any, ...] = words.__reduce__()[1]
    make, args, named = made_from[:3]
    return _plain(str(words)) if named else (make, tuple(map(_plain, args)))
