"""Whether the definitions and lists in a bundle are the sealed ones, and make the sealed values."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from heli.kit import canonical
from heli.kit.bundle.folding import Row, fold, quotient
from heli.kit.bundle.reading import Bundle
from heli.kit.bundle.report import Remark, remark


def rows_of(manifest: Mapping[str, Any]) -> list[Row]:
    """Every row of a manifest."""
    return [tuple(row) for part in manifest["parts"] for row in part["rows"]]


def faults_of_values(bundle: Bundle) -> Iterator[Remark]:
    """Every bound figure follows from its definition and its list; nothing else is enclosed."""
    specs = {line["id"]: line["spec"] for line in bundle.all("measure")}
    manifests = {line["uid"]: line["manifest"] for line in bundle.all("snapshot")}
    used: set[str] = set()
    for figure in bundle.payload["figures"]:
        if figure["bound"] is not None:
            yield from _figure(figure, specs, manifests, used)
    yield from _unused(bundle, used)


def _figure(
    figure: Mapping[str, Any],
    specs: Mapping[str, Mapping[str, Any]],
    manifests: Mapping[str, Mapping[str, Any]],
    used: set[str],
) -> Iterator[Remark]:
    bound, quote = figure["bound"], figure["quote"]
    spec, manifest = specs.get(bound["measure"]), manifests.get(bound["snapshot"])
    if spec is None:
        yield remark("measure_missing", measure=bound["measure"])
        return
    if manifest is None:
        yield remark("snapshot_missing", quote=quote)
        return
    used |= {bound["measure"], bound["snapshot"], *(part["measure"] for part in manifest["parts"])}
    unit, _decimals = counted_in(spec, bound)
    if not _is(bound["measure"], spec, bound["measure_sha256"]) or unit != figure["unit"]:
        yield remark("measure_changed", measure=bound["measure"])
    if canonical.digest(manifest) != bound["manifest"]:
        yield remark("manifest_changed", quote=quote)
    yield from _parts(bound, spec, manifest, specs, quote)


def counted_in(spec: Mapping[str, Any], bound: Mapping[str, Any]) -> tuple[str, int]:
    """Unit and decimals: those of a measure, or of the item that a figure about goods names."""
    item = bound["scope"].get("item")
    if spec["unit"] or "source" not in spec or item is None:
        return spec["unit"], spec["decimals"]
    return item["unit"], item["decimals"]


def _is(name: str, spec: Mapping[str, Any], digest: str) -> bool:
    """Whether a definition is the one of that name and hash."""
    return canonical.digest(spec) == digest and name == f"{spec['code']}@{spec['version']}"


def _parts(
    bound: Mapping[str, Any],
    spec: Mapping[str, Any],
    manifest: Mapping[str, Any],
    specs: Mapping[str, Mapping[str, Any]],
    quote: str,
) -> Iterator[Remark]:
    """The list has the parts that its measure asks for, and they make the value."""
    is_ratio = spec["aggregation"] == "ratio"
    asked = [spec["numerator"], spec["denominator"]] if is_ratio else [bound["measure"]]
    folded: list[Decimal | None] = []
    for part in manifest["parts"]:
        own = specs.get(part["measure"])
        if own is None or not _is(part["measure"], own, part["sha256"]):
            yield remark("measure_changed", measure=part["measure"])
            return
        yield from _order(part["rows"], quote)
        _unit, decimals = counted_in(own, bound)
        folded.append(_folded(own, part["rows"], decimals))
    if [part["measure"] for part in manifest["parts"]] != asked:
        yield remark("manifest_changed", quote=quote)
        return
    found = folded[0] if not is_ratio else _quotient(spec, folded)
    if found is None or found != Decimal(bound["value"]):
        yield remark("value_differs", quote=quote, found=found, value=bound["value"])
    if len(rows_of(manifest)) != bound["n"]:
        yield remark("count_differs", quote=quote, found=len(rows_of(manifest)), n=bound["n"])


def _folded(spec: Mapping[str, Any], rows: list[Any], decimals: int) -> Decimal | None:
    if spec["aggregation"] == "ratio":
        return None
    return fold(spec["aggregation"], [tuple(row) for row in rows], decimals=decimals)


def _quotient(spec: Mapping[str, Any], folded: list[Decimal | None]) -> Decimal | None:
    over, under = folded
    return quotient(over, under, decimals=spec["decimals"], percent=spec["unit"] == "%")


def _order(rows: list[list[Any]], quote: str) -> Iterator[Remark]:
    """Rows stand in order, so that none is named twice."""
    hashes = [row[0] for row in rows]
    if any(one >= other for one, other in pairwise(hashes)):
        yield remark("row_twice", quote=quote)


def _unused(bundle: Bundle, used: set[str]) -> Iterator[Remark]:
    """Definitions and lists stand in order, once each, and belong to a figure."""
    for kind, name in (("measure", "id"), ("snapshot", "uid")):
        before = ""
        for line in bundle.lines[kind]:
            if line.says[name] not in used or line.says[name] <= before:
                yield remark("unused", line=line.number)
            before = line.says[name]
