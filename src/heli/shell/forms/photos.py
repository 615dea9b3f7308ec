"""A field for photos: several at once, and each kept by the act that gets them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from heli.core.acts import Message


MOST = 6


class PhotoInput(forms.FileInput):
    """The browser's own choice of photos; a phone offers its camera."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Photos(forms.FileField):
    """Up to ``most`` photos; cleans to a list of uploads. ``needed`` is said when there is none."""

    widget = PhotoInput
    is_photos = True

    def __init__(self, *, most: int = MOST, needed: Message = "", **options: Any) -> None:
        self.most, self.needed = most, needed or _("A photo is needed.")
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = {"accept": "image/*", "data-most": self.most}
        return {**attrs, "data-needed": self.needed} if self.required else attrs

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The uploads, in the order in which they were taken."""
        found = [one for one in _several(data) if one]
        if self.required and not found:
            raise ValidationError(str(self.needed), code="required")
        if len(found) > self.most:
            says = _("At most %(most)s photos, please.")
            raise ValidationError(says, code="most", params={"most": self.most})
        return [super(Photos, self).clean(one, initial) for one in found]


def _several(data: Any) -> Sequence[Any]:
    return data if isinstance(data, list | tuple) else [data]
