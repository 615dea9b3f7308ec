"""Colours: every pair that text, edges and marks are drawn in has the contrast of WCAG 2.2 AA.

Body text has 7:1, other text 4.5:1, edges of controls and marks 3:1.
"""

import re
from itertools import product

import pytest

from heli.shell.styles import HERE


CSS = (HERE / "css" / "tokens.css").read_text(encoding="utf-8")
SHEETS = ("--page", "--sheet", "--sunk", "--hover")
TINTS = ("proof", "ok", "warn", "bad", "info", "idle")


def block(selector: str) -> dict[str, str]:
    found = re.search(re.escape(selector) + r"\s*\{([^{}]*)\}", CSS)
    assert found is not None
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9A-Fa-f]{6});", found[1]))


LIGHT = block("@layer tokens {\n  :root")
DARK = block(':root[data-theme="dark"]')
THEMES = {"light": LIGHT, "dark": LIGHT | DARK}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *(("--ink", sheet, 7.0) for sheet in SHEETS),
    *((ink, sheet, 4.5) for ink, sheet in product(("--ink-2", "--ink-3", "--act"), SHEETS)),
    *((ink, sheet, 4.5) for ink, sheet in product(("--seal", "--proof", "--ok"), SHEETS[:2])),
    *((ink, sheet, 4.5) for ink, sheet in product(("--bad-ink", "--warn-ink"), SHEETS)),
    *((f"--{tint}-ink", f"--{tint}-bg", 4.5) for tint in TINTS),
    *(("--line-strong", sheet, 3.0) for sheet in SHEETS),
    *((mark, sheet, 3.0) for mark, sheet in product(("--focus", "--warn", "--bad"), SHEETS)),
    *((f"--{tint}", f"--{tint}-bg", 3.0) for tint in TINTS),
    ("--on-act", "--act", 4.5),
    ("--on-act", "--act-strong", 4.5),
    ("--on-seal", "--seal-fill", 4.5),
    ("--ink", "--info-bg", 7.0),
    ("--ink-2", "--info-bg", 4.5),
    ("--act", "--info-bg", 4.5),
]


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_pair_has_the_contrast_it_needs(theme: str, front: str, back: str, least: float) -> None:
    colours = THEMES[theme]

    assert contrast(colours[front], colours[back]) >= least


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#1677FF", "#FFFFFF"), 2) == 4.10


def test_dark_by_device_and_dark_by_choice_are_the_same() -> None:
    assert block(':root:not([data-theme="light"])') == DARK


def test_dark_gives_every_colour_that_light_gives() -> None:
    assert set(DARK) == set(LIGHT)
