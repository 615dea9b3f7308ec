"""Slogans that count: 四强, 七有, 五个带头, 六进, 三会一课 — does the text carry them out?"""

import re
from collections.abc import Iterator
from typing import Final

from heli.kit.checking.facts import SMALL_NUMBERS, facts
from heli.kit.checking.findings import Finding, Klass, Message, Verdict
from heli.kit.checking.page import Page


_SLOGAN: Final = re.compile(
    r"[“\"]([二两三四五六七八九十])(个|项|大)?([\u3400-\u9fff]{1,4}|\+)[”\"]"
)
_QUOTED: Final = re.compile(r"[“\"]([^“”\"\n]{2,16})[”\"]")
_PRECEDING: Final = re.compile(r"[“\"]([^“”\"\n]{6,80})[”\"]的?$")
_REACH: Final = 900


def check_slogans(page: Page) -> Iterator[Finding]:
    """Slogans whose members stand in the quotation before them or in the paragraph after."""
    seen: set[str] = set()
    for match in _SLOGAN.finditer(page.text):
        if match.group() in seen:
            continue
        found = _carried_out(page, match)
        if found is not None:
            seen.add(match.group())
            yield found
    yield from _fixed_sets(page)


def _carried_out(page: Page, match: re.Match[str]) -> Finding | None:
    number, word = SMALL_NUMBERS[match.group(1)], match.group(3)
    if word == "+":
        return _plus(page, match, number)
    if word == "进":
        return _entered(page, match, number)
    place = _quotation(page, match, number, word) or _paragraph(page, match, number, word)
    if place is None:
        return None
    return _holds(page, match, place, number)


def _holds(page: Page, match: re.Match[str], place: tuple[int, int], number: int) -> Finding:
    slogan = match.group()[1:-1]
    message = Message(f"“{slogan}”：列出 {number} 项", f"“{slogan}”: {number} listed")
    spans = [(match.start() + 1, match.end() - 1), place]
    return page.finding(Klass.LIST, Verdict.HOLDS, spans, message, rule="slogan.count")


def _quotation(page: Page, match: re.Match[str], number: int, word: str) -> tuple[int, int] | None:
    """“政治功能强、支部班子强…”的“四强”."""
    first = max(match.start() - 90, 0)
    before = _PRECEDING.search(page.text[first : match.start()])
    if before is None:
        return None
    pieces = [p for p in re.split("[、，,;]", before.group(1)) if word in p]
    return (first + before.start(1), first + before.end(1)) if len(pieces) == number else None


def _paragraph(page: Page, match: re.Match[str], number: int, word: str) -> tuple[int, int] | None:
    end = min(page.paragraph(match.end())[1], match.end() + _REACH)
    rest = page.text[match.end() : end]
    quoted = sum(word in q and not q.startswith(match.group(1)) for q in _QUOTED.findall(rest))
    named = len(re.findall(rf"(?<![{match.group(1)}个项大]){word}", rest))
    clauses = len(re.findall(rf"(?:^|[。，;:、\n者员部要并还时]){word}", rest))
    if number in (quoted, named, clauses):
        return match.end(), end
    sentences = [s.count(";") + 1 for s in rest.split("。")]
    if word.endswith(("步", "步走")):
        return (match.end(), end) if number in sentences else None
    return None


def _plus(page: Page, match: re.Match[str], number: int) -> Finding | None:
    """“三+”: three sections that each begin with a slogan in 三."""
    opened = re.findall(
        rf"\n[“\"]{match.group(1)}[\u3400-\u9fff]", page.text[match.end() : match.end() + 3000]
    )
    if len(opened) != number:
        return None
    return _holds(page, match, (match.end(), min(match.end() + 3000, len(page.text))), number)


_LISTED: Final = re.compile(r"[\u3400-\u9fff]{2,4}(?:[、和及][\u3400-\u9fff]{2,4}){1,11}")


def _entered(page: Page, match: re.Match[str], number: int) -> Finding | None:
    """六进: the places entered are listed in the same sentence or the next."""
    known = facts().entered
    end = page.sentence(page.sentence(match.end())[1])[1]
    for listed in _LISTED.finditer(page.text, match.end(), min(end, match.end() + 400)):
        names = re.split("[、和及]", listed.group())
        if sum(name[-2:] in known or name in known for name in names) < len(names) - 1:
            continue
        if len(names) == number:
            return _holds(page, match, listed.span(), number)
        if len(names) < number:
            return _short(page, match, listed.span(), len(names), number)
    return None


def _short(
    page: Page, match: re.Match[str], place: tuple[int, int], listed: int, number: int
) -> Finding:
    slogan, left = match.group()[1:-1], number - listed
    message = Message(
        f"“{slogan}”：只列出 {listed} 项，未列明 {left} 项",
        f"“{slogan}”: only {listed} listed, {left} not named (未列明 {left} 项)",
    )
    spans = [(match.start() + 1, match.end() - 1), place]
    return page.finding(Klass.LIST, Verdict.RESIDUAL, spans, message, rule="slogan.count")


def _fixed_sets(page: Page) -> Iterator[Finding]:
    """三会一课 and other sets whose members are known: is one of them left out?"""
    for name, members in facts().sets.items():
        place = page.text.find(name)
        if place < 0:
            continue
        start, end = place + len(name), min(page.sentence(place)[1], place + 120)
        found = [m.search(page.text, start, end) for m in members]
        named = [hit for hit in found if hit]
        if len(named) < 2:  # noqa: PLR2004  -- one member in the sentence lists nothing
            continue
        span = min(h.start() for h in named), max(h.end() for h in named)
        yield _set_finding(
            page,
            name,
            place,
            span,
            [m.pattern.split("|")[0] for m, h in zip(members, found, strict=True) if h is None],
        )


def _set_finding(
    page: Page, name: str, place: int, span: tuple[int, int], left: list[str]
) -> Finding:
    spans = [(place, place + len(name)), span]
    if not left:
        message = Message(f"“{name}”：各项都已列出", f"“{name}”: all members named")
        return page.finding(Klass.LIST, Verdict.HOLDS, spans, message, rule="slogan.set")
    names = "、".join(left)
    message = Message(f"“{name}”：未列明 {names}", f"“{name}”: {names} not named (未列明 {names})")
    return page.finding(Klass.LIST, Verdict.RESIDUAL, spans, message, rule="slogan.set")
