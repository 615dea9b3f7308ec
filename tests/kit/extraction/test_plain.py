"""Text files in the encodings that offices still send."""

import codecs
from pathlib import Path

import pytest

from heli.kit.extraction import Unreadable, extract


TEXT = "市社科联先后7次组织学习，收到咨政建议56篇，编审47篇。\n其中2篇获得批示，共派出23名同志下沉社区。\n"
TRADITIONAL = "市社科聯先後7次組織學習，收到諮政建議56篇。\n其中2篇獲得批示，共派出23名同志。\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_extract_text_in_any_encoding(encoding: str) -> None:
    found = extract(TEXT.encode(encoding), name="report.txt")

    assert (found.text, found.warnings, found.media_type) == (TEXT, (), "text/plain")


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "utf-16"])
def test_extract_traditional_text(encoding: str) -> None:
    assert extract((TRADITIONAL * 3).encode(encoding)).text == TRADITIONAL * 3


def test_extract_utf16_big_endian_with_mark() -> None:
    assert extract(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")).text == TEXT


def test_extract_keeps_line_ends_so_that_offsets_stay() -> None:
    assert extract(b"1\r\n2\r3\n").text == "1\r\n2\r3\n"


def test_extract_from_a_path(tmp_path: Path) -> None:
    file = tmp_path / "通报.txt"
    file.write_text(TEXT, "gb18030")

    assert extract(file).text == TEXT
    assert extract(str(file)).text == TEXT


def test_extract_of_nothing_is_nothing() -> None:
    assert extract(b"").text == ""


def test_extract_lost_characters_are_told() -> None:
    content = (TEXT * 20).encode("gb18030") + b"\xff"

    found = extract(content)

    assert found.text == TEXT * 20 + "\ufffd"
    assert [remark.of("zh-hans") for remark in found.warnings] == [
        "有 1 个字符无法辨认，以 \ufffd 代替。"
    ]
    assert found.warnings[0].of("en").startswith("1 characters")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Office"),
        (bytes(range(256)) * 8, "not a text"),
        (b"\xff\xfe" + b"\x00\xd8" * 400, "not a text"),
        ("é€ß".encode("latin-1", "replace") * 400, "not a text"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"x" * (30 * 1024 * 1024 + 1), "30 MB"),
    ],
)
def test_extract_refuses_with_one_clear_line(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        extract(content, name="upload")

    assert says in refused.value.remark.en
    assert "\n" not in refused.value.remark.zh
    assert str(refused.value) == refused.value.remark.en


def test_extract_missing_file_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extract(tmp_path / "none.txt")


def test_extract_what_is_called_docx_and_is_not() -> None:
    with pytest.raises(Unreadable) as refused:
        extract("共派出23名".encode(), name="报告.docx")

    assert "damaged" in refused.value.remark.en
