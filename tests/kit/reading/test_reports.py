"""What reports of many offices and papers taught: who came from where, brackets, lists, digits in their places."""

from decimal import Decimal

import pytest

from heli.kit.reading import QUANTITIES, Kind, Reading, Role, read
from kit.reading.naming import by_grammar


def _figures(text: str) -> list[Reading]:
    return [r for r in read(text) if r.kind in QUANTITIES and r.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # The noun stands behind the clause that says where from or of what sort.
        ("共有86名来自县内各行各业的网格员到会。", ["网格员"]),
        ("走访41家持有食品许可证的小餐馆。", ["小餐馆"]),
        ("补助97名符合救助条件的困难职工。", ["困难职工"]),
        ("表彰18名“全国优秀护林员”。", ["“全国优秀护林员”"]),
        # Adverbs and what came of a thing are no part of its name.
        ("组织25艘在册货船百分百撤离。", ["在册货船"]),
        ("成立3个工作专班全面推进。", ["工作专班"]),
        ("900多条群众诉求得以解决。", ["群众诉求"]),
        ("存款余额、贷款余额双双突破40亿元。", ["贷款余额"]),
        ("慈善募捐连续突破3000万元。", ["慈善募捐"]),
        # How far, and where: 距 names nothing, 范围内 neither.
        ("灾害点距离镇政府约12公里。", ["灾害点"]),
        ("站点3公里范围内的村民受益。", ["站点"]),
        # A share of what is named before it, and what was said of a thing before the comma.
        ("全年完成投资6.3亿元，占年度计划9亿元的70%。", ["投资", "年度计划", "年度计划"]),
        ("居民健康素养稳步提升，2024年达31.5%。", ["居民健康素养"]),
        ("女代表也有所增多，占28%。", ["女代表"]),
        # Behind a bracket the sentence goes on with what stood before it.
        ("全县支出31亿元(其中教育支出7亿元)，增长6%。", ["全县支出", "教育支出", "全县支出"]),
        # Both numbers count what stands behind the second; two names of one place count nothing.
        ("先后派出三批42名支教老师。", ["支教老师", "支教老师"]),
        ("改造28条39公里通村公路。", ["通村公路", "通村公路"]),
        ("其他类640件。", ["其他类"]),
        ("编印《邻里志》6期。", ["《邻里志》"]),
        ("建成12家党的创新理论学习站。", ["党的创新理论学习站"]),
        ("联络9个森林监测部门召开会议。", ["森林监测部门"]),
        ("新建14个生活垃圾填埋场均投入使用。", ["生活垃圾填埋场"]),
        ("帮助52名务工人员（其中脱贫户7人）返岗。", ["务工人员", "脱贫户"]),
        ("借阅量在2019年为33万册。", ["借阅量"]),
        ("志愿服务队一共有64人。", ["志愿服务队"]),
        ("发放救助金额达12万元。", ["救助金额"]),
        ("以涉嫌诈骗将5人移送。", [""]),
        # What was consumed is what is measured; what became of people is all that is said of them.
        ("全体居民人均消费支出7120元，增长4%。", ["全体居民人均消费支出", "全体居民人均消费支出"]),
        ("事故造成3人死亡、8人受伤。", ["死亡", "受伤"]),
        # Both ends of a change whose beginning is dated or told.
        ("低收入人口从2018年底的21万人减少到2021年底的9万人。", ["低收入人口", "低收入人口"]),
        ("报销比例由住院后的55%提高到60%。", ["报销比例", "报销比例"]),
        # Those among whom they are; how long something went on.
        ("居民留言中，共有71条已答复。", ["居民留言"]),
        ("老城区每天停水6个小时。", ["停水"]),
        ("表彰14名积极参加救援的队员。", ["队员"]),
        ("走遍钦北、灵山、浦北3县。", [""]),
        ("把2万元救助金送到灾民手中。", ["救助金"]),
        ("每卡收取40元押金，可以退还。", ["押金"]),
        ("村西头，羊存栏85只。", ["羊"]),
        ("惠及近200万城乡居民。", ["城乡居民"]),
        ("建成4个党建联合活动中心挂牌。", ["党建联合活动中心"]),
        ("有26家公司产值超过800万元。", ["公司", "公司产值"]),
        ("3个项目由于手续不全被叫停。", ["项目"]),
        ("押金2800元，定金也是500元。", ["押金", "定金"]),
        ("帮扶7个省定贫困村。", ["省定贫困村"]),
        ("投资增速比上半年回落0.3个百分点。", ["投资"]),
        ("现有村民310户、低收入户24户、67人。", ["村民", "低收入户", "低收入户"]),
        ("路面塌出4米深、6米宽的大坑。", ["大坑", "大坑"]),
        ("减少招录名额(应届毕业生)12人。", ["招录名额"]),
        ("开设5处公证咨询中心，方便群众。", ["公证咨询中心"]),
        ("常见的纠纷主要有9类。", ["纠纷"]),
        ("常住人口要达到860万。", ["常住人口"]),
    ],
)
def test_read_names_what_reports_count(text: str, nouns: list[str]) -> None:
    assert by_grammar(text) == nouns


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("停电一三〇七户。", 1307, "户"),
        ("农损约二四六八万元。", 24_680_000, "元"),
        ("面积三．六公顷。", Decimal("3.6"), "公顷"),
        ("全年投入超2亿元。", 200_000_000, "元"),
        ("风速38米/秒。", 38, "米/秒"),
        ("善款超过港币60万元。", 600_000, "港元"),
    ],
)
def test_read_numbers_as_papers_print_them(text: str, value: float, unit: str) -> None:
    (reading,) = _figures(text)

    assert reading.unit == unit
    assert reading.low is not None
    assert reading.high is not None
    assert reading.low <= value <= reading.high


def test_read_qualifier_before_the_currency_belongs_to_the_sum() -> None:
    (reading,) = _figures("善款超过港币60万元。")

    assert (reading.text, reading.low_open) == ("超过港币60万元", True)


def test_read_day_with_the_short_sign_for_twenty() -> None:
    date = next(r for r in read("十月廿九日举行。") if r.kind is Kind.DATE)

    assert (date.text, date.iso) == ("十月廿九日", "--10-29")


@pytest.mark.parametrize(
    "text",
    [
        "台风在五里村登陆。",
        "布局多类型、多层次。",
        "沿105国道行驶。",
        "在二道区举行。",
        "拨打12345市民热线。",
        "五峰印象。",
    ],
)
def test_read_no_figure_in_names(text: str) -> None:
    assert _figures(text) == []


def test_read_names_the_same_people_whether_or_not_the_text_is_one_quotation() -> None:
    open_ended, whole = (_figures(f"“这回5名被困的工人平安。{end}") for end in ("", "”"))

    assert [r.what for r in whole] == [r.what for r in open_ended] == ["被困的工人"]


@pytest.mark.parametrize("text", ["2014年3人在", "2014年5万元，于"])
def test_read_looks_for_no_sign_before_the_beginning(text: str) -> None:
    assert [r.what for r in _figures(text)] == [""]


@pytest.mark.parametrize(
    "text", ["4年男", "9年", "零块重一个亿长的", "两人长的", "+6%一", "几人美好"]
)
def test_read_looks_for_no_sign_before_the_beginning_or_behind_the_end(text: str) -> None:
    alone, behind = ([(r.text, r.unit) for r in read(start + text)] for start in ("", "\n"))

    assert alone == behind
