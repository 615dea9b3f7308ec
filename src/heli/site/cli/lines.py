"""A reading as the command line prints it."""

import json
from typing import Final

from heli.kit.reading import Reading


KEYS: Final = (
    "start", "end", "text", "kind", "role", "low", "high", "low_open", "high_open", "exactness",
    "precision", "unit", "per", "what", "subject", "iso", "confidence",
)  # fmt: skip


def as_line(reading: Reading, **more: str) -> str:
    """A reading as one line of JSON with exactly the keys of the specification."""
    values = reading.as_json()
    return json.dumps(more | {key: values[key] for key in KEYS}, ensure_ascii=False)
