"""What public texts say rightly and the checker once called wrong; each beside a mistake it must go on finding."""

import pytest

from kit.checking.asking import alarms


RIGHT = (
    # Spans over more than a year.
    "租期自2017年8月28日至2018年8月27日。",
    # What came on top, and its share of what there was before.
    "渔港收入34735万元，比上年增收8084万元，增长30.3%。",
    "航道支出49798万元（其中专项25901万元），较上年同期增支19562万元，增长64.7%。",
    # Compared with another time than the share is.
    "成交额26.1亿元，较上月净增1.5亿元，同比增长56.3%。",
    "贷款余额14320.1亿元，比年初增加1620.6亿元，同比增长17.2%。",
    # A difference of a part, not of the whole before it.
    "晴天共35天，同比增加19天，其中无风天增加5天。",
    "融资200亿元，同比减少1124亿元；债券增加1157亿元，同比多增909亿元。",
    # Rounded on both sides.
    "资产合计164.8亿元，其中负债104.9亿元，负债率为63.69%。",
    # What is not so, beside the rate of what is.
    "抽检鱼样436个，其中不合格样品121个，合格率为72.24%。",
    # The share is of what stands before the bracket.
    "船员71人（其中女船员15人），占80%。",
    # So much for each of an area, and two sums for two kinds.
    "滩涂120亩，每亩多付10万元，一共1200万元。",
    "10户渔户和3户船户，渔户每户1500元、船户每户1000元，共计18000元。",
    # No parts: means, extremes, rates, what lasted, what is warm or wet.
    "人口密度为每平方公里600人，其中港区最高，为每平方公里9500人。",
    "渔民人均收入5894元，其中船员人均收入7589元。",
    "平均电价为0.51元/千瓦时，其中海岛最高为0.62元/千瓦时。",
    "大部海域雨量有100到250毫米，其中南部超过250毫米。",
    "气温偏高0～1度，其中北部偏高2～3度。",
    "价格连续两个月回落，其中一线城市已连续7个月滞涨。",
    "树龄大都在十年以上，其中古柳约300余年。",
    # Not of which: what follows a comma with a verb of its own, or another sentence.
    "新增造林148万亩、其中南山43万亩，修复草地517万亩。",
    "受伤二千余人，其中重伤二百余人，数万人离岛。",
    "带走两人，其中一人姓王，船上还有八人。",
    "两人都姓王，其中年长的伤情较重.据说船上有七八人。",
    "遇难的有3名船长和6名船员，其中8人当场遇难。",
    "偷捕案428件428人，走私案38件48人。其中船长7人、船员51人。",
    "港上已有283人患病。发现494个病例，其中确诊446人。",
    "成交252万元。其中1000万元以上的为4件、500万至1000万元的为1件。",
    "渔船共62家，占两成;排名第三和第四的是东港和西港，分别有13家和9家。",
    "每条线由11吨提升至20吨，单位运价下降35%左右。",
    "造船业投资下降3.7%，其中渔船下降17.2%、货船下降7.9%、客船下降6.2%。",
    "有深水渔港2个、渔村110个，分别占全省11个深水渔港的18.1%、482个渔村的22.8%。",
    "一包（600粒含袋重63.6克），共4630粒，含袋重468.13克。",
    "买1个鱼塘，每个鱼塘每天最多返利1元，累计100元可取。",
    "学习好、宣传好、贯彻好十九大精神。",
    "目前全港建成、在建、拟建的10座码头连成一线。",
    "贷款余额达11.3亿元，带动就业1.9万人，渔民人均收入4962元。",
    "救起船员5人，其中1人受伤，另有十人没有找到。",
    "院士6人，外国院士1人，学科评议组成员3人。",
)


@pytest.mark.parametrize("text", RIGHT)
def test_check_raises_no_alarm_at_what_public_texts_say_rightly(text: str) -> None:
    assert alarms(text) == []


WRONG = (
    "租期自2017年8月28日至2016年8月27日。",
    "渔港收入34735万元，比上年增收8084万元，增长25.3%。",
    "晴天共35天，比去年的16天增加29天。",
    "资产合计164.8亿元，其中负债104.9亿元，负债率为65.1%。",
    "船员71人，其中女船员15人，占80%。",
    "滩涂120亩，每亩补10万元，一共1300万元。",
    "新增造林148万亩，其中南山243万亩。",
    "带走两人，其中渔民8人。",
    "遇难的有3名船长和6名船员，其中18人当场遇难。",
    "新建码头12座，其中城区8座、港区5座。",
    "新建码头12座，其中城区8座、港区5座，共13座。",
    "现有渔民2136人。其中，港区730人，岛上827人，船队19805人。",
    "船队由110艘增加到200艘，增长35%。",
)


@pytest.mark.parametrize("text", WRONG)
def test_check_goes_on_finding_the_mistakes_beside_them(text: str) -> None:
    assert alarms(text)
