"""Page, grid, faces and rules of a docx, in the numbers of GB/T 9704-2012."""

from typing import Any


FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
LATIN = "Times New Roman"
DEEP_RED = (0xCC, 0x00, 0x00)

BODY_PT = 16
TEXT_WIDTH_MM = 156
TEXT_HEIGHT_MM = 225
LINES, CHARACTERS = 22, 28
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
FOOTER_MM = 25.5
_MM_PER_INCH, _PT_PER_INCH = 25.4, 72
LINE_PT = 28.95
"""225 mm over 22 lines is 28.99 pt; 28.95 pt is what keeps the 22nd line on the page in Word."""


class Measures:
    """Lengths as python-docx wants them; it is imported only when a document is made."""

    @property
    def char(self) -> Any:
        """The width of one character of body text."""
        return self.pt(TEXT_WIDTH_MM / _MM_PER_INCH * _PT_PER_INCH / CHARACTERS)

    def pt(self, n: float) -> Any:
        """Points."""
        from docx.shared import Pt

        return Pt(n)

    def mm(self, n: float) -> Any:
        """Millimetres."""
        from docx.shared import Mm

        return Mm(n)

    def at_least(self, points: float) -> Any:
        """An exact line height in points; what is set larger than the grid needs its own."""
        return self.pt(points)


LINE = Measures()


def lay_out(document: Any) -> None:
    """Paper, margins, grid, body style and page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = LINE.mm(210), LINE.mm(297)
    section.top_margin, section.bottom_margin = LINE.mm(TOP_MM), LINE.mm(BOTTOM_MM)
    section.left_margin, section.right_margin = LINE.mm(LEFT_MM), LINE.mm(RIGHT_MM)
    section.footer_distance = LINE.mm(FOOTER_MM)
    _grid(section)
    _body_style(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, right=True)
    _page_number(section.even_page_footer, right=False)


def _grid(section: Any) -> None:
    grid = _element(section._sectPr, "w:docGrid")  # noqa: SLF001  -- python-docx has no grid
    pitch = TEXT_WIDTH_MM / _MM_PER_INCH * _PT_PER_INCH / CHARACTERS
    grid.set(_name("w:type"), "linesAndChars")
    grid.set(_name("w:linePitch"), str(round(LINE_PT * 20)))
    grid.set(_name("w:charSpace"), str(round((pitch - BODY_PT) * 4096)))


def _body_style(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.size = LINE.pt(BODY_PT)
    normal.font.name = LATIN
    _east_asian(normal.element.get_or_add_rPr(), FANGSONG)
    shape = normal.paragraph_format
    shape.line_spacing = LINE.pt(LINE_PT)
    shape.space_before = shape.space_after = LINE.pt(0)
    shape.widow_control = False
    for level in (1, 2):
        style = document.styles[f"Heading {level}"]
        style.font.color.rgb, style.font.bold = None, False
        _east_asian(style.element.get_or_add_rPr(), XIAOBIAOSONG)


def _page_number(footer: Any, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    side = "right_indent" if right else "left_indent"
    setattr(line.paragraph_format, side, LINE.pt(14))
    line.add_run("— ")
    _field(line, "PAGE")
    line.add_run(" —")
    face(line, SONGTI, size=14)


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r  # noqa: SLF001  -- python-docx has no fields
        if kind:
            _element(run, "w:fldChar").set(_name("w:fldCharType"), kind)
        else:
            _element(run, "w:instrText").text = text


def face(
    target: Any,
    name: str,
    *,
    size: float | None = None,
    colour: tuple[int, int, int] | None = None,
    bold: bool | None = None,
) -> None:
    """Set the Chinese face, size and colour of a run or of all runs of a paragraph."""
    from docx.shared import RGBColor

    for run in getattr(target, "runs", None) or [target]:
        if not hasattr(run, "font"):
            continue
        if name:
            run.font.name = LATIN
            _east_asian(run._r.get_or_add_rPr(), name)  # noqa: SLF001  -- python-docx knows no Chinese face
        if size:
            run.font.size = LINE.pt(size)
        if colour:
            run.font.color.rgb = RGBColor(*colour)
        if bold is not None:
            run.bold = bold


def tab_right(paragraph: Any, at_mm: float) -> None:
    """A tab stop that sets what follows flush right."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(LINE.mm(at_mm), WD_TAB_ALIGNMENT.RIGHT)


def rule(paragraph: Any, side: str, *, eighths: int, colour: str = "000000") -> None:
    """A line above or below a paragraph, ``eighths`` of a point thick."""
    borders = _element(paragraph._p.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001  -- python-docx has no borders
    line = _element(borders, f"w:{side}")
    for key, value in (("val", "single"), ("sz", eighths), ("space", 4), ("color", colour)):
        line.set(_name(f"w:{key}"), str(value))


def _east_asian(properties: Any, name: str) -> None:
    _element(properties, "w:rFonts").set(_name("w:eastAsia"), name)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    qualified: str = qn(tag)
    return qualified


def _element(parent: Any, tag: str) -> Any:
    """The child of that name, made if there is none. Run content is always made anew."""
    from docx.oxml import OxmlElement

    found = parent.find(_name(tag))
    if found is None:
        found = OxmlElement(tag)
        if tag == "w:pBdr":
            parent.insert_element_before(found, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
        else:
            parent.append(found)
    return found
