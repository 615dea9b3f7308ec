"""Taking over a full list of categories from a file, after it was looked at."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _, ngettext_lazy

from heli.core.acts import Actor, Digest, Invalid, Refusal, action, current_record
from heli.core.flow.models import Call
from heli.kit import canonical
from heli.loops.grid import policies
from heli.loops.grid.models import CodeSet
from heli.loops.grid.queries.directories import as_data, read_directory
from heli.loops.grid.queries.office import office_of
from heli.loops.grid.queries.packs import shipped


class RowsToMend(Refusal):
    """A list is taken over whole, or not at all."""

    message = ngettext_lazy(
        "%(n)s row of the list cannot be used, row %(row)s: %(why)s",
        "%(n)s rows of the list cannot be used; the first is row %(row)s: %(why)s",
        "n",
    )
    status = 422


class KeyTaken(Refusal):
    """A version never changes."""

    message = _("There is a code set “%(key)s” already; give the new one another version.")


@action("grid.codes.import", policy=policies.manage_desk)
def import_codes(
    call: Call,
    *,
    version: str,
    label: str,
    text: Annotated[str, Digest],
    source: str = "",
    crosswalk: Mapping[str, Mapping[str, str]] | None = None,
    by: Actor,
    at: datetime,
) -> CodeSet:
    """Take over a directory in csv as a new version of categories, such as ``gbt47678.5@2026``.

    ``crosswalk`` says for codes of other versions which of these they became. Refuses with
    :class:`RowsToMend` and :class:`KeyTaken`; :func:`~heli.loops.grid.queries.directories.read_directory`
    shows beforehand what would be taken.
    """
    if version in shipped() or CodeSet.objects.filter(key=version).exists():
        raise KeyTaken(key=version, field="version")
    read = read_directory(text)
    if read.errors or not read.rows:
        first = read.errors[0] if read.errors else None
        raise RowsToMend(
            n=len(read.errors),
            row=first.row if first else 1,
            why=first.why if first else _("it is empty"),
            field="text",
        )
    data = as_data(read, key=version, label=label.strip(), source=source.strip())
    digest = canonical.digest(data)
    made = CodeSet(
        key=version,
        label=label.strip(),
        source=source.strip(),
        data=data,
        crosswalk={name: dict(codes) for name, codes in (crosswalk or {}).items()},
        sha256=digest,
        imported_at=at,
    )
    made.save(force_insert=True)
    current_record().wrote(made, {"key": version, "sha256": digest})
    return made


@action("grid.codes.adopt", policy=policies.manage_desk)
def adopt_codes(call: Call, *, version: str, since: date, by: Actor, at: datetime) -> Call:
    """Use another version of the categories from a day on. Cases keep the one they came in under."""
    if version not in shipped() and not CodeSet.objects.filter(key=version).exists():
        raise Invalid(what=version, field="version")
    begun = [[old, day] for old, day in office_of(call).code_sets if day != since.isoformat()]
    call.settings = {**call.settings, "code_sets": [*begun, [version, since.isoformat()]]}
    call.save(update_fields=["settings"])
    return call
