"""Each class of check, once right and once wrong, in the words of the field."""

import pytest

from heli.kit.checking import Finding
from kit.checking.asking import findings


def only(text: str, klass: str, verdict: str) -> Finding:
    found = [f for f in findings(text) if f.klass.value == klass]
    assert [f.verdict.value for f in found] == [verdict]
    return found[0]


@pytest.mark.parametrize(
    ("text", "klass", "verdict"),
    [
        ("由3名教授、5名副教授、12名博士组成的20人专家团。", "parts=whole", "holds"),
        ("由3名教授、5名副教授、12名博士组成的19人专家团。", "parts=whole", "contradicts"),
        ("由3名教授、5名副教授、12名博士组成的22人专家团。", "parts=whole", "contradicts"),
        ("举办讲座12场、展览3场、沙龙5场，合计20场。", "parts=whole", "holds"),
        ("举办讲座12场、展览3场、沙龙5场，合计18场。", "parts=whole", "contradicts"),
        ("举办讲座12场、展览3场、沙龙5场，合计26场。", "parts=whole", "residual"),
        ("甲会捐款4.6万元，乙会捐款1.22万元，合计5.8万元。", "parts=whole", "holds"),
        ("甲会捐款4600余元，乙会捐款近300元，合计4900余元。", "parts=whole", "holds"),
        ("上报21名同志名单。随后又增加2名同志，目前共派出23名同志。", "parts=whole", "holds"),
        ("新登记45家，注销12家，净增33家。", "parts=whole", "holds"),
        ("发现问题37个，当场整改25个，限期整改12个。", "parts=whole", "holds"),
        ("甲类占60%，乙类占30%，丙类占10%。", "parts=whole", "holds"),
        ("共3支队伍42人，甲、乙、丙分别为12人、14人、16人。", "parts=whole", "holds"),
        ("共3支队伍45人，甲、乙、丙分别为12人、14人、16人。", "parts=whole", "contradicts"),
        (
            "募集捐款60604元。第一批捐款38354元已交付，第二批捐款22250元已送达。",
            "parts=whole",
            "holds",
        ),
        ("培训420人，其中女性460人。", "part<=whole", "contradicts"),
        (
            "募集捐款60604元。第一批捐款38354元已交付，第二批捐款用于购买口罩。",
            "part<=whole",
            "residual",
        ),
        ("已有《甲论》《乙论》《丙论》等3篇文章刊发。", "list=count", "holds"),
        ("已有《甲论》《乙论》等3篇文章刊发。", "list<=count", "holds"),
        ("已有《甲论》《乙论》《丙论》《丁论》等3篇文章刊发。", "list=count", "doubtful"),
        ("聘请甲大学、乙大学、丙大学、丁大学三个单位。", "list=count", "doubtful"),
        ("聘请甲大学、乙大学、丙大学、丁大学五个单位。", "list=count", "residual"),
        ("主要有三个特点：站位高；覆盖广；效果好。", "list=count", "holds"),
        ("主要有四个特点：站位高；覆盖广；效果好。", "list=count", "residual"),
        ("提出三点要求：一是抓学习；二是抓服务；三是抓宣传。", "enum=count", "holds"),
        ("提出四点要求：一是抓学习；二是抓服务；三是抓宣传。", "enum=count", "residual"),
        ("提出两点要求：一是抓学习；二是抓服务；三是抓宣传。", "enum=count", "doubtful"),
        ("主要有三方面问题：一是人手少；二是经费少；三是场地少。", "enum=count", "holds"),
        ("主要有三方面问题：一是人手少；二是经费少。", "enum=count", "residual"),
        ("一、总体情况\n二、主要做法\n四、下一步打算", "enumerators", "doubtful"),
        ("归纳为8个字：守正创新，担当作为。", "characters", "holds"),
        ("归纳为10个字：守正创新，担当作为。", "characters", "contradicts"),
        ("派出两批队员。第一批5人，第二批6人。", "ordinal=count", "holds"),
        ("派出三批队员。第一批5人，第二批6人。", "ordinal=count", "residual"),
        ("派出两批队员。第一批5人，第二批6人，第三批7人。", "ordinal=count", "doubtful"),
        ("收到建议56篇，编审47篇，推荐39篇。", "funnel", "holds"),
        ("收到建议56篇，编审47篇，推荐59篇。", "funnel", "doubtful"),
        ("受理案件1120件，办结1075件，办结率96%。", "ratio", "holds"),
        ("应结案14577件，结案率85.19%，超期未处置2159件。", "ratio", "holds"),
        ("现有干部18名，其中女干部11名，占61.1%。", "ratio", "holds"),
        ("现有干部18名，其中女干部11名，占65%。", "ratio", "contradicts"),
        ("会员由3200人增加到4000人，增长25%。", "growth", "holds"),
        ("会员由3200人增加到4000人，增长20%。", "growth", "contradicts"),
        ("会费由120万元降至96万元，下降20%。", "growth", "holds"),
        ("会费由120万元降至96万元，下降25%。", "growth", "contradicts"),
        ("由2018年的120家增加到2023年的300家，增长1.5倍。", "growth", "holds"),
        ("共有会员1208家，比上年增加33家，增长2.8%。", "growth", "holds"),
        ("现有会员218家，去年同期198家，增长10.1%。", "growth", "holds"),
        ("满意率由91.2%提高到96.5%，提高5.3个百分点。", "growth", "holds"),
        ("满意率由91.2%提高到96.5%，提高6.3个百分点。", "growth", "contradicts"),
        ("会员由3200人降至3100人，下降3.1%。", "growth", "holds"),
        ("由120家增加到300家，同比增长150%。", "growth", "holds"),
        ("去年同期为198家，今年218家，增长10.1%。", "growth", "holds"),
        ("今年218家，去年同期198家，增长20%。", "growth", "contradicts"),
        ("共有会员1208家，比上年减少33家，下降2.7%。", "growth", "holds"),
        ("甲捐款4000余元，乙捐款300余元，合计9000余元。", "parts=whole", "residual"),
        ("由80余名教授、30余名专家组成的90余人团队。", "parts=whole", "contradicts"),
        ("由3名教授、5名专家等组成的10人评审组。", "parts=whole", "residual"),
        ("落实“思想引领、组织建设，作风转变”三大任务。", "list=count", "holds"),
        ("报送以下3篇文章：《甲论》《乙论》《丙论》。", "list=count", "holds"),
        ("发放口袋书7万册。此外，到年底共编印科普读本70000册。", "same figure twice", "doubtful"),
        (
            "党组先后7次组织学习。成果呈送以后，获得市领导批示共7次。",
            "same figure, two measures",
            "doubtful",
        ),
        (
            "38名党员捐款16680元；另有115名党员捐款41379.99元。",
            "addable, total not stated",
            "residual",
        ),
        ("捐款2.36万元，用于购买1.22万个口罩。", "unit price", "holds"),
        ("捐款236万元，用于购买1200个口罩。", "unit price", "doubtful"),
        ("累计捐款8万余元，筹集N95口罩196万只。", "magnitude", "doubtful"),
        ("走访困难家庭320户，发放慰问金32万元，户均1000元。", "rate x base", "holds"),
        ("走访困难家庭320户，发放慰问金32万元，户均1500元。", "rate x base", "doubtful"),
        ("定于2024年5月1日（星期三）开会。", "dates", "holds"),
        ("定于2024年5月1日（星期五）开会。", "dates", "contradicts"),
        ("请于2月30日前报送。", "dates", "contradicts"),
        ("5月8日至6日，代表团赴外地考察。", "dates", "contradicts"),
        ("2020年1月9日，书记指出：新冠肺炎疫情形势严峻。", "date plausibility", "doubtful"),
        ("发布日期：2025-11-25\n全年举办讲座30余次。", "period", "doubtful"),
        ("配备图书10余部100余册。", "ratio", "holds"),
        ("配备图书100余部10余册。", "ratio", "doubtful"),
        ("协调购置集贸市场近10万只、测温枪300支。", "missing noun", "doubtful"),
        ("民宗局千部下沉一线。", "OCR", "doubtful"),
        ("学会名单118名，200余名学者参训。", "subset?", "doubtful"),
        (
            "严格执行“三会一课”制度，支部党员大会、支部委员会、党小组会、党课按时召开。",
            "list=count",
            "holds",
        ),
    ],
)
def test_check_verdict(text: str, klass: str, verdict: str) -> None:
    only(text, klass, verdict)


def test_check_unlisted_part_is_named_with_its_amount() -> None:
    found = only(
        "甲捐款1000万元，乙捐款100万元，丙捐款23万元，合计1127万元。", "parts=whole", "residual"
    )

    assert (found.gap, found.unit) == (40000, "元")
    assert "未列明 4 万元" in found.message.zh
    assert "未列明 4 万元" in found.message.en


def test_check_traditional_script_is_checked_alike() -> None:
    found = only("甲捐款1000萬元，乙捐款100萬元，合計1104萬元。", "parts=whole", "residual")

    assert found.gap == 40000


def test_check_too_many_parts_give_a_negative_gap() -> None:
    found = only("由3名教授、5名副教授、12名博士组成的19人专家团。", "parts=whole", "contradicts")

    assert found.gap == -1


@pytest.mark.parametrize(
    "text",
    [
        "由120家增加到300家，年均增长20%。",
        "由120家增加到300家，同比增长20%。",
        "比上年增加33家，增长2.8%。",
        "满意率91.2%，提高6.3个百分点。",
        "全区党员1200名，其中女党员360名，占女性总数的5%。",
        "现有干部18名，其中女干部11名，约占六成。",
        "共有3项工作分别为甲、乙、丙。",
        "募集捐款60604元。第一批、第二批捐款陆续送达。",
        "募集捐款60604元。第一批捐款70000元，第二批捐款1元。",
        "共派出21名同志，又增加2名同志，共派出30名同志。",
        "其中党员30人。",
        "归纳为4个字：一方有难，八方支援，众志成城。",
    ],
)
def test_check_what_cannot_be_decided_is_left_alone(text: str) -> None:
    assert [f.verdict.value for f in findings(text) if f.verdict.value != "holds"] == []


def test_check_part_of_an_earlier_whole() -> None:
    found = only("全市有学会120家，新成立5家，其中会员过千的30家。", "part<=whole", "holds")

    assert found.message.zh == "其中 30家 不超过 120家"


@pytest.mark.parametrize("base", ["若干人", "0人"])
def test_check_growth_from_nothing_certain_is_not_computed(base: str) -> None:
    only(f"会员由{base}增加到4000人，增长25%。", "growth", "unchecked")


def test_check_overlapping_parts_are_not_added() -> None:
    text = "培训420人，其中女性260人，党员310人。"

    assert [f.klass.value for f in findings(text)] == ["part<=whole", "part<=whole"]


def test_check_part_of_another_thing_is_not_compared() -> None:
    text = "负责4个社区的消杀，其中老旧小区22个。"

    assert [f.verdict.value for f in findings(text)] == []


def test_check_two_spellings_of_one_body_are_asked_about() -> None:
    text = "重庆博众城市管理研究院发出倡议。重庆博众城市发展管理研究院发起募捐。"

    assert only(text, "entity", "doubtful").spans == ((0, 11), (16, 29))


def test_check_two_bodies_are_not_mixed_up() -> None:
    assert findings("市水利学会、市水利工程学会、市移民学会发出倡议。") == []


def test_check_share_of_another_base_is_told() -> None:
    text = (
        "本月受理案件1054件，立案996件。\n"
        "巡查上报953件，占总案件的95.68%；公众举报43件，占总案件的4.32%。"
    )

    told = [f for f in findings(text) if f.verdict.value == "doubtful"]

    assert [f.klass.value for f in told] == ["ratio", "ratio"]
    assert "996件" in told[0].message.zh
    assert "1054件" in told[0].message.zh


def test_check_share_without_base_says_which_would_fit() -> None:
    found = only("共派出23名同志，3名干部驻村，下沉人员占到60%。", "ratio", "residual")

    assert "26 的基数应为 43" in found.message.zh
    assert "26 needs a base of 43" in found.message.en


def test_check_staff_per_firm_against_the_stated_total() -> None:
    text = "帮助500多家企业复工，对企业落实“1名领导+1名干部”，已推送专员500余名。"
    fits = "帮助500多家企业复工，对企业落实“1名领导+1名干部”，已推送专员1100余名。"

    assert only(text, "rate x base", "doubtful").spans[0] == (34, 39)
    only(fits, "rate x base", "holds")


def test_check_casework_bulletin_of_one_city_adds_up() -> None:
    """天门 2016-12: every sum reconciles, every rate prints as computed."""
    text = (
        "受理案件1054件，立案996件，应结案972件，结案911件，结案率93.72%，"
        "按期结案737件，按期结案率75.82%。\n"
        "立案的996件中，事件类971件，占97.5%；部件类25件，占2.5%。"
        "事件类应结案956件，结案902件，结案率94.35%；部件类应结案16件，结案9件，结案率56.25%。"
    )

    found = findings(text)

    assert {f.verdict.value for f in found} == {"holds"}
    rates = [f.message.zh for f in found if f.klass.value == "ratio"]
    assert rates == [
        "911件 ÷ 972件 = 93.72%",
        "737件 ÷ 972件 = 75.82%",
        "971件 ÷ 996件 = 97.5%",
        "25件 ÷ 996件 = 2.5%",
        "902件 ÷ 956件 = 94.35%",
        "9件 ÷ 16件 = 56.25%",
    ]


def test_check_casework_bulletin_implies_what_it_does_not_state() -> None:
    """许昌 2022-01: 14577 due, 85.19 % closed, 2159 overdue; so 12418 were closed."""
    found = only("应结案14577件，结案率85.19%，超期未处置2159件。", "ratio", "holds")

    assert found.message.zh.endswith("即 12418")


def test_check_message_in_the_language_of_the_reader() -> None:
    found = only("培训420人，其中女性460人。", "part<=whole", "contradicts")

    assert found.as_json("en")["message"] == "The part 460人 is more than the whole, 420人"
    assert found.as_json("zh-hans")["message"] == "其中 460人 大于总数 420人"
    assert sorted(found.as_json()) == ["class", "gap", "message", "spans", "verdict"]
