"""Writes the reference of the components out of the components: ``python -m heli.shell.reference``.

A test compares the page with what this gives.
"""

import re
from pathlib import Path

from heli.shell.components import FOLDER, names


PAGE = Path(__file__).parents[3] / "docs" / "reference" / "components.md"
HEAD = """# Components

Every template has these tags; nothing needs to be loaded. `{% #card title=_("Members") %}…{% /card %}`:
a component with slots has a closing tag, one without has none. Text between the tags is the slot
`children`; other slots are filled with `{% slot actions %}…{% endslot %}` directly inside it. An
unknown prop or slot, or a missing prop, is a `TemplateSyntaxError` when the template is compiled.
`*attrs` means that `id`, `class` and any `data-`, `aria-` or `hx-` attribute is passed on. A prop
with `=` may be left out. All of them are shown at `/desk/gallery/`. This page is written by
`python -m heli.shell.reference`.

## Pages

Templates extend `shell/desk.html`, `shell/portal.html` or `shell/entrance.html` (sign-in, errors) and
fill the blocks `title`, `crumbs`, `page_head`, `content`, `aside`; also `styles` and `scripts` for a
loop's own files (one stylesheet, in `@layer pages`). `shell` in every template is
`heli.shell.context.Shell`. A place for proof panels is `<div data-proof-place hidden></div>`.

## Python beside the components

| for | is |
|---|---|
| a list with filters, views, pages, bulk acts, xlsx and csv | `heli.shell.tables` (its docstring is the guide) |
| a form that leads to an act | `heli.shell.forms`: `KeyedForm`, `perform`; fields `Text LongText Lines Digits Day Quantity Reason` |
| a button that leads to an act | `{% #press %}` and `heli.shell.forms.press` |
| ticked rows of a list | `heli.shell.tables.chosen(request, among)` |
| the record an address names | `heli.shell.records.the(request, policy, uid=…)`: 404 or 403 |
| a message with undo | `heli.shell.toasts.say(request, text, undo=url)` |
| a line in a menu | `heli.shell.navigation.register(Entry("desk", _("Proposals"), "advice:proposals", icon=…))` |
| two versions of a text | `heli.shell.redline.redline(old, new)` |
| actor, preferences | `request.actor`, `request.preferences` (annotate views with `heli.shell.requests.Request`) |
| the moment | `heli.shell.clock.now()`, `.today()` |

"""


def page() -> str:
    """The reference page."""
    return HEAD + "\n".join(_entry(name) for name in names())


def _entry(name: str) -> str:
    text = (FOLDER / name / f"{name}.html").read_text(encoding="utf-8")
    says = re.search(r"\{# (.*?) #\}", text)
    props = re.search(r"\{% props ?(.*?) ?%\}", text)
    slots = re.search(r"\{% slots (.*?) %\}", text)
    lines = [f"## {name}", "", says[1] if says else "", ""]
    lines.append(f"Props: {_listed(props[1]) if props and props[1] else 'none'}.")
    if slots:
        lines.append(f"Slots: {_listed(slots[1])}.")
    example = FOLDER / name / "example.html"
    if example.is_file():
        lines += ["", "```django", example.read_text(encoding="utf-8").strip(), "```"]
    return "\n".join([*lines, ""])


def _listed(declared: str) -> str:
    return ", ".join(f"`{bit}`" for bit in declared.split())


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
