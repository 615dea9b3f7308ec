"""How fast figures are read: heli beside jionlp, recognizers-text and a cn2an regex, if installed.

Usage: python bench/reading.py [FILE ...]; without files, the blind texts of the tests.
"""

import importlib.util
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path


# A script's own folder comes first on the path, and there our http.py hides the library's from the peers.
sys.path[:] = [place for place in sys.path if Path(place).resolve() != Path(__file__).parent]
TEXTS = Path(__file__).parents[1] / "tests" / "kit" / "reading" / "blind"
MEGABYTE = 1_000_000
ROUNDS = 5

Reader = Callable[[str], int]


def heli() -> Reader:
    from heli.kit.reading import read  # noqa: PLC0415  -- only where it is installed

    return lambda text: len(read(text))


def cn2an_with_regex() -> Reader:
    import cn2an  # noqa: PLC0415  -- only where it is installed

    numeral = re.compile(r"[\d.]+[万亿]?|[零一二两三四五六七八九十百千万亿]+")

    def count(text: str) -> int:
        found = 0
        for match in numeral.finditer(text):
            try:
                cn2an.cn2an(match.group(), "smart")
            except ValueError:
                continue
            found += 1
        return found

    return count


def jionlp() -> Reader:
    import jionlp  # noqa: PLC0415  -- only where it is installed

    return lambda text: len(jionlp.ner.extract_money(text)) + len(jionlp.ner.extract_time(text))


def recognizers_text() -> Reader:
    from recognizers_number import Culture, recognize_number  # noqa: PLC0415  -- only where it is installed

    return lambda text: len(recognize_number(text, Culture.Chinese))


# The share of a megabyte each one is given: the slow ones would keep us for minutes.
READERS: dict[str, tuple[str, Callable[[], Reader], float]] = {
    "heli.kit.reading": ("heli", heli, 2),
    "cn2an with a regex": ("cn2an", cn2an_with_regex, 1),
    "jionlp (money, time)": ("jionlp", jionlp, 0.1),
    "recognizers-text": ("recognizers_number", recognizers_text, 0.02),
}


def sample(paths: list[Path], megabytes: float) -> str:
    """The texts over and over, to the asked size in bytes of UTF-8."""
    text = "\n".join(path.read_text("utf-8") for path in paths)
    wanted = int(megabytes * MEGABYTE)
    copies = wanted // len(text.encode()) + 1
    return (text * copies).encode()[:wanted].decode(errors="ignore")


def seconds(read: Reader, text: str) -> float:
    """The least processor time of reading ``text``: what it costs when nobody else is in the way."""
    times = []
    for _ in range(ROUNDS):
        before = time.process_time()
        read(text)
        times.append(time.process_time() - before)
    return min(times)


# Texts made to hurt: each kind is a piece that varies, over and over.
HURTFUL: dict[str, Callable[[random.Random], str]] = {
    "hours": lambda r: f"{r.randint(0, 23)}:{r.randint(0, 59):02d} ",
    "hours, from and to": lambda r: f"{r.randint(0, 23)}:30-{r.randint(0, 23)}:45，",
    "percentages": lambda r: f"{r.randint(0, 99)}.{r.randint(0, 9)}%、",
    "percentages, no blank": lambda r: f"{r.randint(0, 99)}%",
    "growth": lambda r: f"同比增长{r.randint(1, 99)}.{r.randint(0, 9)}%，",
    "days": lambda r: f"{r.randint(1, 12)}月{r.randint(1, 28)}日",
    "days, ISO": lambda r: f"20{r.randint(10, 25)}-{r.randint(1, 12)}-{r.randint(1, 28)} ",
    "digits and units": lambda r: f"{r.randint(0, 9999)}{r.choice('个人元吨公里名家户次')}",
    "table": lambda r: f"{r.randint(0, 9999)}个\t",
    "list of numbers": lambda r: f"{r.randint(0, 99)}、",
    "fractions": lambda r: f"{r.randint(1, 9)}/{r.randint(1, 9)}，",
    "brackets": lambda r: r.choice("（（）(（《》"),
    "quotes": lambda r: r.choice('“”"《》3个'),
    "signs of the grammar": lambda r: r.choice("近超约35万个余多至-年月日%，百十一第人分之每均共"),
    "sums alone": lambda r: f"{r.randint(0, 9999)}.6万元，",
    "two shares": lambda r: f"同比分别增长{r.randint(1, 99)}.7%和两成三，",
    "days of a year": lambda r: (
        f"截至20{r.randint(10, 25)}年{r.randint(1, 12)}月{r.randint(1, 28)}日、"
    ),
    "things given": lambda r: f"发放{r.choice(('口罩', '棉被'))}{r.randint(1, 99)}只、",
}
HURT = 30_000


def hurtful(piece: Callable[[random.Random], str], signs: int) -> str:
    """A text of one kind of piece, the same at every call."""
    chance, text = random.Random(7), ""
    while len(text) < signs:
        text += "".join(piece(chance) for _ in range(500))
    return text[:signs]


def hurt() -> None:
    """Seconds per megabyte on what is made to hurt, and how the time grows with the text."""
    read = heli()
    print(f"\n{'made to hurt':24}{'s/MB':>6}{'x 2':>9}")
    for name, piece in HURTFUL.items():
        text = hurtful(piece, HURT)
        whole, half = seconds(read, text), seconds(read, text[: HURT // 2])
        print(f"{name:24}{whole * MEGABYTE / len(text.encode()):6.2f}{whole / half:9.2f}")


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(TEXTS.glob("*.txt"))
    print(f"{'reader':24}{'MB':>6}{'found':>9}{'MB/s':>9}{'20 KB, ms':>11}{'x 2':>7}")
    for name, (module, make, megabytes) in READERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name:24}  not installed")
            continue
        read = make()
        text, report = sample(paths, megabytes), sample(paths, 0.02)
        found = read(text)
        whole = seconds(read, text)
        half = seconds(read, sample(paths, megabytes / 2))
        print(
            f"{name:24}{megabytes:6.2f}{found:9}{megabytes / whole:9.2f}"
            f"{seconds(read, report) * 1000:11.1f}{whole / half:7.2f}"
        )
    hurt()


if __name__ == "__main__":
    main()
