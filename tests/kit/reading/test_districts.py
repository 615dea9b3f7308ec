"""In a list of places the numbers count what was counted before it."""

import pytest

from heli.kit.reading.districts import is_place
from kit.reading.naming import as_read


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("现有粮库21座，其中徐州8座、宿迁4座、浦口区3座。", ["粮库"] * 4),
        ("共有渡口16处，其中江西段10处，安徽段6处。", ["渡口"] * 3),
        ("现有粮库21座，浦口区8座、让水区4座，徐州市9座。", ["粮库"] * 4),
        ("受理工单70件，其中浦口区政府40件、徐州市政府30件。", ["工单"] * 3),
        (
            "确诊病例90例，其中香港特别行政区60例（出院50例），澳门特别行政区30例（出院28例）。",
            ["确诊病例", "确诊病例", "出院", "确诊病例", "出院"],
        ),
        ("新增出院病例8例，为徐州市8例。", ["病例", "病例"]),
        ("新增病例8例。确诊病例中，徐州市3例、浦口区2例。", ["病例", "确诊病例", "确诊病例"]),
        ("新增病例8例，其中万州区1例、南岸区2例。", ["病例"] * 3),
        ("新增病例8例，其中徐州市报告6例、宿迁市报告2例。", ["病例"] * 3),
        # Whoever is counted by a noun of their own keeps it.
        ("现有学生300名，其中男生120名、女生180名。", ["学生", "男生", "女生"]),
        ("发放书包90个，小学60个，初中30个。", ["书包", "小学", "初中"]),
        # A new sentence begins a new list.
        ("现有粮库21座。徐州8座。", ["粮库", "徐州"]),
        ("其中徐州8座。", ["徐州"]),
    ],
)
def test_read_places_of_a_list_count_what_was_counted_before(text: str, nouns: list[str]) -> None:
    assert as_read(text) == nouns


@pytest.mark.parametrize("phrase", ["徐州", "徐州市", "浦口区", "浦口区政府"])
def test_places_are_known_or_called_by_their_kind(phrase: str) -> None:
    assert is_place(phrase)


@pytest.mark.parametrize("phrase", ["贫困县", "小区", "男生", "特别行政区"])
def test_places_are_no_sorts_of_places_and_no_people(phrase: str) -> None:
    assert not is_place(phrase)
