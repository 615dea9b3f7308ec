"""A form that is read and never shown: filled from a blank one, of which nothing changes."""

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from heli.shell.forms import KeyedForm, Text, filled
from heli.shell.forms.keys import KEY_FIELD


class Asking(KeyedForm):
    """Two things."""

    title = Text(label="Title", max_length=5)
    note = Text(label="Note", required=False)


def test_a_filled_form_says_what_the_form_itself_would_say() -> None:
    blank = Asking()
    right, wrong = QueryDict("title=一&note=二"), QueryDict("title=too long")

    for said in (right, wrong, right):
        made, usual = filled(blank, said, MultiValueDict()), Asking(said)
        for one in (made, usual):
            one.fields.pop(KEY_FIELD)
        assert made.is_valid() == usual.is_valid()
        assert (made.errors, made.cleaned_data) == (usual.errors, usual.cleaned_data)
    assert not blank.is_bound
    assert KEY_FIELD in blank.fields
