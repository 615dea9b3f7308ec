"""In the dark everything is seen: what is drawn by others stands on a ground it can be told from."""

import pytest

from browser.conftest import Open


pytestmark = pytest.mark.django_db(transaction=True)

LIGHTNESS = """e => { const [r, g, b] = getComputedStyle(e).backgroundColor.match(/[\\d.]+/g);
  return (+r + +g + +b) / 765; }"""


def test_the_code_of_the_second_factor_keeps_a_light_edge_to_be_scanned(open_page: Open) -> None:
    page = open_page("/account/second-factor/add/", theme="dark", language="en")
    code = page.locator("img.qr")

    assert code.evaluate(LIGHTNESS) == 1
    assert code.evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)") >= 8


@pytest.mark.parametrize(("theme", "filtered"), [("light", "none"), ("dark", "invert")])
def test_the_buttons_of_a_map_are_no_white_box_in_the_dark(
    open_page: Open, theme: str, filtered: str
) -> None:
    page = open_page("/desk/gallery/", theme=theme, language="en")
    page.locator(".maplibregl-ctrl-zoom-in").first.wait_for()

    drawn = page.locator(".maplibregl-ctrl-group").first
    assert drawn.evaluate("e => getComputedStyle(e).filter").startswith(filtered)


@pytest.mark.parametrize("how", ["by choice", "by the system"])
def test_paper_is_light(open_page: Open, how: str) -> None:
    page = open_page(
        "/desk/gallery/", language="en", **({"theme": "dark"} if "choice" in how else {})
    )
    page.emulate_media(media="print", color_scheme="dark")

    colour = (
        "e => getComputedStyle(e).color.match(/\\d+/g).reduce((sum, part) => sum + +part, 0) / 765"
    )
    assert page.locator("main .state-ok").first.evaluate(colour) < 0.5
