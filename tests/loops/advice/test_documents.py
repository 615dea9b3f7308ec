"""Issues as they leave the house."""

import io
from typing import Any

import pytest

from heli.loops.advice.actions.issuing import describe_issue
from heli.loops.advice.documents.issues import paper_of
from heli.shell.documents import to_docx, to_pdf
from make_advice import office


pytestmark = pytest.mark.django_db


def docx_of(content: bytes) -> Any:
    """A docx, opened."""
    from docx import Document

    return Document(io.BytesIO(content))


def pdf_text(content: bytes) -> str:
    """What stands in a PDF."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_an_issue_has_head_note_contents_items_and_foot() -> None:
    here = office()
    issue = here.issue(here.approved("关于甲事的建议"), here.approved("关于乙事的建议"))
    describe_issue(
        issue, note="现编发供参阅。", copies=60, editor="示例编", by=here.clerk, at=here.at
    )
    issue = here.release(issue)

    lines = [p.text for p in docx_of(to_docx(paper_of(issue, today=here.at.date()))).paragraphs]

    assert lines[0] == "内部资料·注意保存"
    assert lines[1] == "示例要报"
    assert lines[2] == "第1期（总第208期）"
    assert lines[3] == "\u3000示例市社会科学界联合会编印\t2020年2月10日\u3000"
    body = "\n".join(lines)
    for said in ("编者按：现编发供参阅。", "目录", "关于甲事的建议", "（已编审）", "报：示例市委"):
        assert said in body
    assert lines[-1].startswith("\u3000责任编辑：示例编　签发：")
    assert lines[-1].endswith("\t共印60份\u3000")


def test_an_issue_that_is_not_released_says_so() -> None:
    here = office()

    paper = paper_of(here.issue(here.approved()), today=here.at.date())

    assert to_docx(paper)[:2] == b"PK"
    assert paper.blocks[0].number == "（未编号）"  # type: ignore[union-attr]


def test_an_issue_of_public_items_carries_no_mark() -> None:
    here = office()
    issue = here.issue(here.approved(paper=here.public_paper()))

    assert paper_of(issue, today=here.at.date()).blocks[0].marks == ()  # type: ignore[union-attr]


def test_the_pdf_says_what_the_word_file_says() -> None:
    here = office()
    issue = here.released(here.approved("关于甲事的建议"))

    said = pdf_text(to_pdf(paper_of(issue, today=here.at.date())))

    for words in ("示例要报", "第1期（总第208期）", "关于甲事的建议", "共印1份"):
        assert words in said
