"""The API is what its description says (S24): schemathesis asks it everything it can think of."""

import os
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings

import make_advice
import make_api
from heli.core.access.enums import Role
from heli.core.access.scopes import scopes
from heli.site.api import description
from heli.site.guard import throttle
from heli.site.guard.buckets import Limit
from heli.site.wsgi import application
from security.records import published_brief


with warnings.catch_warnings():
    # Of its own dependencies, while they are imported.
    warnings.simplefilter("ignore")
    import schemathesis

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
EXAMPLES = 300 if os.environ.get("HELI_FULL") else 8
"""For each operation."""
SCHEMA = schemathesis.openapi.from_dict(description())
SCHEMA.app = application


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests do not close the connection that the test's transaction lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def text(monkeypatch: pytest.MonkeyPatch) -> str:
    """A key for everything, in a house where there is something to find."""
    monkeypatch.setattr(throttle, "API_PER_ADDRESS", Limit("api.address", 100_000, 60))
    office = make_advice.office()
    office.approve_measures()
    office.received()
    published_brief(office.body)
    return make_api.key(office.body, *scopes(), role=Role.CLERK, rate=6_000)[1]


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_api_is_what_its_description_says(case: Any, text: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {text}"})


def test_every_operation_says_what_a_key_needs() -> None:
    operations = [one for methods in description()["paths"].values() for one in methods.values()]

    keyed = [one["operationId"] for one in operations if one.get("x-scope") in scopes()]
    open_to_all = sorted(one["operationId"] for one in operations if not one.get("x-scope"))

    assert len(keyed) + len(open_to_all) == len(operations)
    assert open_to_all == ["list_briefs", "show_brief", "verify_code"]
