"""A sealed brief on paper."""

import io

import pytest

from heli.loops.briefs.documents import paper_of
from heli.loops.briefs.queries.issued import issued
from heli.shell.documents import Masthead, Picture, Table, to_docx
from loops.briefs.offices import Office


URL = "https://heli.example/verify/"


def test_paper_of_numbers_its_figures_and_lists_their_sources(office: Office) -> None:
    brief = office.sealed()

    paper = paper_of(issued(brief.code), verify_url=URL)

    table = next(b for b in paper.blocks if isinstance(b, Table))
    assert [(row[0], row[1], row[3]) for row in table.rows] == [
        ("1", "5封", "5"),
        ("2", "3封", "3"),
    ]
    assert all("每封一次" in row[2] for row in table.rows)
    head = next(b for b in paper.blocks if isinstance(b, Masthead))
    assert (head.name, head.number, head.right) == ("简报", "第1期（总第1期）", "2020年2月10日")


def test_paper_of_carries_the_code_as_a_picture(office: Office) -> None:
    brief = office.sealed()

    paper = paper_of(issued(brief.code), verify_url=URL)

    picture = next(b for b in paper.blocks if isinstance(b, Picture))
    assert picture.png.startswith(b"\x89PNG")
    assert brief.code in picture.caption


def test_docx_of_a_brief_reads_as_it_was_sealed(office: Office) -> None:
    from docx import Document

    brief = office.sealed()

    document = Document(io.BytesIO(to_docx(paper_of(issued(brief.code), verify_url=URL))))

    text = [p.text for p in document.paragraphs]
    assert "收到来信5封[1]，答复3封[2]。" in [line.strip("　 ") for line in text]


@pytest.mark.parametrize("code", ["ABCDE-FGHJK", "", "x" * 60])
def test_issued_of_an_unknown_code_is_nothing(db: None, code: str) -> None:
    assert issued(code) is None
