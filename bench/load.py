"""A bounded load on loopback: some clients, each with one kept connection, for some requests."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes over the wire."""

    method: str
    path: str
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run saw, in requests, seconds and milliseconds."""

    requests: int
    failures: int
    seconds: float
    waits: list[float]

    @property
    def rate(self) -> float:
        """Answered requests a second."""
        return self.requests / self.seconds

    def percentile(self, share: int) -> float:
        """The wait that ``share`` % of the requests stayed below, in milliseconds."""
        return quantiles(self.waits, n=100)[share - 1] * 1000 if len(self.waits) > 1 else 0.0


def run(
    port: int, make: Callable[[int, int], Request], *, clients: int, each: int, ok: tuple[int, ...]
) -> Outcome:
    """Send ``each`` requests from each of ``clients``; ``make(client, n)`` says which."""
    waits: list[list[float]] = [[] for _ in range(clients)]
    failures = [0] * clients

    def work(client: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for n in range(each):
            request = make(client, n)
            began = time.perf_counter()
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            answer.read()
            waits[client].append(time.perf_counter() - began)
            failures[client] += answer.status not in ok
        connection.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as crew:
        # Asked for, so that what went wrong in a thread ends the run.
        list(crew.map(work, range(clients)))
    seconds = time.perf_counter() - began
    return Outcome(clients * each, sum(failures), seconds, [w for own in waits for w in own])
