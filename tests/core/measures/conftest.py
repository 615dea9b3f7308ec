"""An office that counts."""

from typing import Any

import pytest

from core.measures.samples import Office


@pytest.fixture
def office(db: Any) -> Office:
    return Office()
