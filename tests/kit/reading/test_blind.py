"""Own texts in the genre, labelled before the reader saw them: since then a regression test."""

from pathlib import Path

import pytest

from heli.kit.reading import Kind, read
from kit.reading.scoring import BLIND, Score, document_date, labels, score


TEXTS = sorted(BLIND.glob("*.txt"))


def test_read_own_texts_finds_every_figure_with_its_interval_and_unit() -> None:
    total = Score()

    for path in TEXTS:
        score(path, total)

    assert total.labelled > 1400
    assert total.f1 > 0.995, "\n".join(total.errors)
    assert total.span_f1 > 0.995, "\n".join(total.errors)
    assert total.what > 0.9


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_read_dates_of_a_text_whose_date_is_known(path: Path) -> None:
    readings = {
        (r.start, r.end): r for r in read(path.read_text("utf-8"), date=document_date(path))
    }

    for row in labels(path.with_suffix(".jsonl")):
        if (
            row["kind"] == Kind.DATE and row["text"] != "2024年"
        ):  # 2024年春运 is read with its season
            reading = readings[row["start"], row["end"]]
            assert (reading.low, reading.high) == (row["low"], row["high"])
