"""Attachments, stored once by their content."""

from django.db import models

from heli.kit.ids import new_uid


class Blob(models.Model):
    """Bytes in the data directory under their SHA-256. Two uploads of one photo are one blob."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    mime = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.sha256[:12]


class File(models.Model):
    """One upload: a name given to a blob by somebody at some moment."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    uploaded_by = models.CharField(max_length=40, blank=True)
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
