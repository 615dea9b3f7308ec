"""Canonical JSON: one value, one byte string."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from heli.kit.canonical import NotCanonical, digest, digest_bytes, dumps, loads_canonical


characters = st.characters(codec="utf-8")
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(characters),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(characters), inner),
    max_leaves=20,
)


def test_dumps_sorts_keys_and_leaves_text_as_it_is() -> None:
    act = {"标题": "咨政\u201c建议\u201d", "b": [1, True, None], "a": {"z": -5, "y": ()}}

    written = '{"a":{"y":[],"z":-5},"b":[1,true,null],"标题":"咨政\u201c建议\u201d"}'

    assert dumps(act) == written.encode()


def test_dumps_escapes_only_what_json_demands() -> None:
    assert dumps('"\\/\n\x01\x7f\u2028') == b'"\\"\\\\/\\n\\u0001\x7f\xe2\x80\xa8"'


def test_dumps_does_not_normalise_text() -> None:
    assert dumps("e\u0301") != dumps("\u00e9")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("41379.99", '"41379.99"'),
        ("1.50", '"1.5"'),
        ("100", '"100"'),
        ("1E+2", '"100"'),
        ("-0.00", '"0"'),
        ("0.001", '"0.001"'),
    ],
)
def test_dumps_a_decimal_by_value(number: str, text: str) -> None:
    assert dumps(Decimal(number)).decode() == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+1001", "1E-1001"])
def test_dumps_a_decimal_without_end_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="1000 places"):
        dumps(Decimal(number))


def test_dumps_dates_and_instants() -> None:
    beijing = timezone(timedelta(hours=8))
    received = datetime(2020, 1, 24, 8, 30, tzinfo=beijing)

    assert dumps(date(2020, 1, 24)) == b'"2020-01-24"'
    assert dumps([received]) == b'["2020-01-24T00:30:00Z"]'
    assert dumps(received.replace(microsecond=120)) == b'"2020-01-24T00:30:00.000120Z"'
    assert dumps(received) == dumps(received.astimezone(UTC))


def test_dumps_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dumps(datetime(2020, 1, 24, 8, 30))  # noqa: DTZ001  -- the case refused


@pytest.mark.parametrize(
    "value", [1.5, [1.0], {"a": float("nan")}, {"a": [{"b": (0.1,)}]}, ["text", {}, 2.0]]
)
def test_dumps_a_float_is_refused_wherever_it_is(value: object) -> None:
    with pytest.raises(TypeError, match="use Decimal or int"):
        dumps(value)


@pytest.mark.parametrize("key", [1, None, True, 1.5, b"a"])
def test_dumps_a_key_that_is_no_string_is_refused(key: object) -> None:
    with pytest.raises(TypeError, match="keys are strings"):
        dumps([{key: 1}])


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, UUID(int=0), Path()])
def test_dumps_any_other_type_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no canonical form"):
        dumps({"a": value})


@pytest.mark.parametrize("value", ["\ud800", ["a\udfff"], {"\ud800": 1}])
def test_dumps_a_lone_surrogate_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        dumps(value)


def test_dumps_a_list_in_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(ValueError, match="nested too deeply"):
        dumps(endless)


def test_digest_names_the_hash_and_ignores_the_order_of_keys() -> None:
    digested = digest({"b": 1, "a": 2})

    assert digested == "sha256:" + sha256(b'{"a":2,"b":1}').hexdigest()
    assert digested == digest({"a": 2, "b": 1}) == digest_bytes(b'{"a":2,"b":1}')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1\n",
        b"01",
        b"-0",
        b"1.0",
        b"1e3",
        b"NaN",
        b"Infinity",
        b"[1, 2]",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u001F"',
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"nul",
        b"1" * 5_000,
        b"[" * 100_000,
    ],
)
def test_loads_of_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        loads_canonical(data)


@given(values)
def test_loads_what_was_dumped(value: object) -> None:
    assert loads_canonical(dumps(value)) == value


@given(values)
def test_dumps_is_what_other_readers_read(value: object) -> None:
    assert json.loads(dumps(value)) == value


@given(values, st.data())
def test_loads_never_hides_a_flipped_bit(value: object, data: st.DataObject) -> None:
    whole = bytearray(dumps(value))
    place = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[place // 8] ^= 1 << place % 8

    try:
        read = loads_canonical(bytes(whole))
    except NotCanonical:
        return

    assert dumps(read) == bytes(whole) != dumps(value)


@given(st.binary(max_size=30))
def test_loads_of_noise_is_refused_or_exact(data: bytes) -> None:
    try:
        read = loads_canonical(data)
    except NotCanonical:
        return

    assert dumps(read) == data
