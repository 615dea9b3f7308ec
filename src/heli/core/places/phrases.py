"""What is wrong with an outline, and what seems to be, in sentences."""

from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message
from heli.kit.geo import Flaw, Suspicion


FLAWS: dict[Flaw, Message] = {
    Flaw.NOT_AN_OUTLINE: _("this is not an outline (a GeoJSON Polygon or MultiPolygon)"),
    Flaw.NOT_A_POSITION: _("a position is not a pair of numbers"),
    Flaw.OFF_EARTH: _("a position is not on the earth"),
    Flaw.IN_METRES: _("the coordinates are metres of a projection; export them again in degrees"),
    Flaw.SWAPPED_AXES: _("longitude and latitude are exchanged: longitude comes first"),
    Flaw.NOT_CLOSED: _("a ring is not closed: its last corner must be its first"),
    Flaw.TOO_FEW_CORNERS: _("a ring has fewer than three corners"),
    Flaw.TOO_MANY_CORNERS: _("the outline has too many corners (50,000 at most)"),
    Flaw.CROSSES_ITSELF: _("the outline crosses itself"),
    Flaw.EMPTY: _("the outline is empty"),
}

SUSPICIONS: dict[Suspicion, Message] = {
    Suspicion.SWAPPED_AXES: _(
        "longitude and latitude seem to be exchanged: the other way round it would fit"
    ),
    Suspicion.LOOKS_LIKE_GCJ02: _(
        "the coordinates seem to be GCJ-02 (from an online map): read so, they would fit"
    ),
    Suspicion.LOOKS_LIKE_BD09: _(
        "the coordinates seem to be BD-09 (from Baidu): read so, they would fit"
    ),
    Suspicion.LOOKS_LIKE_WGS84: _(
        "the coordinates seem to be WGS-84 (from a receiver): read so, they would fit"
    ),
    Suspicion.IN_METRES: FLAWS[Flaw.IN_METRES],
    Suspicion.NULL_POINT: _("the position is 0, 0: probably nothing was measured"),
    Suspicion.ELSEWHERE: _("it lies nowhere near where it should be"),
}
