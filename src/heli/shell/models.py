"""What the shell itself keeps: nothing that counts, only how somebody likes to look at it."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A list with its filters, under a name its owner chose."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    table = models.CharField(max_length=60)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "table", "name"], name="shell_one_view_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
