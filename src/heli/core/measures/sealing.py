"""Freezing the figures of a text and signing both. Plain functions, called inside acts."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from heli.core.acts import Actor, current_record
from heli.core.measures import checking, log
from heli.core.measures.enums import FigureClass
from heli.core.measures.figures import (
    interval_of,
    require_approved,
    require_open,
    unclassified,
)
from heli.core.measures.manifests import snapshot
from heli.core.measures.models import Check, Erratum, Figure, MeasureVersion, Seal, Snapshot
from heli.core.measures.payloads import acts_behind, payload_of
from heli.core.measures.refusals import (
    AlreadySuperseded,
    NotThisDocument,
    OpenChecks,
    ReasonMissing,
    Unclassified,
    WordingContradicts,
)
from heli.core.measures.scopes import Scope, scope_from
from heli.core.texts.models import Revision
from heli.kit import canonical
from heli.kit.bundle.signing import seal_message


# No letter or digit that is taken for another on paper or over the telephone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10


def seal(
    revision: Revision,
    *,
    numbers: Sequence[tuple[int, int]],
    by: Actor,
    at: datetime,
    supersedes: dict[str, str] | None = None,
    old: Seal | None = None,
) -> Seal:
    """Freeze every bound figure, and sign the text with its figures and their proofs.

    ``numbers`` are the spans of all numbers that a reader found in the text. Refuses with
    :class:`AlreadySealed`, :class:`NewerText`, :class:`Unclassified`, :class:`OpenChecks`,
    :class:`MeasureNotApproved` and :class:`WordingContradicts`.
    """
    require_open(revision)
    _require_classified(revision, numbers)
    figures = _frozen(revision, at=at)
    checks = _require_checked(revision)
    code = new_code()
    payload = canonical.dumps(
        payload_of(
            revision,
            figures,
            checks,
            at=at,
            code=code,
            key=log.seal_key(),
            log=log.head(acts_behind(figures), at=at),
            signer={"name": by.name, "uid": str(by.uid or "")},
            supersedes=supersedes,
        )
    )
    made = Seal(
        revision=revision,
        code=code,
        payload=payload.decode(),
        signature=log.sign(seal_message(payload)),
        key=log.seal_key(),
        at=at,
        signer_id=by.party_id,
        supersedes=old,
    )
    made.save(force_insert=True)
    current_record().wrote(made, {"code": code, "payload": canonical.digest_bytes(payload)})
    return made


def new_code() -> str:
    """A short code for paper: ten letters in two groups."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def _require_classified(revision: Revision, numbers: Sequence[tuple[int, int]]) -> None:
    if missing := unclassified(revision, numbers):
        start, end = missing[0]
        raise Unclassified(count=len(missing), quote=revision.body[start:end])


def _require_checked(revision: Revision) -> list[Check]:
    checks = checking.run(revision)
    if waiting := [check for check in checks if check.is_open]:
        raise OpenChecks(count=len(waiting), first=checking.said(waiting[0]))
    return checks


def _frozen(revision: Revision, *, at: datetime) -> list[Figure]:
    """The figures in order; the bound ones with a snapshot of this moment."""
    rows = Figure.objects.filter(revision=revision).order_by("start")
    figures = list(rows.select_related("version__approval", "evidence"))
    taken: dict[tuple[int, str], Snapshot] = {}
    for figure in figures:
        if figure.klass == FigureClass.BOUND and figure.version is not None:
            where = (figure.version.pk, figure.params)
            if where not in taken:
                taken[where] = freeze(figure.version, scope_from(figure.params), at=at)
            _keep(figure, taken[where])
    return figures


def freeze(version: MeasureVersion, scope: Scope, *, at: datetime) -> Snapshot:
    """Write down a value of this moment with its rows. Refuses an unapproved measure."""
    require_approved(version)
    made = snapshot(version, scope, at=at)
    made.save(force_insert=True)
    current_record().wrote(made, described(made))
    return made


def described(made: Snapshot) -> dict[str, Any]:
    """What a snapshot says, as it is journalled."""
    return {
        "manifest": made.manifest_sha256,
        "measure": made.version.sha256,
        "n": made.n,
        "params": made.params,
        "uid": str(made.uid),
        "value": made.value,
    }


def _keep(figure: Figure, made: Snapshot) -> None:
    said = interval_of(figure)
    if made.value is None or said is None or not said.contains(Decimal(made.value)):
        raise WordingContradicts(quote=figure.quote, value=made.value or "—")
    figure.snapshot = made
    figure.save(update_fields=["snapshot"])


def supersede(
    old: Seal,
    revision: Revision,
    *,
    numbers: Sequence[tuple[int, int]],
    reason: str,
    by: Actor,
    at: datetime,
) -> Erratum:
    """Seal a newer state of a text in place of a sealed one, and say what changed and why.

    Refuses with :class:`ReasonMissing`, :class:`AlreadySuperseded`, :class:`NotThisDocument`, and
    all that :func:`seal` refuses. The old text stays readable, with a notice.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if Seal.objects.filter(supersedes=old).exists():
        raise AlreadySuperseded
    if revision.doc_id != old.revision.doc_id or revision.n <= old.revision.n:
        raise NotThisDocument
    said = {
        "code": old.code,
        "payload": canonical.digest_bytes(old.payload.encode()),
        "reason": reason,
    }
    new = seal(revision, numbers=numbers, by=by, at=at, supersedes=said, old=old)
    made = Erratum(
        old=old, new=new, reason=reason, changes=changes(old, new), by_id=by.party_id, at=at
    )
    made.save(force_insert=True)
    current_record().wrote(made, {"new": new.code, "old": old.code, "reason": reason})
    return made


def changes(old: Seal, new: Seal) -> list[dict[str, str]]:
    """The numbers that changed: figures of the same measure and scope, or at the same words."""
    before, after = _by_fact(old.revision), _by_fact(new.revision)
    return [
        {
            "fact": fact[0],
            "new": after[fact].quote if fact in after else "",
            "old": before[fact].quote if fact in before else "",
        }
        for fact in [*before, *(fact for fact in after if fact not in before)]
        if fact not in before or fact not in after or before[fact].quote != after[fact].quote
    ]


def _by_fact(revision: Revision) -> dict[tuple[str, str, int], Figure]:
    """The claims of a text by what they claim; the same fact said twice is told apart by order."""
    found: dict[tuple[str, str, int], Figure] = {}
    rows = Figure.objects.filter(revision=revision).exclude(klass__in=NO_CLAIM)
    for figure in rows.select_related("version").order_by("start"):
        fact = (str(figure.version or figure.source or figure.prefix[-8:]), figure.params)
        nth = sum(1 for known in found if known[:2] == fact)
        found[*fact, nth] = figure
    return found


NO_CLAIM = (FigureClass.STRUCTURAL, FigureClass.NOT_A_FIGURE)
