"""What the site itself keeps: the buckets of the limits."""

from django.db import models


class Bucket(models.Model):
    """How far a limit is used up. ``name`` is a keyed hash: it does not tell an address.

    ``busy_until`` is the moment (seconds since 1970) at which the bucket is full again; one number
    is enough, so taking from it is one atomic UPDATE (the generic cell rate algorithm, ITU-T I.371).
    """

    name = models.CharField(max_length=64, primary_key=True)
    busy_until = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.name[:12]
