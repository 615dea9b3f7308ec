"""A form that is read and never shown: filled from a blank one, of which nothing changes."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from heli.shell.forms import KeyedForm, Photos, Text, filled
from heli.shell.forms.keys import KEY_FIELD


class Asking(KeyedForm):
    """Two things."""

    title = Text(label="Title", max_length=5)
    note = Text(label="Note", required=False)
    photos = Photos(label="Photos", required=False)
    is_sure = forms.BooleanField(label="Sure", required=False)


class Together(Asking):
    """Two things that belong together."""

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("note"):
            raise forms.ValidationError("A note is needed.")
        return self.cleaned_data


@pytest.mark.parametrize("kind", [Asking, Together])
def test_a_filled_form_says_what_the_form_itself_would_say(kind: type[KeyedForm]) -> None:
    blank = kind()
    texts = ("title=一&note=二", "title=too long", "", "title=三&is_sure=on&other=5", "note=四")

    for text in (*texts, texts[0]):
        said, files = QueryDict(text), MultiValueDict[str, object]()
        made, usual = filled(blank, said, files), kind(said, files)
        for one in (made, usual):
            one.fields.pop(KEY_FIELD)
        assert made.is_valid() == usual.is_valid()
        assert (made.errors, made.said()) == (usual.errors, usual.said())
    assert not blank.is_bound
    assert KEY_FIELD in blank.fields
