"""Components: declared once, checked when a template is compiled."""

from uuid import uuid4

import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError
from django.urls import NoReverseMatch, reverse

from heli.shell.components import FOLDER, declaration_of, names, path_of


def shown(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_card_with_title_and_slots_shows_them_in_place() -> None:
    html = shown(
        '{% #card title="Members" level=3 %}<p>Twelve</p>'
        "{% slot footer %}As of today{% endslot %}{% /card %}"
    )

    assert "<h3>Members</h3>" in html
    assert '<div class="card-body"><p>Twelve</p></div>' in html
    assert '<div class="card-footer">As of today</div>' in html


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('{% #card titel="x" %}{% /card %}', "#card has no prop 'titel'"),
        ("{% #state %}", "#state needs the prop 'label'"),
        ("{% #card %}{% slot foot %}{% endslot %}{% /card %}", "#card has no slot 'foot'"),
        ("{% slot actions %}{% endslot %}", "stands outside a component"),
        (
            "{% #card %}{% if x %}{% slot footer %}{% endslot %}{% endif %}{% /card %}",
            "stand directly in it",
        ),
        (
            "{% #card %}{% slot footer %}a{% endslot %}{% slot footer %}b{% endslot %}{% /card %}",
            "each once",
        ),
        ('{% #page_head title="x" %}words{% /page_head %}', "takes content only in slots"),
        ('{% #state label="x" onclick="y" %}', "has no prop 'onclick'"),
        ('{% #button label="x" onclick="y" %}', "has no prop 'onclick'"),
        ('{% #button label="x" style="y" %}', "has no prop 'style'"),
        ("{% #card %}{% slot %}{% endslot %}{% /card %}", "A slot has one name"),
        ('{% #card title="x" %}', "Unclosed tag"),
        ("{% #no_such_thing %}", "Invalid block tag"),
    ],
)
def test_component_used_wrongly_is_an_error_at_compile_time(source: str, says: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=says):
        Template(source)


def test_component_escapes_what_people_wrote() -> None:
    html = shown("{% #state label=word %}{% #card title=word %}{{ word }}{% /card %}", word="<b>")

    assert html.count("&lt;b&gt;") == 3
    assert "<b>" not in html


def test_button_passes_data_attributes_on_and_leaves_false_ones_out() -> None:
    html = shown('{% #button label="x" data-a=a aria-pressed=b data-c=c %}', a='"', b=False, c=True)

    assert ' data-a="&quot;"' in html
    assert "aria-pressed" not in html
    assert " data-c>" in html


def test_component_does_not_see_the_variables_around_it() -> None:
    html = shown('{% #state label="x" %}', glyph="LEAK", kind="LEAK")

    assert "LEAK" not in html


def test_slot_sees_the_variables_around_it() -> None:
    html = shown("{% for n in ns %}{% #card %}{{ n }}{% /card %}{% endfor %}", ns=[1, 2])

    assert [f'<div class="card-body">{n}</div>' in html for n in (1, 2)] == [True, True]


def test_block_inside_a_component_can_be_filled_by_a_child_template() -> None:
    engine = Engine.get_default()
    base = engine.from_string("{% #card %}{% block x %}base{% endblock %}{% /card %}")
    child = engine.from_string("{% extends base %}{% block x %}child{% endblock %}")

    assert '<div class="card-body">child</div>' in child.render(Context({"base": base}))


@pytest.mark.parametrize("name", names())
def test_every_component_compiles_and_says_what_it_is_for(name: str) -> None:
    text = (FOLDER / name / f"{name}.html").read_text(encoding="utf-8")

    declaration_of(name)
    assert text.startswith("{# ")
    assert path_of(name).endswith(f"/{name}.html")


def test_the_address_of_a_record_is_that_of_djangos_tag() -> None:
    uid = uuid4()
    source = (
        '{% url "shell:screen" uid %}|{% url name %}|{% url "shell:screens" as list %}{{ list }}'
    )
    expected = reverse("shell:screen", args=[uid]), reverse("shell:screens")

    html = shown(source, uid=uid, name="shell:screens")

    assert html == f"{expected[0]}|{expected[1]}|{expected[1]}"
    assert shown('{% url "shell:nowhere" as none %}[{{ none }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        shown('{% url "shell:screen" "no record" %}')
