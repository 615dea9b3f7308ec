"""What a seal covers: the text, every figure with its proof, the checks, and the state of the log."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from heli.core.measures.checking import content_of as check_content, said
from heli.core.measures.enums import FigureClass, Source
from heli.core.measures.figures import content_of as figure_content
from heli.core.measures.models import Check, Figure, Snapshot
from heli.core.measures.scopes import Scope, scope_from
from heli.core.texts.models import DocNumber, Revision
from heli.kit import canonical


FORMAT = 1
FORMAT_OF_GOODS = 2
"""Said only where a figure counts postings, or is about an item or an undertaking."""


def payload_of(
    revision: Revision,
    figures: Sequence[Figure],
    checks: Sequence[Check],
    *,
    at: datetime,
    code: str,
    key: str,
    log: dict[str, Any],
    signer: dict[str, str],
    supersedes: dict[str, str] | None,
) -> dict[str, Any]:
    """The payload of a seal (docs/reference/figure-protocol.md, "The payload")."""
    figures_said = [_figure(figure) for figure in figures]
    of_goods = any(said["bound"] and "item" in said["bound"]["scope"] for said in figures_said)
    return {
        "at": at,
        "checks": [{**check_content(check), "said": said(check)} for check in checks],
        "code": code,
        "doc": _document(revision),
        "figures": figures_said,
        "key": key,
        "log": log,
        "revision": {"n": revision.n, "title": revision.title, "uid": str(revision.uid)},
        "signer": signer,
        "supersedes": supersedes,
        "text": revision.body,
        "text_sha256": canonical.digest_bytes(revision.body.encode()),
        "type": "heli.seal",
        "v": FORMAT_OF_GOODS if of_goods else FORMAT,
    }


def _document(revision: Revision) -> dict[str, Any]:
    doc = revision.doc
    number = DocNumber.objects.filter(doc=doc).first()
    return {
        "kind": doc.kind,
        "number": number.text if number else "",
        "org": {"name": doc.org.name, "uid": str(doc.org.uid)},
        "secrecy": doc.secrecy,
        "title": revision.title,
        "uid": str(doc.uid),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {**figure_content(figure), "bound": _bound(figure), "claim": _claim(figure)}


def _bound(figure: Figure) -> dict[str, Any] | None:
    """What a bound figure rests on; the words of the measure in the language of the house."""
    made = figure.snapshot
    if made is None:
        return None
    scope = scope_from(made.params)
    measure = made.version.measure
    names: dict[str, object] = {
        "area": scope.area.name if scope.area else "",
        "org": scope.org.name,
    }
    said = {
        "date_basis": gettext(str(measure.date_label)),
        "label": gettext(str(measure.label)),
        "manifest": made.manifest_sha256,
        "measure": str(made.version),
        "measure_sha256": made.version.sha256,
        "n": made.n,
        "params": json.loads(made.params),
        "prose": gettext(str(measure.prose)),
        "scope": names,
        "snapshot": str(made.uid),
        "value": made.value,
    }
    if measure.source is Source.STEPS and not scope.is_narrowed:
        return said
    names["item"] = _item(scope)
    names["undertaking"] = scope.undertaking.name if scope.undertaking else ""
    return said


def _item(scope: Scope) -> dict[str, str | int] | None:
    """The item a figure is about, with the unit its quantities are said in."""
    if scope.item is None:
        return None
    unit = scope.item.unit
    return {"decimals": unit.exponent, "name": str(scope.item), "unit": unit.name}


def _claim(figure: Figure) -> dict[str, Any] | None:
    """Who says so, where somebody else than the records says it."""
    if figure.klass not in (FigureClass.CLAIMED, FigureClass.EXTERNAL):
        return None
    return {
        "as_of": figure.as_of,
        "evidence": figure.evidence_id,
        "method": figure.method,
        "source": figure.source,
    }


def acts_behind(figures: Sequence[Figure]) -> set[str]:
    """The uids of the acts that wrote the rows of these figures."""
    made = {figure.snapshot for figure in figures if figure.snapshot is not None}
    return {row[3] for one in made for row in rows_in(one)}


def rows_in(made: Snapshot) -> list[list[Any]]:
    """Every row of a snapshot's manifest."""
    return [row for part in json.loads(made.manifest)["parts"] for row in part["rows"]]
