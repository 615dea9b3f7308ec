"""What is counted where people tell a reporter: mostly no noun is named, and none may be made up."""

import pytest

from kit.reading.naming import by_grammar


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # A duration names nothing when somebody did something so long.
        ("队长沈国梁在哨所守了19年。", [""]),
        ("这门功夫跟了她四十年。", [""]),
        ("木匠蒋志豪学艺八年。", [""]),
        ("本社创办六十载。", [""]),
        ("从码头跑一趟要三个小时。", [""]),
        ("划艇队以1分52秒冲线。", [""]),
        ("他种菜三十年的邻居赵师傅也来了。", [""]),
        ("这片林子五年没动。", [""]),
        # But what has a name and lasts is counted still.
        ("工期缩短到40天。", ["工期"]),
        ("展览推迟了两小时。", ["展览"]),
        ("平均等候时间由9分钟降至4分钟。", ["等候时间", "等候时间"]),
        ("值守了12天。", ["值守"]),
    ],
)
def test_read_what_lasts(text: str, nouns: list[str]) -> None:
    assert [what.removeprefix("平均") for what in by_grammar(text)] == nouns


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # Who did it is no name of what was done.
        ("货车司机邓永泉自己掏了600元。", [""]),
        ("老胡一天卖出90碗。", [""]),
        ("厂里补给他800元。", [""]),
        ("食品厂一天只能加工12吨。", [""]),
        ("商户订购30吨。", [""]),
        # A place in which things are is not what they are.
        ("院子里坐了两百人。", [""]),
        ("名册上还有45人。", [""]),
        # What is done each time, when and how.
        ("吊车一次吊三块。", [""]),
        ("每顿收八元。", [""]),
        ("违者一律罚50元。", [""]),
        ("排队排了15圈。", [""]),
        ("做完检查只有三人合格。", [""]),
        # A sum is spent on what stands behind it, and is not that.
        ("他把3000元塞进信封。", [""]),
        ("另拨700万元添置校车。", [""]),
        # People are lent no noun of money.
        ("每人奖金2万元，首日已有31人报到。", ["奖金", ""]),
        # These do name it.
        ("志愿者里已有18名党员。", ["党员"]),
        ("仓库里还有20箱苹果。", ["苹果"]),
        ("书架上还有三本词典。", ["词典"]),
        ("等奖学金80万元。", ["等奖学金"]),
        ("夏令营4期。", ["夏令营"]),
        ("老街坊30人。", ["老街坊"]),
        ("800元慰问金送到家。", ["慰问金"]),
        ("三人各得5万元奖金。", ["", "奖金"]),
    ],
)
def test_read_no_noun_where_none_is_named(text: str, nouns: list[str]) -> None:
    assert by_grammar(text) == nouns


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # Both ends of a change are of one thing, whatever the verb.
        ("收购价由每斤9元滑到6元。", ["收购价", "收购价"]),
        ("门票从80元砍至50元。", ["门票", "门票"]),
        ("近视率由六成压到四成。", ["近视率", "近视率"]),
        # Others of the same unit.
        ("8个车站装了雨棚，另3个下月动工。", ["车站", "车站"]),
        ("12名学员取得证书，还有5名补考。", ["学员", "学员"]),
        ("回访住户37位。其中9人搬走。", ["住户", "住户"]),
        ("受理贷款申请60份，退回4份。", ["贷款申请", "贷款申请"]),
        # A rate whose figure stands in the next clause.
        ("乡村医生缺口率偏高，为7.5%。", ["乡村医生缺口率"]),
        ("住户参与率仍低，仅为31%。", ["住户参与率"]),
        # The measure is what is compared.
        ("航程比往年长了6天。", ["航程"]),
        # What came of it, and adverbs, are no part of the name.
        ("渔网磨破7张。", ["渔网"]),
        ("运费压低12%。", ["运费"]),
        ("顾客却常常不足10人。", ["顾客"]),
        ("水费虽涨到30元，", ["水费"]),
    ],
)
def test_read_noun_named_before(text: str, nouns: list[str]) -> None:
    counted = by_grammar(text)

    assert len(counted) == len(nouns)
    assert all(what.endswith(noun) for what, noun in zip(counted, nouns, strict=True)), counted


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # The phrase ends where its verb has a result.
        ("把三块荒地改成球场。", ["荒地"]),
        ("6部扫地车跑遍老城。", ["扫地车"]),
        ("两台抽水机顶得上一个班。", ["抽水机"]),
        # Before what comes of it, or where they went, no noun begins.
        ("另有14只因感染没能放飞。", [""]),
        ("学员9人赴广州进修。", ["学员"]),
        ("30名选手里8个受伤。", ["选手", "选手"]),
        ("靠90位定期捐款人支持。", ["定期捐款人"]),
        # And these are nouns whole.
        ("印了200本成人教材。", ["成人教材"]),
        ("3支得分王球队参赛。", ["得分王球队"]),
        ("查出5个因素。", ["因素"]),
    ],
)
def test_read_noun_behind_without_its_predicate(text: str, nouns: list[str]) -> None:
    assert by_grammar(text) == nouns


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        # Some of those that were counted just before.
        ("六个帮工有四个是本村人。", ["帮工", "帮工"]),
        ("12間舖頭只有三間開門。", ["舖頭", "舖頭"]),
        ("藏谱十二种，虫蛀到只剩五种。", ["藏谱", "藏谱"]),
        # Where people are, and where something is.
        ("渡轮挤满了约90人。", [""]),
        ("山下三公里处设了卡口。", [""]),
        # The object of a verb lasts no more, and is done no more often, than the verb.
        ("修了二十年钟。", [""]),
        ("一天送五趟货。", [""]),
        ("在纺织厂干过十五年。", [""]),
        # What is done each time, and what a firm put in.
        ("一個鐘收九十元。", [""]),
        ("镇里补两成。", [""]),
        ("合作社倒贴进去8万元。", [""]),
        ("成本由每斤9元涨到11元。", ["成本", "成本"]),
        # And these name it still.
        ("两堂手术课。", ["手术课"]),
        ("车里还有四箱橙子。", ["橙子"]),
        ("演了三场大戏。", ["大戏"]),
        ("20公里山路。", ["山路"]),
        ("邻里类9件。", ["邻里类"]),
        ("四人小组。", ["小组"]),
    ],
)
def test_read_some_of_those_and_what_was_only_done(text: str, nouns: list[str]) -> None:
    counted = by_grammar(text)

    assert len(counted) == len(nouns)
    assert all(
        what.endswith(noun) if noun else not what for what, noun in zip(counted, nouns, strict=True)
    ), counted


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("六个小组有六个库房。", ["小组", "库房"]),
        ("班里只剩五名女生。", ["女生"]),
        ("爬了一段石阶，停了四次。", [""]),
        ("一蹲就是四十天。", [""]),
        ("欠款3万元才还清。", ["欠款"]),
    ],
)
def test_read_noun_of_its_own_before_what_was_named(text: str, nouns: list[str]) -> None:
    assert by_grammar(text) == nouns
