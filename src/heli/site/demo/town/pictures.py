"""Photos of the example: drawn, not taken. Each shows a place before and after it was seen to."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from heli.core.files.store import Stored, put


SIZE = (480, 360)
HORIZON = 150
SKIES = ((196, 214, 230), (214, 220, 224), (178, 204, 226))
GROUNDS = ((168, 160, 146), (150, 152, 150), (158, 168, 138))
Brush = ImageDraw.ImageDraw


@cache
def photo(what: str, *, done: bool, variant: int = 0) -> Stored:
    """A picture in the store. A few are drawn once and shown many times."""
    out = BytesIO()
    _drawn(what, done=done, variant=variant).save(out, "JPEG", quality=78)
    return put([out.getvalue()], name=f"示例照片-{what}-{'处置后' if done else '处置前'}.jpg")


def _drawn(what: str, *, done: bool, variant: int) -> Image.Image:
    chance = Random(f"{what}{variant}")  # noqa: S311  -- a drawing
    picture = Image.new("RGB", SIZE, SKIES[variant % len(SKIES)])
    brush = ImageDraw.Draw(picture)
    _street(brush, chance, variant)
    SCENES[what](brush, chance, done=done)
    return picture


def _street(brush: Brush, chance: Random, variant: int) -> None:
    """Houses at the back, a road in front, a tree."""
    left = -30
    while left < SIZE[0]:
        wide, high = chance.randint(70, 130), chance.randint(50, 110)
        tone = chance.randint(198, 232)
        brush.rectangle((left, HORIZON - high, left + wide, HORIZON), (tone, tone - 6, tone - 16))
        brush.polygon(
            [(left - 6, HORIZON - high), (left + wide + 6, HORIZON - high),
             (left + wide / 2, HORIZON - high - 24)], (118, 96, 92),
        )  # fmt: skip
        for pane in range(2):
            x = left + 14 + pane * 34
            brush.rectangle((x, HORIZON - high + 22, x + 18, HORIZON - high + 44), (126, 146, 164))
        left += wide + 12
    brush.rectangle((0, HORIZON, *SIZE), GROUNDS[variant % len(GROUNDS)])
    brush.polygon([(150, HORIZON), (330, HORIZON), (480, 360), (0, 360)], (128, 130, 134))
    brush.line([(240, HORIZON + 8), (240, 360)], (222, 222, 216), 4)
    brush.rectangle((50, HORIZON - 40, 58, HORIZON + 20), (104, 80, 60))
    brush.ellipse((18, HORIZON - 100, 90, HORIZON - 30), (88, 130, 84))


def _rubbish(brush: Brush, chance: Random, *, done: bool) -> None:
    brush.rectangle((350, 190, 400, 260), (60, 110, 90))
    brush.rectangle((344, 182, 406, 194), (48, 92, 76))
    for _n in range(0 if done else 34):
        x, y, size = chance.randint(270, 440), chance.randint(240, 320), chance.randint(9, 26)
        tone = chance.choice([(70, 74, 82), (180, 60, 54), (220, 214, 200), (64, 102, 160)])
        brush.ellipse((x, y, x + size, y + size * 2 // 3), tone)


def _poster(brush: Brush, chance: Random, *, done: bool) -> None:
    brush.rectangle((330, 40, 352, 330), (154, 156, 160))
    for n in range(0 if done else 6):
        y = 70 + n * 38
        x = 318 + chance.randint(-6, 6)
        brush.rectangle((x, y, x + 44, y + 30), (240, 236, 220))
        brush.line((x + 6, y + 10, x + 38, y + 10), (190, 50, 46), 4)
        brush.line((x + 6, y + 20, x + 30, y + 20), (60, 60, 70), 3)


def _lamp(brush: Brush, chance: Random, *, done: bool) -> None:
    brush.rectangle((0, 0, SIZE[0], HORIZON - 112), (52, 60, 84))
    brush.rectangle((330, 50, 338, 320), (70, 74, 82))
    brush.rectangle((270, 46, 338, 54), (70, 74, 82))
    if done:
        brush.polygon([(262, 64), (292, 64), (350, 330), (190, 330)], (236, 222, 166))
    brush.ellipse((262, 48, 292, 68), (255, 236, 160) if done else (44, 46, 52))


def _road(brush: Brush, chance: Random, *, done: bool) -> None:
    if done:
        brush.ellipse((200, 240, 330, 300), (112, 114, 118))
        return
    brush.ellipse((196, 236, 336, 306), (84, 80, 76))
    brush.ellipse((214, 250, 318, 298), (96, 116, 128))
    for _n in range(7):
        x, y = chance.randint(150, 370), chance.randint(230, 320)
        brush.line((x, y, x + chance.randint(-40, 40), y + chance.randint(6, 26)), (80, 78, 76), 3)


def _water(brush: Brush, chance: Random, *, done: bool) -> None:
    brush.polygon([(0, 230), (480, 200), (480, 360), (0, 360)], (104, 142, 156))
    for _n in range(0 if done else 40):
        x, y = chance.randint(10, 460), chance.randint(250, 340)
        tone = chance.choice([(96, 128, 64), (128, 148, 80), (226, 226, 220)])
        brush.ellipse((x, y, x + chance.randint(8, 30), y + 8), tone)


def _stall(brush: Brush, chance: Random, *, done: bool) -> None:
    if done:
        return
    brush.rectangle((200, 210, 370, 300), (216, 220, 226))
    brush.rectangle((330, 220, 366, 256), (120, 150, 172))
    for x in (220, 322):
        brush.ellipse((x, 284, x + 34, 318), (40, 42, 46))


SCENES = {
    "rubbish": _rubbish,
    "poster": _poster,
    "lamp": _lamp,
    "road": _road,
    "water": _water,
    "stall": _stall,
}
