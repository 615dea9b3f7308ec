"""How much work reading takes: in step with the length of the text, whatever the text."""

import re
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from heli.kit.reading import read
from heli.kit.reading.nouns import nouns
from heli.kit.reading.words import words


ADVERSARIAL = [
    "1", "一", "万", "1,", "1.", "一百", "百分之", "三分之", "近", "第", "第一", "每", "《", "“", '"', " ", "一 ", "1 ", "\n", "一\n",
    "2020年", "1月", "1日至", "1-", "1:", "10:00", "3至", "几", "数", "多", "半", "个", "1个", "1个、", "一个、", "其中1个", "余",
    "每1元", "等价值1元", "分别1%和2%", "其中1人是", "增收1元", "：1人", "1件（套）", "108年1月", "会1次",
    "各1万", "组成的1人", "分别1和", "十十", "千千万万", "〔2020〕", "（", "社科联", "社科联，", "中心", "a1", "1a", "1，000", "1。1%", "1.1、", "1.1和", "查处一起", "几元到", "1公里至", "元1元/", "1个亿", "1万以上", "1元以上1", "第1条、1条", "1年1个月至", "1死", "村一组", "．", "％", "餘",
]  # fmt: skip


def _work(text: str) -> int:
    """How many calls reading a text takes, in Python and below."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("piece", ADVERSARIAL, ids=repr)
def test_read_twice_the_text_takes_at_most_twice_the_work(piece: str) -> None:
    _work(piece * 10)
    once, twice = _work(piece * 1000), _work(piece * 2000)

    assert twice <= 2.2 * once + 50


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith("heli.kit.reading"):
            for attribute, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{name}.{attribute}", value
    listed = words()
    for attribute in ("structure", "concrete", "persons", "bodies", "money"):
        yield f"words.{attribute}", getattr(listed, attribute)
    for first, pattern in listed.lexical.items():
        yield f"words.lexical.{first}", pattern
    yield "nouns.tokens", nouns().tokens
    yield "nouns.people", nouns().people


def _unbounded(node: Any) -> Iterator[object]:
    """Repetitions without an upper limit that could be tried again, shorter and shorter."""
    parser = re._parser
    for operation, argument in node:
        if operation in (parser.MAX_REPEAT, parser.MIN_REPEAT) and argument[1] is parser.MAXREPEAT:
            yield operation, argument
        for part in argument if isinstance(argument, (tuple, list)) else (argument,):
            if isinstance(part, parser.SubPattern):
                yield from _unbounded(part)
            elif isinstance(part, list):
                for branch in part:
                    if isinstance(branch, parser.SubPattern):
                        yield from _unbounded(branch)


def test_patterns_never_backtrack_without_bound() -> None:
    read("一")
    named = dict(_patterns())

    assert len(named) > 40
    assert [
        name for name, p in named.items() if list(_unbounded(re._parser.parse(p.pattern)))
    ] == []
