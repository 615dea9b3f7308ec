"""The component tag, one per folder of components, and the few plain tags beside it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template import Context, Library
from django.template.base import Node, Parser, Token, Variable
from django.template.defaulttags import URLNode, url as do_url
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from heli.core.acts import Message
from heli.kit import wording
from heli.shell import telling
from heli.shell.components import install
from heli.shell.forms.keys import issue_key
from heli.shell.navigation import address_of
from heli.shell.tables import Listing, drawing
from heli.shell.toasts import Toast, waiting


register = Library()
install(register)


class KeptWords(Node):
    """``{% translate "…" %}`` with nothing beside it: the same words wherever the language is the same."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self.node = node
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        found = self.said.get(language)
        if found is None:
            found = self.said[language] = str(self.node.render(context))
        return found


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Django's tag; a page has some thirty of its simplest form, which is looked up once."""
    made: TranslateNode = do_translate(parser, token)
    words = made.filter_expression
    is_plain = not (made.noop or made.asvar or made.message_context or words.filters)
    is_literal = isinstance(words.var, Variable) and isinstance(words.var.literal, str)
    return KeptWords(made) if is_plain and is_literal else made


class KeptAddress(Node):
    """``{% url "…" uid %}``: the pattern is resolved once, the records are put in their places."""

    child_nodelists = ()

    def __init__(self, node: URLNode, url_name: str) -> None:
        self.node, self.url_name = node, url_name

    def render(self, context: Context) -> str:
        uids = [one.resolve(context) for one in self.node.args]
        if any(type(uid) is not UUID for uid in uids):
            return str(self.node.render(context))
        try:
            found = address_of(self.url_name, *uids)
        except NoReverseMatch:
            return str(self.node.render(context))
        if not self.node.asvar:
            return found
        context[self.node.asvar] = found
        return ""


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    """Django's tag; the address of a page or of a record is looked for once, which takes as long as two rows."""
    made: URLNode = do_url(parser, token)
    name = getattr(made.view_name.var, "literal", made.view_name.var)
    is_plain = isinstance(name, str) and not (made.kwargs or made.view_name.filters)
    return KeptAddress(made, str(name)) if is_plain else made


@register.simple_tag
def form_key() -> str:
    """A fresh one-time key, for a form that is not a Django form."""
    return issue_key()


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """This page's query string with some parameters replaced; None and "" remove one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


register.simple_tag(drawing.swap)


register.filter("fact_lines", telling.facts)
register.filter("timeline_lines", telling.timeline)


@register.filter
def headings(listing: Listing, target: str) -> SafeString:
    """The headings of a list: ``{{ listing|headings:target }}``."""
    return drawing.heads(listing.head, target)


@register.filter
def column_choices(columns: Sequence[tuple[str, Message, bool]]) -> SafeString:
    """The boxes by which the columns of a list are chosen: ``{{ bar.columns|column_choices }}``."""
    return drawing.choices(columns)


@register.filter
def digits(value: Decimal | str | None, unit: str) -> str:
    """A value as people read it in its unit: ``{{ cell.value|digits:"吨" }}``; a dash for none."""
    if value is None or value == "":
        return "—"
    return wording.digits(Decimal(value), unit=unit, grouped=False)


@register.filter
def flashed(request: HttpRequest | None) -> list[Toast]:
    """The messages waiting for this reader, taken once."""
    return waiting(request) if request is not None else []
