"""Importing a list through the doors: given, looked at, confirmed, taken back; and who stays out."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.urls import reverse

from browse import client_of, downloaded, send, text
from heli.core.flow.models import Entry
from heli.core.ledger.checking import verify_ledger
from heli.core.ledger.models import Transaction
from heli.loops.giving import tasks
from heli.shell import clock
from heli.shell.forms import issue_key
from loops.giving.lists import new_book
from make_giving import House, giving


pytestmark = pytest.mark.django_db
PASTE = (
    "日期\t姓名\t金额\t票据号\n2020-02-03\t王小明\t５００\t0001\n2020-02-04\t李某\t41,379.99\t0002"
)


@pytest.fixture
def house(db: Any) -> House:
    return giving()


def given(house: House, browser: Any, **said: Any) -> Any:
    """A list as the form sends it; the answer."""
    return send(browser, "giving:new_import", house.appeal.uid, **said)


def worked(entry: Entry) -> Entry:
    """The import after the worker has looked at it, posted it or taken it back."""
    work = {"uploaded": tasks.check_import, "checked": tasks.check_import}
    work |= {"running": tasks.run_import, "undoing": tasks.undo_import}
    work[entry.state](entry=str(entry.uid), at=clock.now())
    entry.refresh_from_db()
    return entry


def imports() -> QuerySet[Entry]:
    return Entry.objects.filter(flow__startswith="giving.import")


def posted() -> int:
    return Transaction.objects.filter(reverses__isnull=True).count()


def test_a_paste_becomes_gifts_and_is_taken_back_as_a_whole(house: House) -> None:
    browser = client_of(house.clerk)

    page = given(house, browser, paste=PASTE).url
    entry = imports().get()
    assert "Looking at the rows" in text(browser.get(page))
    progress = reverse("giving:import_progress", args=[entry.uid])
    assert "every 1s" in text(browser.get(progress))
    worked(entry)
    assert browser.get(progress).headers["HX-Redirect"] == page
    preview = text(browser.get(page))
    assert all(word in preview for word in ("Voucher number", "王小明 · 李某", "Post these gifts"))
    assert ("41,879.99" in preview, posted()) == (False, 0)

    counted = {"rows": "2", "cash": "41879"}
    refused = send(browser, "giving:import_begin", entry.uid, **counted)
    assert (refused.status_code, posted()) == (422, 0)
    assert all(word in text(refused) for word in ('value="41879"', "the list has 41879.99"))
    sent = {"form_key": issue_key(), "rows": "2", "cash": "41879.99"}
    for _twice in range(2):
        begun = browser.post(reverse("giving:import_begin", args=[entry.uid]), sent)
        assert begun.url == page
    entry.refresh_from_db()
    worked(entry)
    assert (entry.state, posted()) == ("done", 2)
    assert "Take everything back" in text(browser.get(page))
    assert "pasted list" in text(browser.get(reverse("giving:imports")))

    assert send(browser, "giving:import_back", entry.uid, note="").status_code == 422
    assert send(browser, "giving:import_back", entry.uid, note="选错表格").status_code == 302
    entry.refresh_from_db()
    worked(entry)
    assert "选错表格" in text(browser.get(page))
    assert (entry.state, list(verify_ledger())) == ("undone", [])


def test_the_same_list_sent_twice_is_one_import(house: House) -> None:
    browser, page = client_of(house.clerk), reverse("giving:new_import", args=[house.appeal.uid])
    sent = {"form_key": issue_key(), "paste": PASTE}

    first, second = browser.post(page, sent), browser.post(page, sent)

    assert (first.url, imports().count()) == (second.url, 1)


def test_rows_that_cannot_be_used_come_back_as_a_file(house: House) -> None:
    browser = client_of(house.clerk)
    wrong = PASTE + "\n2020-02-30\t赵某\t4.6万\t0003"
    page = given(house, browser, paste=wrong).url
    entry = worked(imports().get())

    seen = text(browser.get(page))
    assert "46000 元" in seen
    assert "It cannot be posted yet" in seen
    header, row = downloaded(browser.get(reverse("giving:import_faulty", args=[entry.uid])))
    assert header[:2] == ["原表行号", "问题"]
    assert (row[0], row[3], row[4]) == (4, "赵某", "4.6万")
    assert "2020-02-30" in row[1]
    refused = send(browser, "giving:import_begin", entry.uid, rows="3", cash="1")
    assert (refused.status_code, posted()) == (409, 0)


def test_columns_that_nobody_could_tell_are_chosen_by_hand(house: House) -> None:
    browser = client_of(house.clerk)
    page = given(
        house, browser, paste="何时\t谁\t多少（万元）\t实收\n2020-02-03\t王小明\t5\t50000"
    ).url
    entry = worked(imports().get())
    assert "Columns are missing" in text(browser.get(page))
    form = reverse("giving:import_columns", args=[entry.uid])
    assert "C · 多少(万元)" in text(browser.get(form))

    refused = send(browser, "giving:import_columns", entry.uid, on="0", cash="2")
    assert (refused.status_code, "units of ten thousand" in text(refused)) == (422, True)
    refused = send(browser, "giving:import_columns", entry.uid, donor="1", cash="3")
    assert refused.status_code == 422
    chosen = send(browser, "giving:import_columns", entry.uid, on="0", donor="1", cash="3")
    assert chosen.url == page
    entry.refresh_from_db()
    worked(entry)
    assert "Post these gifts" in text(browser.get(page))


def test_our_own_file_is_zero_changes(house: House) -> None:
    house.receive("示例公司", kind="company", cash=500, goods=(house.goods(3), house.goods(5)))
    browser = client_of(house.clerk)
    for kind in ("csv", "xlsx"):
        export = reverse("giving:export", args=[house.campaign.uid, kind])
        content = b"".join(browser.get(export).streaming_content)
        page = given(house, browser, file=SimpleUploadedFile(f"a.{kind}", content)).url
        worked(imports().latest("pk"))
        assert "0 changes" in text(browser.get(page))
    assert posted() == 1


def spreadsheet(change: Any) -> bytes:
    """A workbook that somebody made in their own way."""
    book, file = new_book(), io.BytesIO()
    book.active.append(["日期", "金额"])
    book.active.append(["2020-02-03", 5])
    change(book.active)
    book.save(file)
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.xlsx",
            spreadsheet(lambda sheet: sheet.append(["2020-02-03", "=1+1"])),
            "formula in cell B3",
        ),
        ("a.xlsx", spreadsheet(lambda sheet: sheet.merge_cells("A2:B2")), "merged cells (A2:B2)"),
        ("a.xlsx", bomb(), "too large"),
        ("a.docx", spreadsheet(lambda _sheet: None), "its name does not say"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "not an Excel file"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_in_a_sentence(
    house: House, name: str, content: bytes, said: str
) -> None:
    answer = given(house, client_of(house.clerk), file=SimpleUploadedFile(name, content))

    assert (answer.status_code, imports().count()) == (422, 0)
    assert said in text(answer)


def test_a_list_is_pasted_or_chosen_and_what_was_pasted_stays(house: House) -> None:
    browser = client_of(house.clerk)

    neither = given(house, browser)
    both = given(house, browser, paste=PASTE, file=SimpleUploadedFile("a.csv", b"a,b"))

    assert (neither.status_code, both.status_code) == (422, 422)
    assert "王小明" in text(both)


def test_a_list_is_put_away(house: House) -> None:
    browser = client_of(house.clerk)
    given(house, browser, paste=PASTE)
    entry = worked(imports().get())

    assert send(browser, "giving:import_discard", entry.uid).status_code == 302
    assert (
        send(browser, "giving:import_begin", entry.uid, rows="2", cash="41879.99").status_code
        == 409
    )
    assert posted() == 0


def test_strangers_and_hands_import_nothing(house: House) -> None:
    given(house, client_of(house.clerk), paste=PASTE)
    entry = worked(imports().get())
    counted = {"rows": "2", "cash": "41879.99"}

    for who, expected in ((house.stranger(), 404), (house.hand, 403)):
        browser = client_of(who)
        assert given(house, browser, paste=PASTE).status_code == expected
        assert send(browser, "giving:import_begin", entry.uid, **counted).status_code == expected
        assert send(browser, "giving:import_back", entry.uid, note="x").status_code == expected
    browser = client_of(house.stranger())
    for name in ("import", "import_progress", "import_faulty"):
        assert browser.get(reverse(f"giving:{name}", args=[entry.uid])).status_code == 404
    assert "pasted list" not in text(browser.get(reverse("giving:imports")))
    export = reverse("giving:export", args=[house.campaign.uid, "csv"])
    assert browser.get(export).status_code == 404
    assert posted() == 0
