"""Draws the icons of the field face: the mark, with room around it for phones that cut corners.

python tools/field_icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw


TARGET = Path(__file__).parents[1] / "src/heli/shell/static/shell/icons"
BLUE, WHITE = "#1F5FA8", "#FFFFFF"
# The lines of shell/mark.svg, on its field of 32.
LINES = [[(7, 20.5), (16, 12), (25, 20.5)], [(16, 12), (16, 7)], [(7, 25), (25, 25)]]
WIDTH, FIELD, OVERSAMPLE = 2.6, 32, 4
# A circle of 80 % is what every phone shows.
SHARE = 0.78


def icon(size: int) -> Image.Image:
    """The icon, ``size`` pixels wide."""
    big = size * OVERSAMPLE
    picture = Image.new("RGB", (big, big), BLUE)
    draw = ImageDraw.Draw(picture)
    scale, edge = big * SHARE / FIELD, big * (1 - SHARE) / 2
    radius = WIDTH * scale / 2
    for line in LINES:
        points = [(edge + x * scale, edge + y * scale) for x, y in line]
        draw.line(points, fill=WHITE, width=round(2 * radius), joint="curve")
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=WHITE)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for size in (192, 512):
        icon(size).save(TARGET / f"field-{size}.png", optimize=True)
