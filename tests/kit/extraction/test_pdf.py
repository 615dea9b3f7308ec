"""pdf by columns; scanned, encrypted and damaged ones with one line."""

import io

import pypdf  # noqa: TID253  -- a test of it
import pytest

from heli.kit.extraction import Unreadable, extract
from kit.extraction.making import pdf_of


PARAGRAPHS = [
    f"第{n}段：本月共走访学会{n * 7}家，收集意见建议{n * 13}条，其中采纳{n * 3}条，有关部门及时回复，群众表示满意。"
    for n in range(1, 17)
]
COLUMNS = ".c{columns:2;column-gap:1.2cm}"


def test_extract_single_column_joins_wrapped_lines() -> None:
    found = extract(pdf_of("".join(f"<p>{p}</p>" for p in PARAGRAPHS[:5])))

    assert found.text.split("\n")[:5] == PARAGRAPHS[:5]
    assert (found.warnings, found.media_type) == ((), "application/pdf")


def test_extract_two_columns_left_before_right_and_says_so() -> None:
    body = "<h1>工作简报</h1><div class=c>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>"

    found = extract(pdf_of(body, COLUMNS))

    assert [line for line in found.text.split("\n") if line] == ["工作简报", *PARAGRAPHS]
    assert [(r.page, r.of("zh")) for r in found.warnings] == [
        (1, "第 1 页按 2 栏排列，跨栏处请核对次序。")
    ]


def test_extract_paragraph_goes_on_in_the_next_column() -> None:
    words = "市社科联组织专家研究并形成成果共计一百二十三篇" * 60

    found = extract(pdf_of(f"<div class=c><p style='margin:0'>{words}</p></div>", COLUMNS))

    assert found.text.strip() == words


def test_extract_turned_text_is_told() -> None:
    body = "<p>正文共56篇。</p><div style='transform:rotate(90deg)'>侧栏</div>"

    found = extract(pdf_of(body))

    assert found.text.strip() == "正文共56篇。"
    assert [r.of("en")[:24] for r in found.warnings] == ["Page 1 has 1 vertical or"]


def written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as told:
        extract(content)
    return told.value.remark.en


def test_extract_refuses_a_scanned_pdf() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)

    assert refused(written(writer)).startswith("The pdf holds no text")


def test_extract_page_without_text_between_others_is_told() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("<p>正文共56篇。</p>")))
    writer.add_blank_page(200, 200)

    assert [r.page for r in extract(written(writer)).warnings] == [2]


def test_extract_refuses_an_encrypted_pdf() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("<p>正文</p>")))
    writer.encrypt("secret", algorithm="AES-256")

    assert "encrypted" in refused(written(writer))


def test_extract_reads_a_pdf_that_only_its_owner_may_change() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("<p>正文</p>")))
    writer.encrypt("", "owner", algorithm="AES-256")

    assert extract(written(writer)).text.strip() == "正文"


def test_extract_refuses_a_damaged_pdf() -> None:
    assert "damaged" in refused(b"%PDF-1.7\n" + b"garbage " * 40)


def test_extract_tells_page_by_page_how_far_it_is() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("<p>正文</p>")))
    writer.add_blank_page(200, 200)
    heard: list[tuple[int, int]] = []

    extract(written(writer), told=lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2)]


def test_extract_refuses_more_pages_than_any_report_has() -> None:
    writer = pypdf.PdfWriter()
    for _page in range(2001):
        writer.add_blank_page(10, 10)

    assert refused(written(writer)) == "More than 2000 pages; not read."


def test_extract_goes_on_after_a_damaged_page() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of("<p>正文共56篇。</p>")))
    broken = writer.add_blank_page(200, 200)
    broken[pypdf.generic.NameObject("/Contents")] = pypdf.generic.NumberObject(7)

    found = extract(written(writer))

    assert "正文共56篇" in found.text
    assert [r.page for r in found.warnings] == [2]
