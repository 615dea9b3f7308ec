"""Days as programs name them: ``2020-02-28``, of the years that an office has, and nothing else."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Field
from pydantic import BeforeValidator


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
WRITTEN = r"^(19|20|21)\d\d-\d\d-\d\d$"


def _as_written(value: Any) -> Any:
    """Numbers are no days, though pydantic takes them for seconds since 1970."""
    if isinstance(value, str) and not re.match(WRITTEN, value):
        msg = "a day is written as 2020-02-28"
        raise ValueError(msg)
    return value


# JSON Schema has no bounds for days; the pattern says the same to those who read the description.
Day = Annotated[
    date,
    BeforeValidator(_as_written),
    Field(ge=EARLIEST, le=LATEST, json_schema_extra={"pattern": WRITTEN}),
]
