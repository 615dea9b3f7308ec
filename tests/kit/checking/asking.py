"""Findings of a text, as a reader would ask for them."""

from heli.kit.checking import Finding, Klass, check
from heli.kit.reading import read


def findings(text: str, klass: Klass | None = None) -> list[Finding]:
    return [f for f in check(read(text), text) if klass is None or f.klass is klass]


def alarms(text: str) -> list[str]:
    """Everything that is not simply right, as its class and verdict."""
    return [
        f"{f.klass.value} {f.verdict.value}"
        for f in findings(text)
        if f.verdict.value not in ("holds", "unchecked")
    ]
