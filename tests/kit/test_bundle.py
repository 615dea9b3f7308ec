"""Each thing that can be wrong with a bundle is found, and said in both languages."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import heli.kit.bundle as room
from heli.kit import canonical
from heli.kit.bundle import Verdict, fingerprint, notes, reading, shapes, verify
from heli.kit.bundle.folding import fold, key_hash, place_point, quotient
from heli.kit.bundle.phrases import PHRASES, phrase
from heli.kit.bundle.rowcontent import _difference
from heli.kit.bundle.signing import is_signed
from kit.forging import bytes_of, kind, lines_of, one, sign_all, sign_end
from kit.honest import build, packed


HOUSE, PARTS = build(3)
DATA = packed(HOUSE, PARTS)
Lines = list[dict[str, Any]]


def lines() -> Lines:
    return lines_of(DATA)


def codes(data: bytes, **more: Any) -> list[str]:
    return [fault.code for fault in verify(data, **more).faults]


def test_verify_an_honest_bundle_says_what_was_proved() -> None:
    report = verify(DATA, trusted_keys=[HOUSE.key])

    assert report.verdict is Verdict.HOLDS
    assert [remark.code for remark in report.checked] == [
        "checked_file",
        "checked_seal",
        "checked_figures",
        "checked_values",
        "checked_acts",
        "checked_records",
        "checked_files",
    ]
    assert [remark.code for remark in report.notices] == ["claimed"]
    assert report.lines("zh-hans")[0] == "数字成立。"
    assert report.lines()[0] == "The figures hold."
    assert report.payload["code"] == "ABCDE-23456"


def test_verify_without_trusted_keys_asks_a_person_to_compare() -> None:
    report = verify(DATA)

    assert report.verdict is Verdict.HOLDS_UNKNOWN_KEY
    assert report.notices[0].params == {"key": fingerprint(HOUSE.key)}
    assert report.fingerprint == fingerprint(HOUSE.key)
    assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", report.fingerprint)


def test_verify_with_another_trusted_key_refuses() -> None:
    assert codes(DATA, trusted_keys=["00" * 32]) == ["unknown_key"]
    assert codes(DATA, trusted_keys=[]) == ["unknown_key"]


def test_verify_against_a_root_that_was_printed_refuses_another_history() -> None:
    log = one(lines(), "seal")["payload"]["log"]

    assert codes(DATA, known_roots={log["size"]: log["root"], 1: "00" * 32}) == []
    assert codes(DATA, known_roots={log["size"]: "00" * 32}) == ["root_differs"]


def test_verify_shows_a_later_correction() -> None:
    house, parts = build(3, superseded_by=("VWXYZ-98765", "漏计一次"))

    report = verify(packed(house, parts))

    assert report.faults == ()
    assert "此文后来由 VWXYZ-98765 更正：漏计一次" in report.lines("zh")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_bundle"),
        (b"{}", "not_a_bundle"),
        (b"{}\n", "malformed"),
        (b"[]}\n", "not_canonical"),
        (b'{"type":"end"}\n', "malformed"),
        (b'{"type":[]}\n', "malformed"),
        (b'[{"type":"end"}]\n{}\n', "malformed"),
        (b'{"type": "end"}\n', "not_canonical"),
        (b"\xff}\n", "not_canonical"),
        (DATA[DATA.index(b"\n") + 1 :], "not_a_bundle"),
        (DATA + DATA, "wrong_order"),
        (DATA.replace(b"\n", b"\r\n"), "not_a_bundle"),
        (DATA[:-1], "not_a_bundle"),
        (DATA + b"\n", "not_a_bundle"),
        (b"\xef\xbb\xbf" + DATA, "not_canonical"),
    ],
)
def test_verify_what_is_no_bundle_says_so(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_verify_a_file_beyond_the_limit_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LIMIT_MB", 0)

    assert codes(DATA) == ["too_large"]


def change(path: str, value: Any) -> Callable[[Lines], None]:
    """Set one value of the payload; the last name of the path is the key."""

    def act(all_lines: Lines) -> None:
        holder: Any = one(all_lines, "seal")["payload"]
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            holder = holder[step]
        holder[last] = value

    return act


def text_of(all_lines: Lines, text: str) -> None:
    payload = one(all_lines, "seal")["payload"]
    payload["text"], payload["text_sha256"] = text, canonical.digest_bytes(text.encode())


PLAIN = len(one(lines(), "seal")["payload"]["figures"]) - 1


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (change("text", "别的"), "text_changed"),
        (change("figures.0.start", 1), "quote_differs"),
        (change("figures.1.start", 0), "figures_overlap"),
        (change("figures.0.class", "claimed"), "class_differs"),
        (change(f"figures.{PLAIN}.class", "external"), "class_differs"),
        (change(f"figures.{PLAIN}.class", "bound"), "class_differs"),
        (change("figures.0.low", "0"), "wording_contradicts"),
        (change("figures.0.low", None), "wording_contradicts"),
        (change("figures.0.low", "99"), "wording_contradicts"),
        (change("figures.0.bound.value", "57"), "wording_contradicts"),
        (change("figures.0.quote", "许多"), "wording_unreadable"),
        (change("figures.0.quote", "9" * 2500), "wording_unreadable"),
        (change("figures.0.bound.measure", "advice.none@1"), "measure_missing"),
        (change("figures.0.bound.measure_sha256", "sha256:" + "0" * 64), "measure_changed"),
        (change("figures.0.unit", "期"), "measure_changed"),
        (change("figures.0.bound.measure", "advice.edited@1"), "manifest_changed"),
        (
            change("figures.0.bound.snapshot", "0" * 8 + "-0000" * 3 + "-" + "0" * 12),
            "snapshot_missing",
        ),
        (change("figures.0.bound.manifest", "sha256:" + "0" * 64), "manifest_changed"),
        (change("figures.0.bound.n", 0), "count_differs"),
        (change("figures.0.bound.params.last", "2020-02-01"), "record_differs"),
        (change("figures.0.bound.params.first", "2020-02-29"), "record_differs"),
        (change("checks.0.verdict", "residual"), "check_open"),
        (change("log.size", 1), "checkpoint_differs"),
        (change("log.origin", "example.com/other"), "checkpoint_differs"),
        (change("log.key", "00" * 32), "checkpoint_unsigned"),
        (change("log.root", "00" * 32), "proof_broken"),
    ],
)
def test_verify_what_was_sealed_wrongly_is_found_even_under_the_right_key(
    act: Callable[[Lines], None], code: str
) -> None:
    changed = lines()
    act(changed)

    report = verify(sign_all(changed, HOUSE.seal_key), trusted_keys=[HOUSE.key])

    assert code in [fault.code for fault in report.faults]
    for language in ("en", "zh"):
        assert "{" not in "".join(report.lines(language))


def first_part(all_lines: Lines) -> dict[str, Any]:
    """The list behind the first figure."""
    bound = one(all_lines, "seal")["payload"]["figures"][0]["bound"]
    line = next(s for s in kind(all_lines, "snapshot") if s["uid"] == bound["snapshot"])
    part: dict[str, Any] = line["manifest"]["parts"][0]
    return part


def reseal(all_lines: Lines) -> bytes:
    """Seal the lists as they are now."""
    manifests = {line["uid"]: line["manifest"] for line in kind(all_lines, "snapshot")}
    for figure in one(all_lines, "seal")["payload"]["figures"]:
        if bound := figure["bound"]:
            bound["manifest"] = canonical.digest(manifests[bound["snapshot"]])
    return sign_all(all_lines, HOUSE.seal_key)


def test_verify_a_row_named_twice_is_found() -> None:
    changed = lines()
    rows = first_part(changed)["rows"]
    rows.insert(0, rows[0])

    assert codes(reseal(changed))[:2] == ["row_twice", "value_differs"]


def test_verify_a_row_of_an_act_without_proof_is_found() -> None:
    changed = lines()
    act = first_part(changed)["rows"][0][3]
    changed = [line for line in changed if line.get("face", {}).get("uid") != act]

    assert "act_missing" in codes(sign_end(changed, HOUSE.seal_key))


def test_verify_a_row_that_its_act_did_not_write_is_found() -> None:
    changed = lines()
    rows = first_part(changed)["rows"]
    rows[0][3], rows[1][3] = rows[1][3], rows[0][3]

    assert set(codes(reseal(changed))) == {"row_unproved"}


def test_verify_a_list_of_another_measure_is_found() -> None:
    changed = lines()
    first_part(changed)["measure"] = "advice.edited@1"

    assert "measure_changed" in codes(reseal(changed))


def test_verify_a_ratio_of_a_ratio_has_no_value() -> None:
    changed = lines()
    spec = next(m for m in kind(changed, "measure") if m["id"] == "advice.received@1")["spec"]
    spec |= {
        "aggregation": "ratio",
        "numerator": "advice.received@1",
        "denominator": "advice.received@1",
    }
    payload = one(changed, "seal")["payload"]
    payload["figures"][0]["bound"]["measure_sha256"] = canonical.digest(spec)
    for line in kind(changed, "snapshot"):
        for part in line["manifest"]["parts"]:
            if part["measure"] == "advice.received@1":
                part["sha256"] = canonical.digest(spec)

    assert codes(reseal(changed)) == ["manifest_changed", "value_differs"]


@pytest.mark.parametrize("where", ["measure", "snapshot", "act"])
def test_verify_lines_that_belong_to_nothing_or_come_twice_are_found(where: str) -> None:
    changed = lines()
    at = next(n for n, line in enumerate(changed) if line["type"] == where)
    changed.insert(at, changed[at])

    assert codes(sign_end(changed, HOUSE.seal_key)) == ["unused"]


def test_verify_an_act_that_wrote_no_row_is_found() -> None:
    house, parts = build(3)
    foreign = next(
        (face, n, parts.acts[0][2])
        for n, face in enumerate(house.faces)
        if face["uid"] not in {act[0]["uid"] for act in parts.acts}
    )
    acts = [*parts.acts, foreign]

    assert "unused" in codes(packed(house, room.Parts(**{**fields(parts), "acts": acts})))


def fields(parts: room.Parts) -> dict[str, Any]:
    return {name: getattr(parts, name) for name in room.Parts.__slots__}


def test_verify_a_record_of_no_figure_is_found() -> None:
    house, parts = build(3)
    foreign = [*parts.records, {"note": "不相干"}]

    assert codes(packed(house, room.Parts(**{**fields(parts), "records": foreign}))) == [
        "record_foreign"
    ]


@pytest.mark.parametrize(
    ("code", "content", "more"),
    [
        ("sign", {"sign": -1}, {}),
        ("tag", {"tag": "advice.other"}, {}),
        ("first", {"first": False}, {}),
        ("facts", {"facts": []}, {"where": {"passed": True}}),
        ("day", {"effective_on": "2020-03-01"}, {}),
        ("day", {"effective_on": 20200201}, {}),
        ("amount", {"facts": {"fen": 5}}, {"amount": "fen"}),
        ("key", {"entry": "other"}, {}),
        ("", {"entry": "other"}, {"key": "party"}),
        ("", {"effective_on": "2020-03-01"}, {"date_basis": "at"}),
    ],
)
def test_record_must_be_what_its_measure_counts(
    code: str, content: dict[str, Any], more: dict[str, Any]
) -> None:
    honest = {
        "effective_on": "2020-02-01",
        "entry": "e",
        "facts": {},
        "first": True,
        "sign": 1,
        "tag": "advice.received",
    }
    spec = {**PARTS.measures["advice.received@1"], **more}
    bound = {"params": {"first": "2020-02-01", "last": "2020-02-29"}, "scope": {}}
    row = ["sha256:0", key_hash("salt", "e"), 1, "act"]

    assert _difference({**honest, **content}, bound, spec, "salt", row) == code


def test_verify_an_enclosed_file_in_another_spelling_is_found() -> None:
    changed = lines()
    one(changed, "file")["data"] = "!" + one(changed, "file")["data"][1:]

    assert codes(sign_end(changed, HOUSE.seal_key)) == ["file_changed"]


def test_verify_a_bundle_exported_under_another_key_is_found() -> None:
    house, _parts = build(4)

    assert codes(sign_end(lines(), house.seal_key)) == ["changed_after_export"]
    changed = lines()
    changed[-1]["key"] = house.key
    assert codes(sign_end(changed, house.seal_key)) == ["other_key"]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "example.org/heli\nnine\nAAAA\n\n— example.org/heli AAAA\n",
        "example.org/heli\n1\n!!\n\n— example.org/heli AAAA\n",
        one(lines(), "checkpoint")["note"] + "\n",
        one(lines(), "checkpoint")["note"].replace("\n\n", "\n"),
        one(lines(), "checkpoint")["note"].replace("— ", "- "),
    ],
)
def test_read_note_knows_one_spelling_only(note: str) -> None:
    with pytest.raises(notes.BadNote):
        notes.read_note(note)
    changed = lines()
    one(changed, "checkpoint")["note"] = note
    assert codes(sign_end(changed, HOUSE.seal_key)) == ["checkpoint_unreadable"]


def test_note_reads_as_the_c2sp_example() -> None:
    """The example of c2sp.org/tlog-checkpoint: origin, size, root and an Ed25519 signature line."""
    public = bytes.fromhex(one(lines(), "seal")["payload"]["log"]["key"])
    note = notes.read_note(one(lines(), "checkpoint")["note"])

    assert (note.origin, note.signer) == ("example.org/heli", "example.org/heli")
    assert note.hint == notes.key_hint("example.org/heli", public)
    assert note.body.decode() == notes.body_of(note.origin, note.size, note.root)


def test_is_signed_takes_one_spelling_of_keys_and_signatures() -> None:
    end = lines()[-1]
    message = f"heli.bundle.v1\n{end['sha256']}".encode()

    assert is_signed(message, key=end["key"], signature=end["signature"])
    assert not is_signed(message, key=end["key"].upper(), signature=end["signature"])
    assert not is_signed(message, key=end["key"], signature=end["signature"][:-2])
    assert not is_signed(message, key="ff" * 32, signature=end["signature"])


@pytest.mark.parametrize(
    ("kind_", "good", "bad"),
    [
        (shapes.is_day, ["2020-02-29"], ["2020-02-30", "20200229", None]),
        (
            shapes.is_instant,
            ["2020-02-29T08:00:00Z", "2020-02-29T08:00:00.000001Z"],
            ["2020-02-29T08:00:00", "2020-02-29T8:00Z", "2020-02-29T08:00:00+08:00Z", 1],
        ),
        (shapes.is_decimal, ["0", "-1.5", "12.05"], ["-0", "01", "1.50", "1.", "٣", 1, "1e3"]),
        (shapes.is_integer, [0, -1], [True, 1 << 63, "1", 1.0]),
        (shapes.is_facts, [{}, {"a": True, "b": 1, "c": "d"}], [[], {"a": None}]),
        (shapes.is_object, [{}], [[]]),
        (
            shapes.record(class_=shapes.is_text),
            [{"class": "x"}],
            [{}, {"class": 1}, {"class_": "x"}],
        ),
        (shapes.is_uid, [HOUSE.uid()], [HOUSE.uid().upper(), HOUSE.uid() + "\n"]),
    ],
)
def test_shapes_know_one_spelling(kind_: shapes.Kind, good: list[Any], bad: list[Any]) -> None:
    assert [kind_(value) for value in good] == [True] * len(good)
    assert [kind_(value) for value in bad] == [False] * len(bad)


ROWS = [("a", "k1", 5, "x"), ("b", "k1", 7, "x"), ("c", "k2", 1, "y")]


@pytest.mark.parametrize(
    ("aggregation", "value"),
    [
        ("sum", "0.13"),
        ("last", "0.13"),
        ("max", "0.07"),
        ("count_distinct", "0.02"),
        ("count", "0.13"),
    ],
)
def test_fold_makes_a_value_of_rows(aggregation: str, value: str) -> None:
    assert fold(aggregation, ROWS, decimals=2) == Decimal(value)


def test_fold_of_nothing() -> None:
    assert fold("sum", [], decimals=0) == 0
    assert fold("max", [], decimals=0) is None
    with pytest.raises(KeyError):
        fold("ratio", [], decimals=0)


def test_quotient_rounds_half_up_and_knows_no_share_of_nothing() -> None:
    def share(over: int, under: int) -> Any:
        return quotient(Decimal(over), Decimal(under), decimals=1, percent=True)

    assert [str(share(*pair)) for pair in ((1, 8), (2, 3), (1, 1))] == ["12.5", "66.7", "100.0"]
    assert quotient(Decimal(1), Decimal(8), decimals=2, percent=False) == Decimal("0.13")
    assert share(1, 0) is None
    assert quotient(None, Decimal(1), decimals=0, percent=True) is None


def test_place_point_is_exact_at_any_length() -> None:
    assert str(place_point(-5, 2)) == "-0.05"
    assert (
        str(place_point(123456789012345678901234567890123, 2))
        == "1234567890123456789012345678901.23"
    )
    assert place_point(None, 2) is None


def test_every_phrase_is_complete_in_both_languages_and_every_code_has_one() -> None:
    names = re.compile(r"\{(\w+)\}")
    for code, (english, chinese) in PHRASES.items():
        assert set(names.findall(english)) == set(names.findall(chinese)), code
    folder = Path(room.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    used = set(re.findall(r'(?:remark|Refused)\(\s*"(\w+)"', source)) | {
        "checked_records",
        "checked_files",
    }
    verdicts = {"verdict_holds", "verdict_refused"}
    assert used | verdicts == set(PHRASES)


def test_kit_bundle_imports_nothing_but_itself_and_cryptography() -> None:
    folder = Path(room.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    imported = set(re.findall(r"^(?:from|import) (\w+(?:\.\w+)?)", source, flags=re.MULTILINE))
    foreign = {name for name in imported if "." in name and name != "collections.abc"}
    assert {name for name in foreign if not name.startswith("heli.kit")} == {
        "cryptography.exceptions",
        "cryptography.hazmat",
    }


def test_bytes_of_lines_are_the_bundle_again() -> None:
    assert bytes_of(lines()) == DATA
    assert json.loads(DATA.splitlines()[0])["format"] == "heli-bundle"


def test_moments_are_told_as_a_clock_shows_them() -> None:
    said = {"code": "7K3F9-QXM2H", "signer": "示例", "at": "2026-11-29T09:36:46.184858Z"}

    told = phrase("checked_seal", "zh-hans", said)

    assert re.search(r"示例 2026-11-\d\d \d\d:\d\d \(UTC[+-]\d{4}\) 的签章", told)
    assert "soon" in phrase("checked_seal", "en", {**said, "at": "soon"})
