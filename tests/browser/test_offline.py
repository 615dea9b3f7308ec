"""The offline kit in a real browser that really loses its network."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

import make
from browser.conftest import Open
from heli.core.access.actions import revoke_devices
from heli.core.access.models import Device, User
from heli.core.acts import SYSTEM, Actor
from heli.core.files.models import File
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.shell.web import delivering
from looks import barriers, too_wide
from make_advice import Office, office
from shell.field import offhand


pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "路灯坏了三盏"
READ_ALL = """async () => {
  const text = new TextDecoder("utf-8", { fatal: false });
  const said = [];
  const tell = (value) => {
    if (value instanceof ArrayBuffer) said.push(text.decode(value));
    else if (ArrayBuffer.isView(value)) said.push(text.decode(value));
    else if (value instanceof CryptoKey) said.push(`key extractable=${value.extractable}`);
    else if (value && typeof value === "object") Object.entries(value).forEach(([k, v]) => { said.push(k); tell(v); });
    else said.push(String(value));
  };
  const names = (await indexedDB.databases()).map((one) => one.name);
  for (const name of names) {
    const base = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        const r = base.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result);
      });
      rows.forEach(tell);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) said.push(`cached ${new URL(request.url).pathname}`);
  }
  return { names, said: said.join("\\n") };
}"""
NOTE = """async ([name, title, size]) => {
  const { keepPhoto } = await import("/static/shell/js/offline/photos.js");
  const { handIn } = await import("/static/shell/js/offline/outbox.js");
  const canvas = new OffscreenCanvas(size, size);
  const pen = canvas.getContext("2d");
  const dots = pen.createImageData(size, size);
  for (let n = 0; n < dots.data.length; n += 1) dots.data[n] = n % 4 === 3 ? 255 : Math.random() * 255;
  pen.putImageData(dots, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  const photo = await keepPhoto(new File([blob], "IMG.jpg", { type: "image/jpeg" }));
  await handIn({
    name, label: "note", subject: "", said: { title: [title] }, files: { photo: [photo] },
    url: "/field/", title, captured_at: new Date().toISOString(),
  });
}"""
DELIVER = """async () => (await import("/static/shell/js/offline/sync.js")).deliver()"""


def account(actor: Actor) -> User:
    party = Party.objects.get(pk=actor.party_id)
    return User.objects.filter(party=party).first() or make.user(party)


@pytest.fixture
def here(transactional_db: None) -> Office:
    return office()


@pytest.fixture
def phone(browser: Browser, open_page: Open, here: Office) -> Iterator[Page]:
    """A phone on which the field face was opened once. Losing the network is no mistake here."""
    first = open_page("/field/offline/", who=account(here.author), width=360, language="en")
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, storage_state=first.context.storage_state()
    )
    page = context.new_page()
    page.goto(first.url.replace("offline/", ""))
    ready(page)
    yield page
    context.close()


def ready(page: Page, state: str = "online") -> None:
    """Until a contact with the server is over, and the worker is there."""
    page.wait_for_selector(f"html[data-field={state}]")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def go(page: Page, path: str) -> None:
    page.goto(page.url.split("/field/")[0] + path)


def write(page: Page, here: Office, title: str = "路灯") -> None:
    go(page, f"/field/advice/{here.call.uid}/")
    page.wait_for_selector("form[data-offline=ready]")
    page.fill("#id_title", title)
    page.fill("#id_body", SECRET)


def hand_in(page: Page) -> None:
    page.locator(".form-actions .button-primary").click()
    page.wait_for_url(re.compile("/field/outbox/"))
    page.wait_for_selector("[data-drawn]")


def listed(page: Page, state: str) -> list[str]:
    """What a list names. A page that was carried along is loaded anew once there is a network."""
    named = page.locator(f"[data-list={state}] [data-fill=title]")
    with suppress(Error):
        return named.all_inner_texts()
    page.wait_for_selector("[data-drawn]")
    return named.all_inner_texts()


def titles() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("title", flat=True))


def test_a_cold_start_without_network_shows_what_was_taken_along(phone: Page, here: Office) -> None:
    phone.context.set_offline(True)
    again = phone.context.new_page()
    phone.close()
    again.goto(phone.url)

    expect(again.locator("[data-stale]")).to_be_visible()
    expect(again.locator("[data-connection]")).to_have_text(re.compile("Offline"))
    again.get_by_text("Write down a proposal").click()
    again.get_by_text(here.call.title).click()
    expect(again.locator("#id_title")).to_be_visible()
    again.goto(again.url.split("/field/")[0] + "/field/nowhere/")
    expect(again.locator("h1")).to_have_text("No network")


def test_a_draft_is_kept_as_it_is_typed_and_found_again(phone: Page, here: Office) -> None:
    phone.context.set_offline(True)
    write(phone, here)
    expect(phone.locator("[data-kept]")).to_have_text(re.compile(r"^Kept on this phone \d\d:\d\d"))

    # The browser is killed: no farewell, no second chance to save.
    phone.close()
    again = phone.context.new_page()
    again.goto(phone.url.split("/field/")[0] + "/field/outbox/")
    again.get_by_text("Go on writing").click()

    expect(again.locator("#id_body")).to_have_value(SECRET)
    assert titles() == []


def test_what_is_done_offline_reaches_the_server_once_after_replays_and_a_lost_answer(
    phone: Page, here: Office
) -> None:
    phone.context.set_offline(True)
    write(phone, here)
    hand_in(phone)
    assert (listed(phone, "waiting"), titles()) == (["路灯"], [])

    lost: list[str] = []

    def lose(route: Route) -> None:
        # The server takes it; its answer never arrives.
        lost.append(route.fetch().text())
        route.abort()

    phone.context.route("**/field/sync/", lose, times=2)
    phone.context.set_offline(False)
    for _ in range(2):
        phone.evaluate(DELIVER)
    assert titles() == ["路灯"]
    phone.evaluate(DELIVER)

    phone.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert (listed(phone, "delivered"), listed(phone, "waiting")) == (["路灯"], [])
    assert len(lost) == 2
    assert titles() == ["路灯"]


def test_what_is_refused_comes_back_with_its_sentence_and_all_that_was_typed(
    phone: Page, here: Office
) -> None:
    phone.context.set_offline(True)
    write(phone, here, title="关于★绝密★的建议")
    phone.fill("#id_body", "绝密★ " + SECRET)
    hand_in(phone)
    phone.context.set_offline(False)

    phone.wait_for_selector("[data-list=returned]:not([hidden])")
    expect(phone.locator("[data-list=returned] [data-fill=sentence]")).to_contain_text("Classified")
    phone.get_by_text("Correct it").click()
    expect(phone.locator("[data-refusal]")).to_contain_text("Classified")
    expect(phone.locator("#id_body")).to_have_value("绝密★ " + SECRET)

    phone.fill("#id_title", "关于路灯的建议")
    phone.fill("#id_body", SECRET)
    hand_in(phone)
    phone.wait_for_selector("[data-list=delivered]:not([hidden])")
    assert titles() == ["关于路灯的建议"]
    assert listed(phone, "returned") == []


def test_a_session_that_ended_loses_nothing_and_asks_to_sign_in(phone: Page, here: Office) -> None:
    write(phone, here)
    phone.context.clear_cookies(name="heli_session")
    hand_in(phone)

    expect(phone.locator("[data-signin]").first).to_be_visible()
    assert (listed(phone, "waiting"), titles()) == (["路灯"], [])


def test_a_photo_goes_on_where_it_was_cut_off(phone: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "PIECE", 30_000)
    sent: list[int] = []

    def cut(route: Route) -> None:
        sent.append(int(route.request.headers["upload-offset"]))
        if len(sent) == 3:
            route.abort()
        elif len(sent) == 5:
            # It arrived; the answer did not.
            route.fetch()
            route.abort()
        else:
            route.continue_()

    phone.context.route(
        "**/field/uploads/*/", lambda r: cut(r) if r.request.method == "PATCH" else r.continue_()
    )
    phone.evaluate(NOTE, [offhand.NOTE, "with photo", 500])
    for _ in range(3):
        phone.evaluate(DELIVER)

    file = File.objects.get()
    assert (file.name, file.blob.mime) == ("with photo", "image/jpeg")
    assert len(sent) > 6
    # The third was sent again from its place, the fifth was not.
    assert (sent[3], sent[5]) == (sent[2], sent[4] + 30_000)
    assert sent.count(0) == 1


def test_nothing_on_the_phone_can_be_read_and_no_page_is_in_the_cache(
    phone: Page, here: Office
) -> None:
    phone.context.set_offline(True)
    write(phone, here)
    hand_in(phone)
    phone.evaluate(NOTE, [offhand.NOTE, SECRET, 200])

    found = phone.evaluate(READ_ALL)

    said = found["said"]
    assert [
        word for word in (SECRET, "路灯", here.author.name, here.call.title, "JFIF") if word in said
    ] == []
    assert "key extractable=false" in said
    cached = set(re.findall("cached (.*)", said))
    assert {path for path in cached if not path.startswith("/static/")} == {"/field/offline/"}


def leave(page: Page, answer: str) -> list[str]:
    """Sign out on one's own page; what was asked on the way."""
    asked: list[str] = []

    def decide(dialog: Any) -> None:
        asked.append(dialog.message)
        getattr(dialog, answer)()

    page.on("dialog", decide)
    go(page, "/field/me/")
    ready(page)
    # Whoever goes on before it was answered takes the page away from under it.
    with page.expect_event("dialog"):
        page.locator("main form[data-signout] button").click()
    page.wait_for_function("() => true")
    return asked


def test_signing_out_says_what_is_lost_and_wipes_the_phone(phone: Page, here: Office) -> None:
    write(phone, here)
    expect(phone.locator("[data-kept]")).to_have_text(re.compile("^Kept"))

    asked = leave(phone, "accept")
    phone.wait_for_url(re.compile(r"//[^/]+/$"))

    assert asked == [
        "1 things on this phone are not delivered. Signing out deletes them. Sign out all the same?"
    ]
    found = phone.evaluate(READ_ALL)
    assert found["names"] == ["heli-field"]
    assert "key extractable" not in found["said"]
    phone.context.set_offline(True)
    phone.goto(phone.url + "field/")
    expect(phone.locator("h1")).to_have_text("No network")


def test_signing_out_can_be_thought_over(phone: Page, here: Office) -> None:
    write(phone, here)
    expect(phone.locator("[data-kept]")).to_have_text(re.compile("^Kept"))

    leave(phone, "dismiss")

    go(phone, "/field/outbox/")
    phone.wait_for_selector("[data-drawn]")
    assert listed(phone, "draft") == ["路灯"]


def test_a_revoked_phone_forgets_at_its_next_contact_even_signed_out(
    phone: Page, here: Office
) -> None:
    write(phone, here)
    expect(phone.locator("[data-kept]")).to_have_text(re.compile("^Kept"))
    revoke_devices(list(Device.objects.all()), by=SYSTEM, at=make.AT)
    phone.context.clear_cookies(name="heli_session")

    assert phone.evaluate(DELIVER) == "revoked"

    found = phone.evaluate(READ_ALL)
    assert (found["names"], "key extractable" in found["said"]) == (["heli-field"], False)


def test_what_had_no_contact_for_too_long_is_forgotten(phone: Page, here: Office) -> None:
    write(phone, here)
    expect(phone.locator("[data-kept]")).to_have_text(re.compile("^Kept"))
    phone.context.set_offline(True)
    phone.context.add_init_script("Date.now = () => new Date().getTime() + 8 * 24 * 3600 * 1000;")

    go(phone, "/field/outbox/")
    phone.wait_for_selector("[data-outbox]")
    phone.wait_for_function("async () => (await indexedDB.databases()).length === 1")

    assert "key extractable" not in phone.evaluate(READ_ALL)["said"]


PATHS: list[Callable[[Office], str]] = [
    lambda _o: "/field/",
    lambda _o: "/field/outbox/",
    lambda _o: "/field/me/",
    lambda _o: "/field/offline/",
    lambda _o: "/field/advice/",
    lambda o: f"/field/advice/{o.call.uid}/",
    lambda _o: "/desk/phones/",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_open_to_everybody_and_fits_a_phone(
    here: Office, open_page: Open, path: Callable[[Office], str]
) -> None:
    user = account(here.author)
    pages = [
        open_page(path(here), who=user, width=1280),
        open_page(path(here), who=user, width=360, language="en", theme="dark"),
        open_page(path(here), who=user, width=360, size="elder"),
    ]

    for page in pages:
        assert barriers(page) == []
        assert too_wide(page) == 0


def test_without_scripts_the_form_is_a_plain_form(here: Office, open_page: Open) -> None:
    page = open_page(f"/field/advice/{here.call.uid}/", who=account(here.author), js=False)

    page.fill("#id_title", "路灯")
    page.fill("#id_body", SECRET)
    page.locator(".form-actions .button-primary").click()

    assert titles() == ["路灯"]
