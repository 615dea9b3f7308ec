"""Plain text in whatever encoding it was saved: UTF-8, GB 18030, UTF-16, Big5."""

import codecs
from typing import Final

from heli.kit.extraction.outcome import Extracted, Remark, Unreadable


_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    "产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当"
    "市县区社科党组织单位项目建设服务工作开展活动共计万元名月日第届次"
    "這為個國們時來說產種後學經過會發動對實體點當長東車門間關開書區縣組織單務萬總與將應議員"
    "，。、；：“”《》（）"
)
_NUL_SHARE: Final = 0.2
_LOST: Final = 0.01
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13, 27}
_SAMPLE: Final = 200_000
_SURE: Final = 0.08


def read_plain(content: bytes) -> Extracted:
    """Decode a text file; refuses what is no text."""
    text, remarks = decoded(content)
    return Extracted(text, remarks, "text/plain")


def decoded(content: bytes, stated: str = "") -> tuple[str, tuple[Remark, ...]]:
    """The text of ``content`` and a remark where characters were lost.

    A byte order mark decides; then strict UTF-8; then the encoding ``stated`` by the document;
    else the one of GB 18030 and Big5 whose text has more of the commonest characters.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding)
    wide = _wide(content)
    if wide:
        return _lenient(content, wide)
    if _is_binary(content):
        raise _no_text()
    text = _strict(content, "utf-8")
    if text is not None:
        return text, ()
    named = _strict(content, _known(stated)) if _known(stated) else None
    if named is not None:
        return named, ()
    return _guessed(content)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(stated: str) -> str:
    try:
        name = codecs.lookup(stated.strip()).name if stated.strip() else ""
    except LookupError:
        return ""
    return "gb18030" if name in ("gb2312", "gbk") else name


def _lenient(content: bytes, encoding: str) -> tuple[str, tuple[Remark, ...]]:
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > len(text) * _LOST:
        raise _no_text()
    return text, (_lost_remark(lost),) if lost else ()


def _wide(content: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes on one side only, and as text when decoded."""
    sample = content[:4096]
    if len(content) % 2 or 0 not in sample:
        return ""
    encoding = "utf-16-le" if 0 not in sample[::2] else "utf-16-be"
    text = sample.decode(encoding, "replace")
    readable = sum(sign in _COMMON or sign.isascii() for sign in text)
    return encoding if readable > len(text) * _NUL_SHARE else ""


def _is_binary(content: bytes) -> bool:
    sample = content[:8192]
    return sum(sample.count(sign) for sign in _CONTROLS) > len(sample) * _LOST


def _guessed(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    rated = []
    for encoding in ("gb18030", "big5hkscs"):
        text = content[:_SAMPLE].decode(encoding, "replace")
        lost = text.count("\ufffd")
        common = sum(sign in _COMMON for sign in text)
        rated.append((common / max(len(text), 1) - lost / max(len(text), 1) * 10, encoding))
    score, encoding = max(rated)
    if score < _SURE and len(content) > _SHORT:
        raise _no_text()
    return _lenient(content, encoding)


_SHORT: Final = 40


def _lost_remark(count: int) -> Remark:
    return Remark(
        f"有 {count} 个字符无法辨认，以 \ufffd 代替。",
        f"{count} characters could not be read; \ufffd stands for them.",
    )


def _no_text() -> Unreadable:
    return Unreadable("这不是文字文件，无法读取。", "This is not a text file and cannot be read.")
