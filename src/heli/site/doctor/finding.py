"""What an examination says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """``verdict`` bad needs attention; note is worth knowing. Nothing after a bad basis is asked."""

    what: str
    says: str
    verdict: Literal["ok", "note", "bad"] = "ok"
    is_basis: bool = False


def judged(what: str, *, good: bool, yes: str, no: str, is_basis: bool = False) -> Finding:
    """A finding that is either ok or bad."""
    return Finding(what, yes if good else no, "ok" if good else "bad", is_basis)
