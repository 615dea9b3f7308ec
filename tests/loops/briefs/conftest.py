"""What the tests of briefs stand on."""

import pytest

from loops.briefs import offices


@pytest.fixture
def office(db: None) -> offices.Office:
    """A federation that counts letters, with an editor, a checker and a signer."""
    return offices.office()
