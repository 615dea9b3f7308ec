"""Two plain tables: a case and its event."""

from django.db import models


class Case(models.Model):
    """A record as anybody would write it."""

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=24)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Event(models.Model):
    """What happened to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    verb = models.CharField(max_length=24)
    at = models.DateTimeField()
    note = models.TextField()

    def __str__(self) -> str:
        return self.verb
