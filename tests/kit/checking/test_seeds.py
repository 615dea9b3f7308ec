"""The checks that a person made by hand on five real reports, found again."""

import pytest

from heli.kit.checking import Finding, check
from heli.kit.reading import read


# Row of the list made by hand, text, class, verdict, and the figures it is about.
ROWS = [
    (1, "000", "parts=whole", "holds", ("8人", "2名", "2名", "4名")),
    (2, "000", "list=count", "holds", ("五个带头",)),
    (3, "000", "list=count", "holds", ("3篇",)),
    (4, "000", "list=count", "holds", ("两名",)),
    (5, "000", "ordinal=count", "holds", ("三批", "第一批", "第二批", "第三批")),
    (6, "000", "list=count", "holds", ("五大",)),
    (7, "000", "list=count", "holds", ("四个",)),
    (8, "000", "enum=count", "holds", ("四点",)),
    (9, "000", "enum=count", "holds", ("三点",)),
    (10, "000", "dates", "holds", ("14天", "2月17日")),
    (11, "001", "parts=whole", "holds", ("23名", "21名", "2名")),
    (12, "001", "funnel", "holds", ("56篇", "47篇", "39篇")),
    (13, "001", "ratio", "residual", ("60%",)),
    (14, "001", "same figure, two measures", "doubtful", ("7次", "7次")),
    (15, "002", "list=count", "holds", ("8個",)),
    (16, "002", "parts=whole", "residual", ("1127萬元", "1000萬元", "100萬元", "23萬元")),
    (17, "002", "parts=whole", "holds", ("104.6萬元", "4.6萬元", "100萬")),
    (18, "002", "part<=whole", "residual", ("60604元", "38354元")),
    (19, "002", "list=count", "holds", ("三個",)),
    (20, "002", "part<=whole", "holds", ("16篇", "2首")),
    (21, "002", "list<=count", "holds", ("十余個",)),
    (22, "002", "unit price", "holds", ("2.36萬元", "1.22萬個")),
    (23, "002", "addable, total not stated", "residual", ("38名", "16680元")),
    (24, "002", "enumerators", "holds", ("一", "二", "三")),
    (25, "002", "entity", "doubtful", ("重慶博眾城市管理研究院",)),
    (26, "003", "part<=whole", "holds", ("5900余万元", "4000余万元")),
    (27, "003", "part<=whole", "holds", ("260多人", "120多人")),
    (28, "003", "part<=whole", "holds", ("138名", "33名")),
    (29, "003", "list=count", "holds", ("三级",)),
    (29, "003", "list=count", "holds", ("三大",)),
    (29, "003", "list=count", "holds", ("五级",)),
    (30, "003", "list=count", "holds", ("三步走",)),
    (30, "003", "list=count", "holds", ("三致力",)),
    (30, "003", "list=count", "holds", ("三立足",)),
    (30, "003", "list=count", "holds", ("三+",)),
    (31, "003", "characters", "holds", ("10个",)),
    (32, "003", "dates", "holds", ("2月13日", "2月16日至18日")),
    (33, "003", "rate x base", "doubtful", ("500余名", "1名", "1名", "500多家")),
    (34, "003", "magnitude", "doubtful", ("196万只", "8万余元")),
    (35, "003", "date plausibility", "doubtful", ("2020年1月9日",)),
    (36, "003", "missing noun", "doubtful", ("近10万只",)),
    (37, "003", "OCR", "doubtful", ("千部",)),
    (38, "004", "list=count", "holds", ("四强",)),
    (38, "004", "list=count", "holds", ("七有",)),
    (38, "004", "enum=count", "holds", ("三座",)),
    (38, "004", "enum=count", "holds", ("三个",)),
    (38, "004", "enum=count", "holds", ("四大",)),
    (39, "004", "list=count", "residual", ("六进",)),
    (40, "004", "list=count", "residual", ("三会一课",)),
    (41, "004", "list=count", "holds", ("四方",)),
    (42, "004", "list=count", "holds", ("2场",)),
    (43, "004", "list=count", "holds", ("3名",)),
    (44, "004", "same figure twice", "doubtful", ("7万册", "70000册")),
    (45, "004", "ratio", "holds", ("10余部", "100余册")),
    (45, "004", "ratio", "holds", ("200余套", "近2000册")),
    (46, "004", "subset?", "doubtful", ("200余名", "118名")),
    (47, "004", "period", "doubtful", ("30余次",)),
    (48, "004", "nesting", "unchecked", ("数十场", "近10场", "10余场次", "100余场")),
    (49, "004", "enumerators", "holds", ("一", "二", "三", "四")),
]


def told(finding: Finding, text: str) -> tuple[str, str, tuple[str, ...]]:
    said = tuple(text[a:b].replace(" ", "") for a, b in finding.spans)
    return finding.klass.value, finding.verdict.value, said


def matches(
    row: tuple[int, str, str, str, tuple[str, ...]], finding: tuple[str, str, tuple[str, ...]]
) -> bool:
    klass, verdict, said = finding
    return (klass, verdict, said[: len(row[4])]) == row[2:]


def test_check_finds_the_rows_made_by_hand(seeds: dict[str, str]) -> None:
    found = {n: [told(f, t) for f in check(read(t), t)] for n, t in seeds.items()}

    missed = [row for row in ROWS if not any(matches(row, f) for f in found[row[1]])]

    assert missed == []
    assert len({row[0] for row in ROWS}) == 49


def test_check_raises_no_alarm_that_nobody_made_by_hand(seeds: dict[str, str]) -> None:
    alarms = [
        (n, f)
        for n, t in seeds.items()
        for f in (told(each, t) for each in check(read(t), t))
        if f[1] != "holds"
    ]

    assert [a for a in alarms if not any(matches(r, a[1]) for r in ROWS if r[1] == a[0])] == []


def test_check_names_the_40000_yuan_that_nobody_listed(seeds: dict[str, str]) -> None:
    text = seeds["002"]

    [found] = [f for f in check(read(text), text) if f.gap == 40000]

    assert "未列明 4 万元" in found.message.zh
    assert "未列明 4 万元" in found.message.en
    assert found.as_json()["gap"] == 40000


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_check_spans_are_offsets_into_the_text_as_given(seeds: dict[str, str], name: str) -> None:
    text = seeds[name]

    for finding in check(read(text), text):
        assert all(0 <= a < b <= len(text) for a, b in finding.spans)
