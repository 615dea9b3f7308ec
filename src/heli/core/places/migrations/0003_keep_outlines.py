"""Outlines that stood beside an area become its first dated outline."""

from typing import Any

from django.db import migrations


def keep(apps: Any, schema_editor: Any) -> None:
    """Polygons are taken over; nothing else could be drawn by anything so far."""
    Area = apps.get_model("places", "Area")
    Outline = apps.get_model("places", "Outline")
    for area in Area.objects.exclude(geometry=None):
        if isinstance(area.geometry, dict) and area.geometry.get("type") in (
            "Polygon",
            "MultiPolygon",
        ):
            Outline.objects.create(
                area=area, geometry=area.geometry, since=area.since, until=area.until
            )


class Migration(migrations.Migration):
    dependencies = [("places", "0002_outlines_and_sites")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
