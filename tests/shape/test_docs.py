"""Documentation leads somewhere."""

import re
from pathlib import Path

from shape.tree import ROOT, files, name_of, text_of


LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def broken(path: Path) -> list[str]:
    return [
        f"{name_of(path)} -> {target}"
        for target in LINK.findall(text_of(path))
        if "://" not in target and not (path.parent / target).exists()
    ]


def test_every_link_leads_to_a_file() -> None:
    pages = [*files("*.md")]

    assert [link for page in pages for link in broken(page)] == []


def test_every_page_can_be_reached_from_the_first_one() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md", ROOT / "README.zh.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [page.parent / t for t in LINK.findall(text_of(page)) if "://" not in t]

    assert [name_of(p) for p in files("docs/*.md") if p.resolve() not in seen] == []
