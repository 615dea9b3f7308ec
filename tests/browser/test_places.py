"""Areas as people meet them: a map with its table, on a phone, by keyboard, without scripts."""

import pytest

import make
from browser.conftest import Open
from heli.core.access.enums import Role
from heli.core.access.models import User
from heli.core.parties.models import Party
from heli.core.places.models import Area
from heli.core.places.queries import successions_of
from looks import barriers, follow, too_wide


pytestmark = pytest.mark.django_db(transaction=True)
READY = "[data-map-ready]"


def admin() -> User:
    who = make.actor(Role.ORG_ADMIN, over=make.federation())
    return make.user(Party.objects.get(pk=who.party_id))


def village() -> Area:
    outline = make.outline(119.8, 31.4, wide=0.02, high=0.01)
    made = make.area(kind="community", name="示例村", geometry=outline)
    for number in range(2):
        text = make.outline(119.8 + 0.01 * number, 31.4)
        make.area(made, kind="grid", name=f"第{number}网格", geometry=text)
    return made


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_areas_have_no_barriers_and_fit(open_page: Open, width: int) -> None:
    user, made = admin(), village()
    for path in ("", f"{made.uid}/", f"{made.children.first().uid}/split/", "import/", "sites/"):
        page = open_page(f"/desk/places/{path}", width=width, who=user)
        if page.locator("[data-map]").count():
            page.wait_for_selector(READY)

        assert barriers(page) == []
        assert too_wide(page) == 0


def test_a_row_lights_up_its_outline_and_keys_move_the_map(open_page: Open) -> None:
    made = village()
    page = open_page(f"/desk/places/{made.uid}/", who=admin())
    page.wait_for_selector(READY)
    row = page.locator("tr[data-map-key]").first

    row.locator("a").focus()
    assert row.get_attribute("data-map-lit") is not None
    page.keyboard.press("Shift+Tab")
    assert row.get_attribute("data-map-lit") is None
    canvas = page.locator("[data-map-canvas] canvas")
    assert canvas.get_attribute("tabindex") == "0"
    assert page.locator(".map-table").get_attribute("open") is not None


def test_a_click_on_an_outline_opens_its_page(open_page: Open) -> None:
    made = village()
    page = open_page(f"/desk/places/{made.uid}/", who=admin())
    page.wait_for_selector(READY)
    box = page.locator("[data-map-canvas]").bounding_box()
    assert box is not None
    page.wait_for_timeout(500)

    page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    page.wait_for_url(f"**/desk/places/{made.children.get(name='第0网格').uid}/")


def test_a_grid_is_split_where_somebody_clicked(open_page: Open) -> None:
    one = village().children.get(name="第0网格")
    page = open_page(f"/desk/places/{one.uid}/split/", who=admin())
    page.wait_for_selector(READY)
    canvas = page.locator("[data-map-canvas]")
    box = canvas.bounding_box()
    assert box is not None

    for part in (0.01, 0.99):
        canvas.click(position={"x": box["width"] * 0.45, "y": box["height"] * part})
        page.wait_for_timeout(400)
    page.locator("#id_names").fill("东半格\n西半格")
    page.locator("#id_reason").fill("网格调整")
    page.locator("main button[type=submit]").click()

    page.wait_for_url("**/desk/places/*/")
    assert [s.after.name for s in successions_of(one)] == ["东半格", "西半格"]


def test_without_scripts_the_table_says_it_all(open_page: Open) -> None:
    made = village()
    page = open_page(f"/desk/places/{made.uid}/", who=admin(), js=False)

    assert page.locator("[data-map-canvas]").is_hidden()
    follow(page, page.get_by_role("link", name="第1网格"))
    assert page.locator("h1").inner_text() == "第1网格"
