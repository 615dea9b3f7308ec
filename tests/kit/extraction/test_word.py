"""docx as it comes: tables, footnotes, text boxes, tracked changes; and hostile ones."""

import io
import zipfile

import pytest

from heli.kit.extraction import Unreadable, extract
from kit.extraction.making import W, docx_of, with_member


BOX = f"""<w:p xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
 <w:r><w:t>正文 8 人。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>
 <w:txbxContent><w:p><w:r><w:t>框内 3 项</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>
 <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内 3 项</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
 </mc:AlternateContent></w:r></w:p>"""
NOTED = f"""<w:p xmlns:w="{W}"><w:r><w:t>收到56篇</w:t></w:r>
 <w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>"""
NOTES = f"""<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{W}">
 <w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
 <w:footnote w:id="2"><w:p><w:r><w:t>含2篇口头建议</w:t></w:r></w:p></w:footnote></w:footnotes>"""
TRACKED = f"""<w:p xmlns:w="{W}"><w:del><w:r><w:delText>21名</w:delText></w:r></w:del>
 <w:ins><w:r><w:t>23</w:t><w:tab/><w:t>名</w:t><w:br/><w:t>同志</w:t></w:r></w:ins></w:p>"""
NUMBERED = f"""<w:p xmlns:w="{W}"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>
 <w:r><w:t>抓学习</w:t></w:r></w:p>"""


def test_extract_paragraphs_and_tables_in_order() -> None:
    found = extract(docx_of("一、概况", "收到56篇。", table=[["项目", "件数"], ["采用", "39"]]))

    assert found.text == "一、概况\n收到56篇。\n项目\t件数\n采用\t39"
    assert found.warnings == ()
    assert found.media_type.endswith("wordprocessingml.document")


def test_extract_text_box_once_and_says_where_it_stands() -> None:
    found = extract(docx_of("开头", inside=BOX))

    assert found.text == "开头\n正文 8 人。\n框内 3 项"
    assert [r.of("en").split()[3] for r in found.warnings] == ["1"]


def test_extract_footnote_follows_its_paragraph() -> None:
    content = with_member(docx_of(inside=NOTED), "word/footnotes.xml", NOTES)

    assert extract(content).text == "收到56篇。\n（注：含2篇口头建议）"


def test_extract_tracked_changes_as_accepted() -> None:
    found = extract(docx_of(inside=TRACKED))

    assert found.text == "23\t名\n同志"
    assert [r.of("zh") for r in found.warnings] == ["修订中删除的文字未读。"]


def test_extract_automatic_numbers_are_told_as_missing() -> None:
    assert [r.of("zh") for r in extract(docx_of(inside=NUMBERED)).warnings] == [
        "自动编号不是文字，未列出。"
    ]


def test_extract_table_cells_that_continue_are_left_out() -> None:
    merged = f"""<w:tbl xmlns:w="{W}">
      <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>市</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr>
      <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr>
    </w:tbl>"""

    assert extract(docx_of(inside=merged)).text == "市\t3\n4"


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        extract(content)
    return told.value.remark.en


def test_extract_refuses_a_bomb_before_unpacking() -> None:
    assert "abnormally large" in refused(archive(word__document_xml=bytes(20 * 1024 * 1024)))


def test_extract_refuses_more_members_than_any_document_has() -> None:
    assert "abnormally large" in refused(archive(**{f"m{n}": b"" for n in range(2001)}))


def test_extract_refuses_a_member_that_is_larger_than_it_says() -> None:
    content = archive(word__document_xml=b"<a>" + b"x" * 500 + b"</a>")
    lied = content.replace((507).to_bytes(4, "little"), (20).to_bytes(4, "little"))

    assert refused(lied) in (
        "The file is damaged and cannot be opened.",
        "The document is damaged or unsafe and was not read.",
    )


def test_extract_refuses_entities() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'

    assert "unsafe" in refused(archive(word__document_xml=bomb))


def test_extract_refuses_other_archives_and_broken_xml() -> None:
    assert "not a docx" in refused(archive(**{"a.txt": b"56"}))
    assert "damaged" in refused(archive(word__document_xml=b"<a"))


def test_extract_refuses_an_encrypted_archive() -> None:
    content = bytearray(archive(word__document_xml=b"<a/>"))
    content[6] |= 1
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1

    assert "encrypted" in refused(bytes(content))


def test_extract_deeply_nested_document_ends() -> None:
    deep = "<w:sdt>" * 500 + "<w:p><w:r><w:t>56</w:t></w:r></w:p>" + "</w:sdt>" * 500
    body = f'<w:document xmlns:w="{W}"><w:body>{deep}</w:body></w:document>'

    assert extract(archive(word__document_xml=body.encode())).text == ""
