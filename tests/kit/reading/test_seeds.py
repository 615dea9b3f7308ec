"""The five seed reports with their gold labels, where the reference texts are at hand."""

import datetime
import importlib.util
import json
import os
from pathlib import Path

import pytest

from heli.kit.reading import read


SHARED = Path(os.environ.get("HELI_SHARED", Path(__file__).parents[3] / "../shared")).resolve()
SCORER = SHARED / "gold" / "score.py"
WRITTEN = {
    "000": datetime.date(2020, 2, 20),
    "001": datetime.date(2020, 2, 25),
    "002": datetime.date(2020, 3, 1),
    "003": datetime.date(2020, 3, 20),
    "004": datetime.date(2025, 11, 25),
}

pytestmark = [
    pytest.mark.skipif(not SCORER.exists(), reason="the reference texts are not here"),
    # The scorer is not ours and leaves its files for the collector to close.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_read_seed_reports_as_labelled(tmp_path: Path) -> None:
    for path in (SHARED / "seeds").glob("*.txt"):
        readings = read(path.read_text("utf-8"), date=WRITTEN[path.name[:3]])
        lines = [json.dumps(reading.as_json(), ensure_ascii=False) for reading in readings]
        (tmp_path / f"{path.stem}.jsonl").write_text("\n".join(lines), "utf-8")

    spec = importlib.util.spec_from_file_location("score", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scores, _, errors = scorer.run(str(tmp_path), str(SHARED / "gold"), errors=True)

    assert scores["interval+unit"][2] == 1, errors
    assert scores["exact"][2] >= 0.99, errors
    assert scores["date-exact"][2] >= 0.97, errors
    assert scores["date-value"][2] >= 0.97, errors
    assert scores["ord-value"][2] >= 0.97, errors
