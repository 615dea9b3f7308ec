"""The lines of a bundle, field by field (docs/reference/figure-protocol.md)."""

from heli.kit.bundle.shapes import (
    Kind,
    either,
    is_count,
    is_day,
    is_decimal,
    is_facts,
    is_flag,
    is_hash,
    is_hex32,
    is_instant,
    is_integer,
    is_object,
    is_signature,
    is_text,
    is_uid,
    list_of,
    maybe,
    one_of,
    record,
)


CLASSES = ("bound", "claimed", "external", "structural", "not_a_figure")
AGGREGATIONS = ("count", "count_distinct", "sum", "last", "ratio", "max")
VERDICTS = ("holds", "contradicts", "residual", "doubtful", "unchecked")


def is_row(value: object) -> bool:
    """A contribution: hash of the record, hash of its key, amount, uid of the act."""
    if not isinstance(value, list) or len(value) != len(_ROW):
        return False
    return all(kind(item) for kind, item in zip(_ROW, value, strict=True))


_ROW: tuple[Kind, ...] = (is_hash, is_hex32, is_integer, is_uid)

MAX_DECIMALS = 6


def is_places(value: object) -> bool:
    """Where a point may stand."""
    return is_count(value) and isinstance(value, int) and value <= MAX_DECIMALS


_BOUND: dict[str, Kind] = {
    "date_basis": is_text,
    "label": is_text,
    "manifest": is_hash,
    "measure": is_text,
    "measure_sha256": is_hash,
    "n": is_count,
    "prose": is_text,
    "snapshot": is_uid,
    "value": is_decimal,
}
_PARAMS: dict[str, Kind] = {
    "area": maybe(is_uid),
    "first": maybe(is_day),
    "last": maybe(is_day),
    "org": is_uid,
    "tree": is_text,
}
PARAMS = record(**_PARAMS)
NARROWED = record(item=maybe(is_uid), undertaking=maybe(is_uid), **_PARAMS)
BOUND = record(params=PARAMS, scope=record(area=is_text, org=is_text), **_BOUND)
ITEM = record(decimals=is_places, name=is_text, unit=is_text)
# Since version 2 of the payload: figures about goods, or narrowed to an item or an undertaking.
BOUND_OF_GOODS = record(
    params=either(PARAMS, NARROWED),
    scope=record(area=is_text, item=maybe(ITEM), org=is_text, undertaking=is_text),
    **_BOUND,
)
CLAIM = record(as_of=maybe(is_day), evidence=maybe(is_hex32), method=is_text, source=is_text)
_FIGURE: dict[str, Kind] = {
    "claim": maybe(CLAIM),
    "class_": one_of(*CLASSES),
    "end": is_count,
    "high": maybe(is_decimal),
    "high_open": is_flag,
    "low": maybe(is_decimal),
    "low_open": is_flag,
    "quote": is_text,
    "start": is_count,
    "uid": is_uid,
    "unit": is_text,
}
FIGURE = record(bound=maybe(BOUND), **_FIGURE)
FIGURE_OF_GOODS = record(bound=maybe(either(BOUND, BOUND_OF_GOODS)), **_FIGURE)
CHECK = record(
    figures=list_of(is_uid),
    gap=is_text,
    kind=is_text,
    reason=is_text,
    said=is_text,
    uid=is_uid,
    verdict=one_of(*VERDICTS),
    waived=is_flag,
)
_PAYLOAD: dict[str, Kind] = {
    "at": is_instant,
    "checks": list_of(CHECK),
    "code": is_text,
    "doc": record(
        kind=is_text,
        number=is_text,
        org=record(name=is_text, uid=is_uid),
        secrecy=is_text,
        title=is_text,
        uid=is_uid,
    ),
    "key": is_hex32,
    "log": record(key=is_hex32, origin=is_text, root=is_hex32, size=is_count),
    "revision": record(n=is_count, title=is_text, uid=is_uid),
    "signer": record(name=is_text, uid=is_text),
    "supersedes": maybe(record(code=is_text, payload=is_hash, reason=is_text)),
    "text": is_text,
    "text_sha256": is_hash,
    "type": one_of("heli.seal"),
}


def version(number: int) -> Kind:
    """The number of a format."""
    return lambda value: is_integer(value) and value == number


PAYLOAD = either(
    record(figures=list_of(FIGURE), v=version(1), **_PAYLOAD),
    record(figures=list_of(FIGURE_OF_GOODS), v=version(2), **_PAYLOAD),
)
_SPEC: dict[str, Kind] = {
    "adds_over_orgs": is_flag,
    "adds_over_time": is_flag,
    "aggregation": one_of(*AGGREGATIONS),
    "amount": is_text,
    "code": is_text,
    "counting": is_text,
    "date_basis": one_of("effective_on", "at"),
    "date_label": is_text,
    "decimals": is_places,
    "denominator": is_text,
    "disclosure": is_text,
    "distinct": is_flag,
    "label": is_text,
    "numerator": is_text,
    "org_basis": is_text,
    "owner": is_text,
    "prose": is_text,
    "tags": list_of(is_text),
    "unit": is_text,
    "version": is_count,
    "where": is_facts,
}
SPEC = either(
    record(key=one_of("entry", "party"), v=version(1), **_SPEC),
    record(
        key=one_of("transaction", "item", "party"), source=one_of("postings"), v=version(2), **_SPEC
    ),
)
MANIFEST = record(
    parts=list_of(record(measure=is_text, rows=list_of(is_row), sha256=is_hash)),
    salt=is_text,
    v=lambda value: value == 1,
)
FACE = record(
    act=is_text, at=is_instant, effects=list_of(is_text), payload=is_text, uid=is_uid, v=is_count
)

# In this order; those marked with True may come any number of times, also not at all.
LINES: dict[str, tuple[Kind, bool]] = {
    "header": (
        record(
            format=one_of("heli-bundle"),
            made_at=is_instant,
            superseded_by=maybe(record(code=is_text, reason=is_text)),
            type=is_text,
            v=lambda value: value == 1,
        ),
        False,
    ),
    "seal": (record(payload=PAYLOAD, signature=is_signature, type=is_text), False),
    "measure": (record(id=is_text, spec=SPEC, type=is_text), True),
    "snapshot": (record(manifest=MANIFEST, type=is_text, uid=is_uid), True),
    "act": (record(face=FACE, index=is_count, proof=list_of(is_hex32), type=is_text), True),
    "checkpoint": (record(note=is_text, type=is_text), False),
    "record": (record(content=is_object, type=is_text), True),
    "file": (
        record(data=is_text, media=is_text, name=is_text, sha256=is_hex32, type=is_text),
        True,
    ),
    "end": (record(key=is_hex32, sha256=is_hex32, signature=is_signature, type=is_text), False),
}
