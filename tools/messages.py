"""The translations: collected, completed, compiled, and checked.

    python tools/messages.py           bring the catalogs up to date
    python tools/messages.py --check   say what is missing; exit status 1 if anything is

Each package keeps its own catalog. Simplified Chinese is written by people; traditional Chinese is
made from it by OpenCC with the overrides of ``tools/zh_hant.toml``. Compiled catalogs are
committed, so nothing but Python is needed to run.
"""

import argparse
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize


ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "heli"
PEOPLE, MADE = "zh_Hans", "zh_Hant"
KEYWORDS = {
    name: spec
    for base, spec in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for name in (base, f"{base}_lazy", f"{base}_noop")
} | {"_": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
Key = tuple[str, str]
Place = tuple[str, int]


class Said(NamedTuple):
    """A message as the code says it: its id, two of them where one and several differ, and where."""

    id: str | tuple[str, str]
    places: list[Place]


HAN = "\u3400-\u9fff"
AFTER_HAN = re.compile(f"(?<=[{HAN}”」》）])([,;:?!]) ?(?!//)")
_INSIDE = r"((?:%\(\w+\)[sd]|[^()])*)"
BRACKETS = re.compile(rf"(?<!%)\((?=[^()]*[{HAN}]){_INSIDE}\)|(?<=[{HAN}”」》])\({_INSIDE}\)")
FULL = str.maketrans(",;:?!", "，；：？！")


@dataclass(frozen=True)
class Package:
    """A package that keeps a catalog."""

    folder: Path

    @property
    def name(self) -> str:
        """As it is imported."""
        return ".".join(self.folder.relative_to(SRC.parent).parts)

    def file(self, language: str, kind: str) -> Path:
        """Its catalog in a language: ``po`` written, ``mo`` compiled."""
        return self.folder / "locale" / language / "LC_MESSAGES" / f"django.{kind}"


def packages() -> list[Package]:
    """Each floor and each loop, and every room that keeps a catalog of its own."""
    loops = {path.parent for path in (SRC / "loops").glob("*/__init__.py")}
    rooms = {path.parent for path in SRC.rglob("locale")}
    folders = loops | rooms | {SRC / floor for floor in ("kit", "core", "shell", "site")}
    return [Package(folder) for folder in sorted(folders)]


def sources(package: Package) -> Iterator[Path]:
    """The modules and templates whose words are this package's: no other stands nearer to them."""
    others = [p.folder for p in packages() if p.folder != package.folder]
    inner = [folder for folder in others if package.folder in folder.parents]
    for path in sorted(package.folder.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts:
            continue
        if not any(folder in path.parents for folder in inner):
            yield path


def used(package: Package) -> dict[Key, Said]:
    """What a package says, and where."""
    found: dict[Key, Said] = {}
    for path in sources(package):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            lines = templatize(text, origin=str(path)).splitlines()
            text = "\n".join(line.strip() for line in lines)
        stream = io.BytesIO(text.encode())
        where = path.relative_to(ROOT).as_posix()
        for line, said, _comments, context in extract("python", stream, KEYWORDS):
            one = said[0] if isinstance(said, tuple) else said
            if one:
                message = (one, said[1]) if isinstance(said, tuple) and len(said) > 1 else one
                known = found.setdefault((context or "", one), Said(message, []))
                known.places.append((where, line))
    return found


def read(path: Path) -> Catalog:
    """A written catalog; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=path.parts[-3])
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def entries(catalog: Catalog) -> dict[Key, Message]:
    """The messages of a catalog, without its head."""
    return {
        (_context(m), m.id[0] if isinstance(m.id, tuple | list) else m.id): m
        for m in catalog
        if m.id
    }


def _context(message: Message) -> str:
    """Babel reads the context out of a compiled catalog as bytes."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context or ""


def words(message: Message) -> str:
    """The translation as one text."""
    said = message.string
    return said[0] if isinstance(said, tuple | list) else said


def faults(package: Package) -> list[str]:
    """What is wrong with a package's catalogs, in sentences."""
    said, written = used(package), entries(read(package.file(PEOPLE, "po")))
    if not said:
        return []
    problems = [
        f"{package.name}: not translated: {one!r} ({where.places[0][0]}:{where.places[0][1]})"
        for (context, one), where in said.items()
        if (context, one) not in written or not words(written[context, one])
    ]
    problems += [
        f"{package.name}: no longer said: {one!r}"
        for key in written
        if key not in said
        for one in [key[1]]
    ]
    for key, message in written.items():
        if message.fuzzy:
            problems.append(f"{package.name}: fuzzy: {key[1]!r}")
        if words(message) and placeholders(key[1]) != placeholders(words(message)):
            problems.append(f"{package.name}: placeholders differ: {key[1]!r}")
        if punctuated(words(message)) != words(message):
            problems.append(f"{package.name}: marks of half width: {words(message)!r}")
    for language in (PEOPLE, MADE):
        wanted = read(package.file(PEOPLE, "po"))
        if language == MADE:
            wanted = traditional(wanted)
        if compiled(package.file(language, "mo")) != {
            key: words(m) for key, m in entries(wanted).items() if words(m)
        }:
            problems.append(f"{package.name}: {language} is not compiled from what is written")
    return problems


def punctuated(text: str) -> str:
    """Chinese with the marks of Chinese: full width beside a character, whatever was typed."""
    said = BRACKETS.sub(lambda pair: f"（{pair.group(1) or pair.group(2) or ''}）", text)
    return AFTER_HAN.sub(lambda mark: mark.group(1).translate(FULL), said)


def placeholders(text: str) -> set[str]:
    """The names that a sentence fills in."""
    return {name for pair in PLACEHOLDER.findall(text) for name in pair if name}


def compiled(path: Path) -> dict[Key, str]:
    """What a compiled catalog says."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key: words(m) for key, m in entries(read_mo(file)).items()}


def differing() -> list[str]:
    """Sentences that two packages translate differently: a term has one translation."""
    seen: dict[Key, dict[str, str]] = {}
    for package in packages():
        for key, message in entries(read(package.file(PEOPLE, "po"))).items():
            seen.setdefault(key, {})[package.name] = words(message)
    return [
        f"translated differently: {key[1]!r}: {where}"
        for key, where in seen.items()
        if len(set(where.values())) > 1
    ]


def traditional(catalog: Catalog) -> Catalog:
    """The same catalog in traditional characters."""
    # Dated as what it was made from: else it would differ each time it is made.
    made = Catalog(
        locale=MADE,
        creation_date=catalog.creation_date,
        revision_date=catalog.revision_date,
    )
    for key, message in entries(catalog).items():
        text = turn(words(message))
        string = (text,) if isinstance(message.id, tuple) else text
        made.add(message.id, string, context=key[0] or None)
    return made


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("s2t")


@cache
def _overrides() -> dict[str, str]:
    return tomllib.loads((ROOT / "tools" / "zh_hant.toml").read_text(encoding="utf-8"))["words"]


def turn(text: str) -> str:
    """Simplified to traditional, with our overrides."""
    made: str = _converter().convert(text)  # type: ignore[attr-defined]
    for wrong, right in _overrides().items():
        made = made.replace(wrong, right)
    return made


def _punctuate(message: Message) -> bool:
    """Set a translation's marks right; whether there was anything to do."""
    said = message.string
    several = isinstance(said, tuple | list)
    right = tuple(map(punctuated, said)) if several else punctuated(said)
    changed = bool(right != (tuple(said) if several else said))
    message.string = right
    return changed


def update(package: Package) -> list[str]:
    """Bring a package's catalogs up to date; returns what people still have to translate."""
    said = used(package)
    if not said:
        return []
    path = package.file(PEOPLE, "po")
    catalog = read(path)
    known = entries(catalog)
    if set(known) != set(said) or sum(map(_punctuate, known.values())):
        renewed = Catalog(locale=PEOPLE, project="Heli", charset="utf-8")
        for key, message in sorted(said.items(), key=lambda item: item[1].places[0]):
            old = known.get(key)
            text = words(old) if old else ""
            string = (text,) if isinstance(message.id, tuple) else text
            renewed.add(message.id, string, context=key[0] or None)
        catalog = renewed
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, no_location=True, omit_header=False)
    for language, content in ((PEOPLE, catalog), (MADE, traditional(catalog))):
        target = package.file(language, "mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, content)
    return [f"{package.name}: {key[1]!r}" for key, m in entries(catalog).items() if not words(m)]


def main() -> int:
    """Update, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("only", nargs="*", help="packages, such as heli.site")
    arguments = parser.parse_args()
    chosen = [p for p in packages() if not arguments.only or p.name in arguments.only]
    if arguments.check:
        problems = [fault for package in chosen for fault in faults(package)] + differing()
    else:
        problems = [f"to translate: {one}" for package in chosen for one in update(package)]
    for problem in problems:
        print(problem)
    print(f"{len(chosen)} packages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
