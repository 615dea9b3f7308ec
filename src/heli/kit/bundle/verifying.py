"""Checking a bundle from the outside in: the file, the seal, the text, the values, the log."""

import base64
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from heli.kit import canonical, wording
from heli.kit.bundle.logproof import faults_of_log
from heli.kit.bundle.reading import Bundle, Refused, take_apart
from heli.kit.bundle.refolding import faults_of_values, rows_of
from heli.kit.bundle.report import Remark, Report, fingerprint, remark
from heli.kit.bundle.rowcontent import faults_of_records
from heli.kit.bundle.signing import end_message, is_signed, seal_message
from heli.kit.interval import Interval


def verify(
    data: bytes,
    *,
    trusted_keys: Collection[str] | None = None,
    known_roots: Mapping[int, str] | None = None,
) -> Report:
    """Check a bundle without database and network. Never raises on any input.

    ``trusted_keys`` are public keys in hexadecimal: a seal of any other key is refused. Without
    them the report names the key for a person to compare. ``known_roots`` are roots (hexadecimal)
    of the log by size, as printed on paper or kept by a witness: a log that tells otherwise about
    the same size is refused.
    """
    try:
        bundle = take_apart(data)
    except Refused as refused:
        return Report(faults=(refused.remark,))
    key = bundle.payload["key"]
    faults = tuple(_faults(bundle, trusted_keys, known_roots or {}))
    return Report(
        faults=faults,
        checked=() if faults else tuple(_checked(bundle)),
        notices=tuple(_notices(bundle, is_known=trusted_keys is not None)),
        key=key,
        is_key_trusted=trusted_keys is not None and key in trusted_keys,
        payload=bundle.payload,
    )


def _faults(
    bundle: Bundle, trusted: Collection[str] | None, roots: Mapping[int, str]
) -> Iterator[Remark]:
    yield from _file(bundle)
    yield from _seal(bundle, trusted)
    yield from _text(bundle)
    yield from _checks(bundle)
    yield from faults_of_values(bundle)
    yield from faults_of_log(bundle, roots)
    yield from faults_of_records(bundle)
    yield from _enclosed(bundle)


def _file(bundle: Bundle) -> Iterator[Remark]:
    """Not one byte before the last line differs, and the last line is of the sealing key."""
    end = bundle.one("end")
    digest = sha256(bundle.body).hexdigest()
    signed = is_signed(end_message(digest), key=end["key"], signature=end["signature"])
    if end["sha256"] != digest or not signed:
        yield remark("changed_after_export")
    if end["key"] != bundle.payload["key"]:
        yield remark("other_key")


def _seal(bundle: Bundle, trusted: Collection[str] | None) -> Iterator[Remark]:
    """The key is trusted, and signed this payload."""
    seal, key = bundle.one("seal"), bundle.payload["key"]
    if trusted is not None and key not in trusted:
        yield remark("unknown_key", key=fingerprint(key))
    message = seal_message(canonical.dumps(seal["payload"]))
    if not is_signed(message, key=key, signature=seal["signature"]):
        yield remark("seal_broken")


def _text(bundle: Bundle) -> Iterator[Remark]:
    """The text is the sealed one, and every figure stands where it was sealed."""
    text = bundle.payload["text"]
    if canonical.digest_bytes(text.encode()) != bundle.payload["text_sha256"]:
        yield remark("text_changed")
    reached = 0
    for figure in bundle.payload["figures"]:
        quote, start, end = figure["quote"], figure["start"], figure["end"]
        if not reached <= start < end:
            yield remark("figures_overlap", quote=quote)
        reached = end
        if text[start:end] != quote:
            yield remark("quote_differs", quote=quote, found=text[start:end])
        yield from _class(figure)


def _class(figure: Mapping[str, Any]) -> Iterator[Remark]:
    """A figure has the proof of its class and no other; a bound one says what is true."""
    quote, bound = figure["quote"], figure["bound"]
    is_claim = figure["class"] in ("claimed", "external")
    if (bound is not None) != (figure["class"] == "bound") or (
        (figure["claim"] is not None) != is_claim
    ):
        yield remark("class_differs", quote=quote)
    if bound is None:
        return
    asserted = _asserted(quote)
    if asserted is None:
        yield remark("wording_unreadable", quote=quote)
    elif not asserted.contains(Decimal(bound["value"])) or asserted != _stated(figure):
        yield remark("wording_contradicts", quote=quote, value=bound["value"])


def _asserted(quote: str) -> Interval | None:
    """What a wording asserts; None when it is no house wording."""
    try:
        return wording.asserts(quote)
    except (ValueError, ArithmeticError):
        return None


def _stated(figure: Mapping[str, Any]) -> Interval | None:
    """The interval that was sealed with a figure; None when its ends are no interval."""
    if figure["low"] is None:
        return None
    high = None if figure["high"] is None else Decimal(figure["high"])
    try:
        return Interval(Decimal(figure["low"]), high, figure["low_open"], figure["high_open"])
    except ValueError:
        return None


def _checks(bundle: Bundle) -> Iterator[Remark]:
    """No check was open."""
    for check in bundle.payload["checks"]:
        if check["verdict"] != "holds" and not check["waived"]:
            yield remark("check_open", said=check["said"])


def _enclosed(bundle: Bundle) -> Iterator[Remark]:
    """Every enclosed file is whole, in the one spelling of its bytes."""
    for file in bundle.all("file"):
        try:
            data = base64.b64decode(file["data"], validate=True)
        except ValueError:
            data = b""
        spelled = base64.b64encode(data).decode() == file["data"]
        if not spelled or sha256(data).hexdigest() != file["sha256"]:
            yield remark("file_changed", name=file["name"])


def _checked(bundle: Bundle) -> Iterator[Remark]:
    payload = bundle.payload
    figures = payload["figures"]
    bound = [figure for figure in figures if figure["bound"] is not None]
    manifests = list(bundle.all("snapshot"))
    rows = sum(len(rows_of(line["manifest"])) for line in manifests)
    yield remark("checked_file")
    yield remark(
        "checked_seal", code=payload["code"], signer=payload["signer"]["name"], at=payload["at"]
    )
    yield remark("checked_figures", n=len(figures), bound=len(bound))
    yield remark("checked_values", n=len(manifests), rows=rows)
    acts = len(bundle.lines["act"])
    yield remark("checked_acts", n=acts, size=payload["log"]["size"])
    for kind, code in (("record", "checked_records"), ("file", "checked_files")):
        if bundle.lines[kind]:
            yield remark(code, n=len(bundle.lines[kind]))


def _notices(bundle: Bundle, *, is_known: bool) -> Iterator[Remark]:
    if not is_known:
        yield remark("compare_key", key=fingerprint(bundle.payload["key"]))
    if later := bundle.one("header")["superseded_by"]:
        yield remark("superseded", code=later["code"], reason=later["reason"])
    claims = sum(figure["claim"] is not None for figure in bundle.payload["figures"])
    if claims:
        yield remark("claimed", n=claims)
