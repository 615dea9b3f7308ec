"""From what loops declare to what is recorded."""

from datetime import datetime

from heli.core.acts import current_record
from heli.core.measures.models import MeasureVersion
from heli.core.measures.refusals import MeasureChanged
from heli.core.measures.spec import Measure, digest_of, registered, spec_of
from heli.kit import canonical


def sync(*, at: datetime) -> list[MeasureVersion]:
    """Record the registered measures that are not recorded yet; returns these. One read."""
    known = {str(version): version.sha256 for version in MeasureVersion.objects.all()}
    return [_record(m, at=at) for m in registered() if not _is_known(m, known)]


def _is_known(measure: Measure, known: dict[str, str]) -> bool:
    recorded = known.get(measure.id)
    if recorded is not None and recorded != digest_of(measure):
        raise MeasureChanged(measure=measure.id)
    return recorded is not None


def _record(measure: Measure, *, at: datetime) -> MeasureVersion:
    spec = canonical.dumps(spec_of(measure))
    made = MeasureVersion(
        code=measure.code,
        version=measure.version,
        spec=spec.decode(),
        sha256=canonical.digest_bytes(spec),
        proposed_at=at,
    )
    made.save(force_insert=True)
    current_record().wrote(made, {"measure": measure.id, "sha256": made.sha256})
    return made
