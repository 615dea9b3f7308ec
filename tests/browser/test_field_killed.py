"""The field face under a browser that kills it, has no room, or was left behind by two versions (R21).

``HELI_FULL=1`` kills a tab a hundred times instead of six.
"""

import os
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect

from browser.conftest import Open
from browser.test_field_grid import here, phone_of  # noqa: F401  -- fixtures
from browser.test_offline import account, go, hand_in, listed, ready
from heli.core.files import arriving
from heli.loops.grid.models import Photo, Report
from heli.shell.field import delivery
from heli.shell.web import delivering
from make_grid import Centre


pytestmark = pytest.mark.django_db(transaction=True)
FULL = os.environ.get("HELI_FULL") == "1"
STEPS = 6
WORDS, PLACE = "墙边有垃圾", "墙边"
REPORT = "/field/grid/report/"
QUOTA = 5_000_000


def noisy(folder: Path, edge: int, n: int = 0) -> str:
    """A photo that cannot be made much smaller."""
    path = folder / f"IMG_{n}.jpg"
    Image.effect_noise((edge, edge), 90).convert("RGB").save(path, "JPEG", quality=90)
    return str(path)


def killed(page: Page) -> Page:
    """The tab dies without a farewell; another one is opened. Returns that."""
    context, root = page.context, page.url.split("/field/")[0]
    with suppress(Error):
        page.goto("chrome://crash")
    with suppress(Error):
        page.close()
    again = context.new_page()
    again.goto(f"{root}/field/outbox/")
    again.wait_for_selector("[data-drawn]")
    return again


def typed(page: Page) -> None:
    """Place and words; the outbox calls it by the place."""
    page.fill("#id_place", PLACE)
    page.fill("#id_text", WORDS)


def written_on(page: Page) -> None:
    page.locator("[data-list=draft] a[data-for=draft]").click()
    page.wait_for_selector("form[data-offline=ready]")


@pytest.mark.parametrize("run", range(100 // STEPS + 1 if FULL else 1))
def test_a_tab_that_is_killed_at_any_step_of_a_report_loses_nothing(
    here: Centre,  # noqa: F811  -- the fixtures
    phone_of: Any,  # noqa: F811  -- the same
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: int,
) -> None:
    chance = random.Random(run)  # noqa: S311  -- where it is cut, no secret
    monkeypatch.setattr(delivering, "PIECE", 30_000)
    page = phone_of(here.worker)
    page.context.set_offline(True)

    page.get_by_role("link", name="上报").first.click()
    page.wait_for_selector("form[data-offline=ready]")
    page.set_input_files("#id_near", noisy(tmp_path, chance.randint(400, 700)))
    expect(page.locator("[data-photos=near] img")).to_have_count(1)
    page = killed(page)  # 1: photo chosen
    written_on(page)
    expect(page.locator("[data-photos=near] img")).to_have_count(1)

    typed(page)
    expect(page.locator("[data-kept]")).not_to_be_empty()
    page = killed(page)  # 2: words typed
    written_on(page)
    expect(page.locator("#id_text")).to_have_value(WORDS)
    expect(page.locator("[data-photos=near] img")).to_have_count(1)

    hand_in(page)
    page = killed(page)  # 3: handed in, waiting
    assert (listed(page, "waiting"), listed(page, "draft")) == ([PLACE], [])
    assert Report.objects.count() == 0

    arrived = cut_after(chance.randint(1, 3), monkeypatch)
    page.context.set_offline(False)
    # The page said offline all the time: what counts is that the server went away.
    for _n in range(300):
        if arrived["refused"]:
            break
        page.wait_for_timeout(100)
    page = killed(page)  # 4: half uploaded
    assert (listed(page, "waiting"), Report.objects.count()) == ([PLACE], 0)
    half = arrived["pieces"]

    lose_the_answer(monkeypatch)
    arrived["cut"] = False
    page.evaluate("async () => (await import('/static/shell/js/offline/sync.js')).deliver()")
    assert Report.objects.count() == 1
    page = killed(page)  # 5: taken, but nobody said so
    page.wait_for_selector("[data-list=delivered]:not([hidden])")
    page = killed(page)  # 6: delivered
    assert (listed(page, "delivered"), listed(page, "waiting")) == ([PLACE], [])
    assert [one.text for one in Report.objects.all()] == [WORDS]
    assert Photo.objects.count() == 1
    # What had arrived was not sent again.
    assert half >= 1
    assert arrived["twice"] == 0


def cut_after(pieces: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The server goes away after so many pieces, until ``cut`` is taken back."""
    seen: dict[str, Any] = {"pieces": 0, "twice": 0, "cut": True, "refused": 0}
    go_on, offsets = arriving.go_on, set()

    def go_on_until(upload: Any, piece: bytes, *, offset: int) -> Any:
        if seen["cut"] and seen["pieces"] >= pieces:
            seen["refused"] += 1
            raise OperationalError
        seen["pieces"] += 1
        seen["twice"] += offset in offsets
        offsets.add(offset)
        return go_on(upload, piece, offset=offset)

    monkeypatch.setattr(arriving, "go_on", go_on_until)
    return seen


def lose_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next batch is done, and the server goes away before it says so."""
    deliver = delivery.deliver

    def deliver_and_go(request: Any, lines: Any) -> Any:
        deliver(request, lines)
        monkeypatch.setattr(delivering, "deliver", deliver)
        raise OperationalError

    monkeypatch.setattr(delivering, "deliver", deliver_and_go)


SHOWN_OR_SAID = """(n) => document.querySelectorAll("[data-photos=near] img").length > n
  || !document.querySelector("[data-no-room]").hidden"""


def test_a_phone_with_five_megabytes_says_when_they_are_full_and_keeps_what_it_shows(
    here: Centre,  # noqa: F811  -- the fixture
    browser: Browser,
    open_page: Open,
    tmp_path: Path,
) -> None:
    first = open_page("/", who=account(here.worker))
    origin = first.url.rstrip("/")
    context = browser.new_context(storage_state=first.context.storage_state())
    # Before anything is written: Chromium asks how much room there is only every 30 seconds.
    keeper, page = context.new_page(), context.new_page()
    keeper.goto(origin)
    devtools = context.new_cdp_session(keeper)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": QUOTA})
    page.goto(f"{origin}/field/")
    ready(page)
    go(page, REPORT)
    page.wait_for_selector("form[data-offline=ready]")
    context.set_offline(True)
    typed(page)
    expect(page.locator("[data-kept]")).not_to_be_empty()

    taken = 0
    for n in range(6):
        page.set_input_files("#id_near", noisy(tmp_path, 1400, n))
        page.wait_for_function(SHOWN_OR_SAID, arg=taken)
        if page.locator("[data-no-room]").is_visible():
            break
        taken += 1
    expect(page.locator("[data-no-room]")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value(WORDS)
    assert 0 < taken < 6

    # Killed here, what was shown before is there; with room again the rest goes on.
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    page = killed(page)
    written_on(page)
    expect(page.locator("[data-photos=near] img")).to_have_count(taken)
    expect(page.locator("#id_text")).to_have_value(WORDS)
    hand_in(page)
    page.context.set_offline(False)
    page.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert (Report.objects.get().text, Photo.objects.count()) == (WORDS, taken)
    context.close()


REBUILD = """async ([stores, version]) => {
  const asked = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const { openVault } = await import("/static/shell/js/offline/vault.js");
  const { base, device } = await openVault();
  const kept = {};
  for (const store of base.objectStoreNames) {
    kept[store] = await asked(base.transaction(store).objectStore(store).getAll());
  }
  base.close();
  await asked(indexedDB.deleteDatabase(`heli-field-${device}`));
  const request = indexedDB.open(`heli-field-${device}`, version);
  request.onupgradeneeded = () => {
    stores.forEach((store) => request.result.createObjectStore(store, { keyPath: "id" }));
  };
  const made = await asked(request);
  for (const store of stores) {
    const open = made.transaction(store, "readwrite").objectStore(store);
    for (const row of kept[store] ?? []) await asked(open.put(row));
  }
  made.close();
  return Object.fromEntries(stores.map((store) => [store, (kept[store] ?? []).length]));
}"""
"""The phone's database as another version made it: fewer stores, or more, under its number."""


@pytest.mark.parametrize(
    ("stores", "number"),
    [
        (["kept", "operations", "photos"], 1),
        (["kept", "operations", "photos", "pages", "of_later"], 7),
    ],
    ids=["two versions older", "two versions newer"],
)
def test_a_database_of_another_version_is_taken_over_with_its_drafts(
    here: Centre,  # noqa: F811  -- the fixtures
    phone_of: Any,  # noqa: F811  -- the same
    stores: list[str],
    number: int,
) -> None:
    page = phone_of(here.worker)
    page.context.set_offline(True)
    page.get_by_role("link", name="上报").first.click()
    page.wait_for_selector("form[data-offline=ready]")
    typed(page)
    expect(page.locator("[data-kept]")).not_to_be_empty()
    there = page.evaluate(REBUILD, [stores, number])
    assert (there["kept"] > 0, there["operations"]) == (True, 1)
    page.context.set_offline(False)

    page = killed(page)
    ready(page)
    assert listed(page, "draft") == [PLACE]
    # Pages are taken along as ever.
    page.evaluate("async () => (await import('/static/shell/js/offline/carry.js')).takeAlong()")
    page.context.set_offline(True)
    written_on(page)
    expect(page.locator("#id_text")).to_have_value(WORDS)
    hand_in(page)
    page.context.set_offline(False)
    page.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert Report.objects.get().text == WORDS


def test_a_face_whose_words_the_server_has_forgotten_says_so_and_keeps_them(
    here: Centre,  # noqa: F811  -- the fixtures
    phone_of: Any,  # noqa: F811  -- the same
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = phone_of(here.worker)
    page.context.set_offline(True)
    page.get_by_role("link", name="上报").first.click()
    page.wait_for_selector("form[data-offline=ready]")
    typed(page)
    hand_in(page)
    spoken = delivery.VERSIONS
    monkeypatch.setattr(delivery, "VERSIONS", (max(spoken) + 2,))
    page.context.set_offline(False)

    page.wait_for_selector("[data-list=returned]:not([hidden])")
    expect(page.locator("[data-list=returned] [data-fill=sentence]")).to_contain_text("重新加载")
    assert (listed(page, "returned"), Report.objects.count()) == ([PLACE], 0)

    # The face of today comes with the next page; the server speaks its words.
    monkeypatch.setattr(delivery, "VERSIONS", spoken)
    page = killed(page)
    page.locator("[data-list=returned] button[data-act=again]").click()
    page.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert Report.objects.get().text == WORDS
