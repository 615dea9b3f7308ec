"""The seed texts, where they are."""

import os
from pathlib import Path

import pytest


SHARED = Path(os.environ.get("HELI_SHARED", Path(__file__).parents[3].parent / "shared"))


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the seed texts are not at {folder}; set HELI_SHARED")
    return {p.name[:3]: p.read_text("utf-8") for p in sorted(folder.glob("*.txt"))}
