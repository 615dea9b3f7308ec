"""Components: ``{% #card title=_("Members") %}…{% /card %}``, checked when a template is compiled.

A component is a folder ``templates/shell/components/<name>/`` with ``<name>.html``. That template
begins with its declaration::

    {% props title level=2 *attrs %}{% slots children actions %}

A prop without a default must be given. ``*attrs`` lets ``id``, ``class`` and ``data-``, ``aria-``
and ``hx-`` attributes through as ``{{ attrs }}``. A component that declares slots has a closing
tag, and is given what stands between as ``{{ slots.children }}``; other slots are filled with
``{% slot actions %}…{% endslot %}``. A component without slots has no closing tag. An unknown prop
or slot, or a missing prop, is a ``TemplateSyntaxError``.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Library, Template, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from heli.shell.kept import Varies, kept


FOLDER = Path(__file__).parent / "templates" / "shell" / "components"
PASSED_ON = ("request", "csrf_token", "shell")
ATTRIBUTE = re.compile(r"(id|class|(data|aria|hx)-[a-z0-9:._-]+)$")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a component takes."""

    props: dict[str, FilterExpression | None]
    takes_attributes: bool = False
    slots: tuple[str, ...] = ()


class DeclarationNode(Node):
    """``{% props … %}`` and ``{% slots … %}``; renders nothing."""

    def __init__(self, slots: tuple[str, ...] = ()) -> None:
        self.props: dict[str, FilterExpression | None] = {}
        self.takes_attributes = False
        self.slots = slots

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class SlotNode(Node):
    """Content for one slot of the component around it; rendered by that component."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.content = nodelist

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class ComponentNode(Node):
    """A use of a component."""

    def __init__(
        self,
        name: str,
        given: dict[str, FilterExpression],
        slots: dict[str, NodeList],
    ) -> None:
        self.name, self.given, self.slots = name, given, slots
        self.nodelist = NodeList(node for nodes in slots.values() for node in nodes)

    def render(self, context: Context) -> SafeString:
        values = {n: e.resolve(context) for n, e in self.given.items()}
        if not self.slots:
            return component(self.name, values, context)
        slots = {n: SafeString(nodes.render(context).strip()) for n, nodes in self.slots.items()}
        inner = context.new({n: context[n] for n in PASSED_ON if n in context})
        return draw(self.name, values, inner, slots)


def component(name: str, values: dict[str, Any], context: Context) -> SafeString:
    """A component without slots, as it was kept if it can be."""
    try:
        return kept(name, values, context, lambda given, inner: draw(name, given, inner))
    except Varies:
        return draw(name, values, context.new({n: context[n] for n in PASSED_ON if n in context}))


def plain_component(name: str, **props: Any) -> SafeString:
    """A component that is the same for all, drawn outside a template."""
    return component(name, props, Context())


def draw(
    name: str, values: dict[str, Any], inner: Context, slots: dict[str, SafeString] | None = None
) -> SafeString:
    """A component with these props, in a context of its own."""
    template, declared = part(name)
    rest = dict(values)
    for prop, default in declared.props.items():
        if prop in rest:
            inner[prop] = rest.pop(prop)
        else:
            inner[prop] = default.resolve(inner) if default is not None else None
    inner["attrs"] = attributes(rest)
    inner["slots"] = slots or {}
    inner.template = inner.template or template
    with inner.render_context.push_state(template):
        return SafeString(template.nodelist.render(inner).strip())


@cache
def part(name: str) -> tuple[Template, Declaration]:
    """The compiled template of a component, and what it declares."""
    template = Engine.get_default().get_template(path_of(name))
    return template, _declared(template)


def attributes(values: dict[str, Any]) -> SafeString:
    """HTML attributes; False and None leave one out, True gives it without a value."""
    shown = [(n, v) for n, v in values.items() if v is not None and v is not False]
    return format_html_join(
        "",
        "{}",
        (
            (format_html(' {}="{}"', n, v) if v is not True else format_html(" {}", n),)
            for n, v in shown
        ),
    )


def path_of(name: str) -> str:
    """The template of a component."""
    return f"shell/components/{name}/{name}.html"


def names() -> list[str]:
    """Every component there is."""
    return sorted(p.name for p in FOLDER.iterdir() if (p / f"{p.name}.html").is_file())


def declaration_of(name: str) -> Declaration:
    """What the component ``name`` declares. Raises ``TemplateDoesNotExist``."""
    return part(name)[1]


def _declared(template: Template) -> Declaration:
    found = [n for n in template.nodelist if isinstance(n, DeclarationNode)]
    props: dict[str, FilterExpression | None] = {}
    for node in found:
        props |= node.props
    return Declaration(
        props=props,
        takes_attributes=any(n.takes_attributes for n in found),
        slots=tuple(s for n in found for s in n.slots),
    )


def declare_props(parser: Parser, token: Token) -> DeclarationNode:
    """``{% props title level=2 *attrs %}``."""
    node = DeclarationNode()
    for bit in token.split_contents()[1:]:
        name, has_default, default = bit.partition("=")
        if name == "*attrs":
            node.takes_attributes = True
        else:
            node.props[name] = parser.compile_filter(default) if has_default else None
    return node


def declare_slots(parser: Parser, token: Token) -> DeclarationNode:
    """``{% slots children actions %}``."""
    return DeclarationNode(slots=tuple(token.split_contents()[1:]))


def fill_slot(parser: Parser, token: Token) -> SlotNode:
    """``{% slot actions %}…{% endslot %}``, directly inside a component."""
    bits = token.split_contents()
    if len(bits) != 2:  # noqa: PLR2004  -- the tag's name and the slot's
        raise TemplateSyntaxError("A slot has one name: {% slot actions %}")
    around: list[list[str]] = parser.__dict__.setdefault("components_open", [])
    if not around:
        raise TemplateSyntaxError(f"The slot {bits[1]!r} stands outside a component")
    around[-1].append(bits[1])
    around.append([])
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    around.pop()
    return SlotNode(bits[1], nodelist)


def use_component(parser: Parser, token: Token) -> ComponentNode:
    """``{% #name prop=value … %}``; with ``{% /name %}`` when the component has slots."""
    tag, *bits = token.split_contents()
    name = tag[1:]
    declared = declaration_of(name)
    given = _given(name, declared, parser, bits)
    slots: dict[str, NodeList] = {}
    if declared.slots:
        around: list[list[str]] = parser.__dict__.setdefault("components_open", [])
        around.append([])
        nodelist = parser.parse((f"/{name}",))
        parser.delete_first_token()
        slots = _slots(name, declared, nodelist, around.pop())
    return ComponentNode(name, given, slots)


def _given(
    name: str, declared: Declaration, parser: Parser, bits: list[str]
) -> dict[str, FilterExpression]:
    given: dict[str, FilterExpression] = {}
    for bit in bits:
        prop, has_value, value = bit.partition("=")
        passes = declared.takes_attributes and ATTRIBUTE.match(prop)
        if prop not in declared.props and not passes:
            known = ", ".join(declared.props)
            raise TemplateSyntaxError(f"#{name} has no prop {prop!r}; it has: {known}")
        given[prop] = parser.compile_filter(value if has_value else "True")
    for prop, default in declared.props.items():
        if default is None and prop not in given:
            raise TemplateSyntaxError(f"#{name} needs the prop {prop!r}")
    return given


def _slots(
    name: str, declared: Declaration, nodelist: NodeList, named: list[str]
) -> dict[str, NodeList]:
    filled = {n.name: n.content for n in nodelist if isinstance(n, SlotNode)}
    for slot in named:
        if slot not in declared.slots:
            known = ", ".join(declared.slots)
            raise TemplateSyntaxError(f"#{name} has no slot {slot!r}; it has: {known}")
    if len(filled) != len(named):
        raise TemplateSyntaxError(f"Slots of #{name} stand directly in it, each once")
    rest = NodeList(n for n in nodelist if not isinstance(n, SlotNode))
    says_something = any(not isinstance(n, TextNode) or n.s.strip() for n in rest)
    if "children" in declared.slots:
        filled["children"] = rest
    elif says_something:
        raise TemplateSyntaxError(
            f"#{name} takes content only in slots: {', '.join(declared.slots)}"
        )
    return filled


def install(library: Library) -> None:
    """Give ``library`` the tags, one per component folder."""
    library.tag("props", declare_props)
    library.tag("slots", declare_slots)
    library.tag("slot", fill_slot)
    for name in names():
        library.tag(f"#{name}", use_component)
