"""Casework stands in the menus of those near a centre, and of nobody else."""

from pathlib import Path

import pytest
from django.urls import reverse

import make
from browse import client_of, text
from heli.core.access.enums import Role
from heli.core.acts import Actor
from make_grid import Centre, centre


pytestmark = pytest.mark.django_db
DESK = ("intake_somewhere", "cases", "days", "statistics", "helps", "appeals", "upward_somewhere")
FIELD = ("field_report", "field_tasks")


def lines(who: Actor, page: str, names: tuple[str, ...]) -> set[str]:
    """Which of these lines the menu on a page offers somebody."""
    shown = text(client_of(who).get(reverse(page)))
    return {name for name in names if f'href="{reverse(f"grid:{name}")}"' in shown}


@pytest.fixture
def here(tmp_path: Path) -> Centre:
    return centre()


def test_a_body_without_a_centre_reads_nothing_of_casework(here: Centre) -> None:
    elsewhere = make.federation("另一示例市社会科学界联合会")
    for role in (Role.CLERK, Role.CHECKER, Role.SIGNER, Role.LIAISON, Role.ORG_ADMIN):
        stranger = make.actor(role, over=elsewhere)
        assert lines(stranger, "shell:desk", (*DESK, "keep_somewhere")) == set()
        assert lines(stranger, "shell:field", FIELD) == set()

    assert lines(here.clerk, "shell:desk", DESK) == set(DESK)


def test_grid_workers_and_units_of_a_centre_read_their_lines(here: Centre) -> None:
    assert lines(here.worker, "shell:field", FIELD) == set(FIELD)
    assert lines(here.unit_head, "shell:desk", ("cases",)) == {"cases"}
