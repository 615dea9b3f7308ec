"""The addresses of GeoReport v2; each with ``.xml`` and ``.json``."""

from django.urls import include, path

from heli.loops.grid.api import reading, writing


_BASE = "open311/v2/"

urlpatterns = [
    path(
        _BASE,
        include(
            (
                [
                    path("discovery.<slug:form>", reading.discovery, name="discovery"),
                    path("services.<slug:form>", reading.services, name="services"),
                    path("services/<str:code>.<slug:form>", reading.definition, name="service"),
                    path("requests.<slug:form>", writing.requests, name="requests"),
                    path("requests/<str:number>.<slug:form>", reading.request_, name="request"),
                    path("tokens/<str:token>.<slug:form>", reading.token, name="token"),
                    path("servicerequestupdates.<slug:form>", writing.updates, name="updates"),
                ],
                "open311",
            )
        ),
    )
]
