"""A GeoReport client from elsewhere against a server that listens: whatever it knows to ask for."""

import warnings

import pytest
from pytest_django.live_server_helper import LiveServer

import make_grid
from heli.core.flow.models import Entry
from heli.loops.grid.actions.screening import Sorting, register_cases


with warnings.catch_warnings():
    # Of its own dependencies, while they are imported.
    warnings.simplefilter("ignore")
    from georeport import GeoReport

pytestmark = pytest.mark.django_db(transaction=True)
PERIOD = {"start_date": "2020-02-01T00:00:00Z", "end_date": "2020-02-28T00:00:00Z"}


def public(centre: make_grid.Centre) -> Entry:
    entry = centre.patrolled()
    register_cases([entry], sorting=Sorting(public=True), by=centre.clerk, at=centre.at)
    return entry


# Its XML reader takes one row for a row and not for a list of one, and fails on none: two rows here.
@pytest.mark.parametrize("tongue", ["json", "xml"])
def test_client_reads_services_definitions_and_requests(
    live_server: LiveServer, tongue: str
) -> None:
    centre = make_grid.centre()
    codes = {public(centre).code, public(centre).code}
    client = GeoReport(f"{live_server.url}/open311/v2", output_format=tongue)

    services = {one["service_code"]: one for one in client.get_service_list()}
    definition = client.get_service_definition(make_grid.LID)
    found = client.get_service_requests(**PERIOD, status="open")
    named = client.get_service_requests(service_request_id=",".join(codes))

    assert services[make_grid.RUBBISH]["type"] == "realtime"
    assert definition["service_code"] == make_grid.LID
    assert {one["service_request_id"] for one in found} == codes
    assert {one["service_request_id"] for one in named} == codes
    assert {one["status"] for one in found} == {"open"}


def test_client_reads_one_request(live_server: LiveServer) -> None:
    entry = public(make_grid.centre())

    found = GeoReport(f"{live_server.url}/open311/v2").get_service_request(entry.code)

    one = found[0] if isinstance(found, list) else found
    assert one["service_request_id"] == entry.code
