"""What anybody sees: published briefs, their proofs, and verification."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import make
from heli.loops.briefs import actions
from heli.loops.briefs.web.files import export_bundle
from loops.briefs.offices import Office


@pytest.fixture(autouse=True)
def plain_http(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def published(office: Office) -> Any:
    """A sealed and published brief."""
    brief = office.sealed()
    actions.publish_brief(brief, by=office.signer, at=make.AT)
    return brief


def get(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"briefs:{name}", args=args), query)


def test_list_holds_published_briefs_only(office: Office, client: Client) -> None:
    brief = office.sealed()
    assert get(client, "public_list").context["items"] == []

    actions.publish_brief(brief, by=office.signer, at=make.AT)

    items = get(client, "public_list").context["items"]
    assert [item["issued"].seal.code for item in items] == [brief.code]


def test_sealed_brief_that_is_not_published_does_not_exist(office: Office, client: Client) -> None:
    brief = office.sealed()

    answers = [
        get(client, "public", brief.code).status_code,
        get(client, "public_figure", brief.code, 1).status_code,
        get(client, "public_file", brief.code, "heli").status_code,
    ]

    assert answers == [404, 404, 404]


def test_public_brief_shows_its_text_with_its_figures(published: Any, client: Client) -> None:
    page = get(client, "public", published.code)

    runs = [(r.text, r.figure and r.figure.n) for r in page.context["issued"].paragraphs[0].runs]
    assert runs == [("收到来信", None), ("5封", 1), ("，答复", None), ("3封", 2), ("。", None)]


def test_public_figure_with_open_records_lists_them(published: Any, client: Client) -> None:
    page = get(client, "public_figure", published.code, 1)

    assert [row.entry.title for row in page.context["page"].rows] == ["示例来信"] * 5


def test_public_figure_with_internal_records_gives_the_value_only(
    published: Any, client: Client
) -> None:
    page = get(client, "public_figure", published.code, 2)

    assert ("page" in page.context, page.context["parts"]) == (False, [])
    assert "示例来信" not in page.content.decode()


@pytest.mark.parametrize("n", [0, 3])
def test_public_figure_that_does_not_exist_is_not_found(
    published: Any, client: Client, n: int
) -> None:
    assert get(client, "public_figure", published.code, n).status_code == 404


def test_public_figure_with_a_forged_page_mark_is_not_found(published: Any, client: Client) -> None:
    assert get(client, "public_figure", published.code, 1, after="x").status_code == 404


def test_public_brief_tells_drift_and_keeps_the_text(
    office: Office, published: Any, client: Client
) -> None:
    office.receive(1, on=date(2020, 2, 4))

    page = get(client, "public", published.code)

    drifted = [(one.figure.quote, str(one.now)) for one in page.context["issued"].drifted]
    assert drifted == [("5封", "6")]
    assert "5封" in page.content.decode()


def test_public_brief_typed_in_small_letters_leads_to_it(published: Any, client: Client) -> None:
    answer = get(client, "public", published.code.lower().replace("-", ""))

    assert answer["Location"] == reverse("briefs:public", args=[published.code])


def test_verify_code_of_a_sealed_brief_holds(published: Any, client: Client) -> None:
    page = get(client, "verify_code", published.code)

    assert (page.status_code, page.context["holds"], page.context["is_public"]) == (
        200,
        True,
        True,
    )


def test_verify_code_of_an_internal_brief_says_nothing_of_its_text(
    office: Office, client: Client
) -> None:
    brief = office.sealed()

    page = get(client, "verify_code", brief.code)

    assert (page.context["holds"], page.context["is_public"]) == (True, False)
    assert brief.title not in page.content.decode()
    assert "5封" not in page.content.decode()


def test_verify_of_an_unknown_code_warns(db: None, client: Client) -> None:
    page = get(client, "verify_code", "ABCDE-FGHJK")

    assert page.status_code == 404


def test_verify_entrance_takes_a_typed_code(db: None, client: Client) -> None:
    answer = get(client, "verify", code=" abcde fghjk ")

    assert answer["Location"] == reverse("briefs:verify_code", args=["abcdefghjk"])


def upload(client: Client, data: bytes) -> Any:
    file = SimpleUploadedFile("简报.heli", data)
    return client.post(reverse("briefs:verify"), {"file": file})


def test_verify_of_an_exported_file_holds(published: Any, client: Client) -> None:
    page = upload(client, export_bundle(published.code))

    assert (page.status_code, page.context["holds"]) == (200, True)


def test_verify_of_a_file_with_one_flipped_byte_is_refused(published: Any, client: Client) -> None:
    data = bytearray(export_bundle(published.code))
    data[len(data) // 2] ^= 1

    page = upload(client, bytes(data))

    assert (page.status_code, page.context["holds"]) == (422, False)
    assert page.context["faults"]


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, "不是简报".encode(), b"{}\n{}"])
def test_verify_of_something_else_is_refused(db: None, client: Client, data: bytes) -> None:
    page = upload(client, data)

    assert (page.status_code, page.context["holds"]) == (422, False)


def test_erratum_is_told_on_both_pages(office: Office, published: Any, client: Client) -> None:
    erratum = actions.begin_correction(published, reason="漏记1封", by=office.signer, at=make.AT)
    actions.release_number(erratum, start=4, base=2, by=office.editor, at=make.AT)
    revision = actions.save_brief(
        erratum,
        title="来信简报",
        body="收到来信若干封，答复3封。",
        base=2,
        by=office.editor,
        at=make.AT,
    )
    assert revision.n == 3
    actions.confirm_suggestions(erratum, places=[], base=3, by=office.editor, at=make.AT)
    for token in ("若干封",):
        start = revision.body.index(token)
        actions.claim_number(
            erratum,
            start=start,
            end=start + len(token),
            source="收发室",
            base=3,
            by=office.editor,
            at=make.AT,
        )
    office.seal(erratum)

    old, new = get(client, "public", published.code), get(client, "public", erratum.code)

    assert old.context["issued"].erratum.new.code == erratum.code
    assert new.context["issued"].corrects.old.code == published.code
