"""Writes docs/reference/{api,settings,acts,measures,flows,commands}.md from the code.

python tools/reference.py           write
python tools/reference.py --check   say which page is not as the code is; exit status 1
"""

import argparse
import contextlib
import inspect
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heli.site.settings")
os.environ.setdefault("HELI_DATA", tempfile.mkdtemp(prefix="heli-reference-"))
os.environ["COLUMNS"] = "100"

import django


django.setup()

from django.utils import translation

import heli
from heli.core.access.scopes import scopes
from heli.core.acts import registered_acts
from heli.core.flow.definitions import Flow, all_flows
from heli.core.hooks.events import known_events
from heli.core.measures.spec import Measure, registered
from heli.site.api import BASE, description
from heli.site.cli import words
from heli.site.cli.arguments import parser
from heli.site.env import Env


FOLDER = Path(__file__).parents[1] / "docs" / "reference"
WRITTEN = "<!-- written by tools/reference.py; change the code instead -->"


def load_everything() -> None:
    """Import every module of the product, so that every act has registered itself."""
    for found in walk_packages(heli.__path__, "heli."):
        if ".migrations" not in found.name and not found.name.endswith("__main__"):
            import_module(found.name)


def both(text: object) -> str:
    """A label in Chinese and in English."""
    with translation.override("zh-hans"):
        chinese = str(text)
    with translation.override("en"):
        english = str(text)
    return chinese if chinese == english else f"{chinese} · {english}"


def in_english(text: object) -> str:
    """A text as it was declared."""
    with translation.override("en"):
        return str(text)


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table of Markdown."""
    heads = list(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"


def settings() -> Iterator[str]:
    """Every setting."""
    yield "# Settings"
    yield "Given in the environment. `NAME_FILE` names a file that holds the value, for secrets."
    yield "A `HELI_` name that is not listed here is refused, so a misspelt one is seen."
    yield ""
    yield from table(
        ("name", "if not given", "what it does"),
        ((f"`HELI_{f.name.upper()}`", _shown(f.default), f.metadata["says"]) for f in fields(Env)),
    )


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return f"`{','.join(value)}`"
    return f"`{value}`" if str(value) else "—"


def acts() -> Iterator[str]:
    """Every act."""
    yield "# Acts"
    yield "Every way of writing. Each act checks its policy, runs in one transaction and leaves exactly"
    yield "one entry in the journal under its name."
    yield ""
    yield from table(
        ("act", "effect", "who"),
        (
            (f"`{name}`", _first_line(act.function), f"`{act.policy.name.removeprefix('heli.')}`")
            for name, act in sorted(registered_acts().items())
        ),
    )


def _first_line(function: Callable[..., Any]) -> str:
    said = inspect.getdoc(function) or ""
    return said.split("\n\n")[0].replace("\n", " ")


def measures() -> Iterator[str]:
    """Every measure."""
    yield "# Measures"
    yield "What can be counted, and how. A version never changes; a better definition is a new version."
    for measure in sorted(registered(), key=lambda m: m.id):
        yield from (
            "",
            f"## {measure.id}",
            "",
            both(measure.label),
            "",
            in_english(measure.prose),
            "",
        )
        yield from table(("", ""), _facts_of(measure))


def _facts_of(measure: Measure) -> Iterator[tuple[str, object]]:
    yield "unit", measure.unit
    yield "decided by", in_english(measure.date_label)
    yield (
        "aggregation",
        f"`{measure.aggregation}`" + (" of distinct items" if measure.distinct else ""),
    )
    if measure.is_ratio:
        yield "ratio", f"`{measure.numerator}` / `{measure.denominator}`"
    else:
        yield "tags", ", ".join(f"`{tag}`" for tag in measure.tags)
    yield "disclosure", f"`{measure.disclosure}`"


def flows() -> Iterator[str]:
    """Every flow."""
    yield "# Flows"
    yield "How work moves, drawn from the same data that the engine runs."
    for flow in all_flows():
        yield from ("", f"## {flow.key}", "", both(flow.label), "", *_drawn(flow), "")
        yield from table(
            ("state", "staff read", "the public reads", "kind"),
            ((f"`{s.code}`", both(s.label), both(s.public_label), s.kind) for s in flow.states),
        )
        yield ""
        yield from table(
            ("act", "label", "from", "to", "who", "counts as"),
            (_transition(t) for t in flow.transitions),
        )


def _drawn(flow: Flow) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"  [*] --> {flow.initial}"
    for transition in flow.transitions:
        for source in transition.sources:
            stays = transition.target in (None, "@back")
            yield f"  {source} --> {source if stays else transition.target}: {transition.verb}"
    yield "```"


def _transition(transition: Any) -> tuple[object, ...]:
    tag = transition.counts_as
    return (
        f"`{transition.verb}`",
        both(transition.label),
        ", ".join(transition.sources),
        transition.target or "—",
        ", ".join(str(who) for who in transition.who),
        (f"`{tag}`" if tag else "—") if isinstance(tag, str) else "by its facts",
    )


def commands() -> Iterator[str]:
    """Every command."""
    yield "# Commands"
    words.choose(["--lang=en"])
    for name in ("", "serve", "demo", "test", "worker", "figure", "export", "verify", "doctor",
                 "migrate", "user", "key", "read", "check"):  # fmt: skip
        yield from (
            "",
            f"## heli {name}".rstrip(),
            "",
            "```text",
            _help([*name.split(), "--help"]),
            "```",
        )


def _help(asked: list[str]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        parser().parse_args(asked)
    return said.getvalue().strip()


def api() -> Iterator[str]:
    """Every address of the API."""
    yield "# API"
    yield "Below `/api/v1/`; described in full by `/api/v1/openapi.json`. [How to use it](../how-to/api.md)."
    yield ""
    yield from table(
        ("scope", "a key with it may"), ((f"`{c}`", both(s)) for c, s in scopes().items())
    )
    yield ""
    yield from table(("address", "what it does", "parameters", "scope"), _addresses())
    yield ""
    yield (
        "Events that [webhooks](../how-to/api.md) tell: "
        + ", ".join(f"`{e}`" for e in known_events())
        + "."
    )


def _addresses() -> Iterator[tuple[str, ...]]:
    for path, methods in description()["paths"].items():
        for method, one in methods.items():
            asked = [p["name"] for p in one.get("parameters", []) if p["in"] == "query"]
            scope = one.get("x-scope")
            yield (
                f"{method.upper()} `{path.removeprefix(BASE)}`",
                one.get("description", "").split("\n")[0],
                ", ".join(f"`{name}`" for name in asked) or "—",
                f"`{scope}`" if scope else "anybody",
            )


PAGES = {
    "api": api,
    "settings": settings,
    "acts": acts,
    "measures": measures,
    "flows": flows,
    "commands": commands,
}


def page(name: str) -> str:
    """A page as the code has it now."""
    head, *rest = PAGES[name]()
    return "\n".join([WRITTEN, "", head, "", *rest]).rstrip() + "\n"


def main() -> int:
    """Write, or check."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    load_everything()
    stale = []
    for name in PAGES:
        path, content = FOLDER / f"{name}.md", page(name)
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if not check:
                path.write_text(content, encoding="utf-8")
    print("not as the code is:" if check else "written:", ", ".join(stale) or "none")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
