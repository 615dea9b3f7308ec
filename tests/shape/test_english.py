"""English sentences are English: Chinese stands in them only where it is what is typed or read."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po


SRC = Path(__file__).parents[2] / "src" / "heli"
HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Names of columns, marks of levels, and the words of a text that is read: quoted as they are.
QUOTING = {
    "A pack such as 箱",
    "a column 交易日期",
    "(交易日期)",
    "一、（一）1.（1）",
    "(约, 左右)",
    "(以上)",
    "(以内)",
    "(余, 多, 超)",
    "(近)",
    "(数十, 若干)",
    "such as 56篇",
    "write 公开 or 内部",
    "(元 or 万元)",
}


def test_chinese_in_an_english_sentence_is_quoted() -> None:
    catalogs = sorted(SRC.rglob("zh_Hans/LC_MESSAGES/django.po"))
    said = [
        one
        for path in catalogs
        for message in read_po(BytesIO(path.read_bytes()))
        for one in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    mixed = [one for one in said if HAN.search(one)]

    assert mixed
    assert [one for one in mixed if not any(quoted in one for quoted in QUOTING)] == []
