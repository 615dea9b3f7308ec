"""Whether records that are shown in full are the listed ones, and count for their measure."""

from collections.abc import Iterator, Mapping
from typing import Any

from heli.kit import canonical
from heli.kit.bundle.folding import key_hash
from heli.kit.bundle.reading import Bundle
from heli.kit.bundle.refolding import counted_in
from heli.kit.bundle.report import Remark, remark


Listed = tuple[Mapping[str, Any], Mapping[str, Any], str, list[Any]]
"""A row where it is listed: its figure's ``bound``, its measure's spec, the salt, the row."""


def faults_of_records(bundle: Bundle) -> Iterator[Remark]:
    """Every record in full has the hash of a row, and is what the row's measure counts."""
    listed: dict[str, list[Listed]] = {}
    for one in _listed(bundle):
        listed.setdefault(one[3][0], []).append(one)
    before = ""
    for line in bundle.lines["record"]:
        content = line.says["content"]
        digest = canonical.digest(content)
        if digest not in listed or digest <= before:
            yield remark("record_foreign")
        before = digest
        for bound, spec, salt, row in listed.get(digest, []):
            if what := _difference(content, bound, spec, salt, row):
                yield remark("record_differs", measure=spec["label"], what=what)


def _listed(bundle: Bundle) -> Iterator[Listed]:
    specs = {line["id"]: line["spec"] for line in bundle.all("measure")}
    manifests = {line["uid"]: line["manifest"] for line in bundle.all("snapshot")}
    for figure in bundle.payload["figures"]:
        bound = figure["bound"]
        manifest = manifests.get(bound["snapshot"]) if bound is not None else None
        for part in manifest["parts"] if manifest is not None else ():
            spec = specs.get(part["measure"])
            for row in part["rows"] if spec is not None else ():
                yield bound, spec or {}, manifest["salt"] if manifest else "", row


def _difference(
    content: Mapping[str, Any],
    bound: Mapping[str, Any],
    spec: Mapping[str, Any],
    salt: str,
    row: list[Any],
) -> str:
    """What keeps a record from counting as its row says; "" when nothing does."""
    said = content.get("facts")
    facts = said if isinstance(said, dict) else {}
    of_goods = "source" in spec
    amounts = content if of_goods else facts
    amount = amounts.get(spec["amount"]) if spec["amount"] else 1
    params = bound["params"]
    rules = (
        ("sign", content.get("sign") == 1),
        ("tag", content.get("tag") in spec["tags"]),
        ("first", not spec["distinct"] or content.get("first") is True),
        ("facts", all(facts.get(name) == wanted for name, wanted in spec["where"].items())),
        ("day", spec["date_basis"] == "at" or _is_between(content.get("effective_on"), params)),
        ("amount", amount == row[2]),
        ("key", spec["key"] == "party" or key_hash(salt, str(content.get(spec["key"]))) == row[1]),
        ("unit", spec["amount"] != "quantity" or not of_goods or _is_in_unit(content, spec, bound)),
        ("item", params.get("item") in (None, content.get("item"))),
        (
            "undertaking",
            not of_goods or params.get("undertaking") in (None, content.get("undertaking")),
        ),
    )
    return next((what for what, holds in rules if not holds), "")


def _is_in_unit(
    content: Mapping[str, Any], spec: Mapping[str, Any], bound: Mapping[str, Any]
) -> bool:
    """Whether a quantity is kept in the unit, and to the decimals, in which the value is said."""
    return (content.get("unit"), content.get("decimals")) == counted_in(spec, bound)


def _is_between(day: Any, params: Mapping[str, Any]) -> bool:
    """Whether a day (ISO dates sort as text) lies in the period."""
    first, last = params["first"] or "", params["last"] or "9999-12-31"
    return isinstance(day, str) and first <= day <= last
