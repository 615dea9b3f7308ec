"""Cases written and labelled before the checker saw them: what holds is said, what does not is found."""

import pytest

from kit.checking.asking import alarms, findings


HOLDING = [
    ("大会应到代表412名，实到396名，请假16名，符合规定。", "parts=whole"),
    ("本次募捐收到现金18.6万元、物资折价7.4万元，两项相加共26万元。", "parts=whole"),
    ("全县划分网格1,246个，其中城市社区网格318个、农村网格928个。", "parts=whole"),
    ("参赛队伍36支，其中大学组12支、高中组14支、社会组10支。", "parts=whole"),
    ("一季度接诉4,120件，二季度3,860件，上半年共接诉7,980件。", "parts=whole"),
    ("报名1,530人，资格审查通过1,418人，进入面试96人，最终录用32人。", "funnel"),
    ("全年发电量182.4亿千瓦时，去年为171.2亿千瓦时，增长6.5%。", "growth"),
    ("窗口办理时限由15个工作日压缩至6个工作日，压缩60%。", "growth"),
    ("床位数从820张扩充到1,230张，增加了410张，增幅50%。", "growth"),
    ("全市共有村（社区）542个，已建成图书室508个，覆盖率93.7%。", "ratio"),
    ("回收问卷1,143份，其中有效问卷1,089份，有效率95.3%。", "ratio"),
    ("展览于2024年10月1日（星期二）开幕，10月7日闭幕，展期7天。", "dates"),
    ("会议审议了工作报告、财务报告、章程修正案、选举办法四个文件。", "list=count"),
    ("会议审议了工作报告、财务报告、章程修正案三个文件和两项决议。", "list=count"),
    ("全年放映电影1,440场，12个乡镇平均每个乡镇120场。", "rate x base"),
    ("为86名学生每人发放助学金3,000元，共计25.8万元。", "rate x base"),
]
WRONG = [
    ("新录用公务员86人，男性41人，女性55人。", "parts=whole", "contradicts"),
    ("参赛队伍36支，其中大学组12支、高中组14支、社会组13支。", "parts=whole", "contradicts"),
    ("一季度接诉4,120件，二季度3,860件，上半年共接诉7,890件。", "parts=whole", "contradicts"),
    ("慰问困难职工320户，其中在档困难职工345户。", "part<=whole", "contradicts"),
    ("报名1,530人，资格审查通过1,618人。", "funnel", "doubtful"),
    ("全年发电量182.4亿千瓦时，去年为171.2亿千瓦时，增长9.5%。", "growth", "contradicts"),
    ("窗口办理时限由15个工作日压缩至6个工作日，压缩70%。", "growth", "contradicts"),
    ("共受理调解案件768件，调解成功731件，成功率达99.2%。", "ratio", "doubtful"),
    (
        "全年开展志愿服务活动286场。\n……综上，全年开展志愿服务活动268场，受到群众好评。",
        "same figure twice",
        "doubtful",
    ),
    ("活动从3月28日持续到3月15日。", "dates", "contradicts"),
    ("培训班于9月31日结业。", "dates", "contradicts"),
    ("展览于2024年10月1日开幕，10月7日闭幕，展期12天。", "dates", "contradicts"),
    ("为86名学生每人发放助学金3,000元，共计28.5万元。", "rate x base", "contradicts"),
    ("全市共有村（社区）542个，已建成图书室508个，覆盖率98.7%。", "ratio", "doubtful"),
    ("全县现有行政村318个，开通公交的村296个，开通率99.1%。", "ratio", "doubtful"),
    ("重点推进“筑基、提质、扩面、赋能、聚才”四大行动。", "list=count", "doubtful"),
    ("扎实开展“亮身份、强服务、争先锋、树形象”三项活动。", "list=count", "doubtful"),
]
QUIET = [
    "批发、零售、住宿、餐饮增速分别为-11.6%、4.1%、-30%、-22.2%。",
    "全县划分网格1,246个，其中城市社区网格318个、农村网格828个。",
    "全年开展志愿服务活动286场。\n……综上，全年开展志愿服务活动286场，受到群众好评。",
    "全年新增会员126人，累计会员达2,340人，会费收缴率98%。",
    "走访企业286家，收集问题412个，解决388个，其余24个正在协调。",
    "全市共有学校542所，已建成图书室708个，覆盖率98.7%。",
    "全市共有村542个，已建成图书室508个，覆盖率93.7%。",
    "推进“筑基、提质、扩面、赋能、聚才”五大行动，形成“学、做、改”一体推进的三项机制。",
    "开展“送温暖、送清凉”活动12场，“政策、资金、项目”向3个乡镇倾斜。",
    "合作社带动95户农户，年销售额2,100万元，户均增收3万元。",
    "选派干部45名，其中县处级6名、科级21名，另有医生12名、教师30名同行。",
]


@pytest.mark.parametrize(("text", "klass"), HOLDING)
def test_check_what_holds_is_said_without_alarm(text: str, klass: str) -> None:
    assert (klass, "holds") in [(f.klass.value, f.verdict.value) for f in findings(text)]
    assert alarms(text) == []


@pytest.mark.parametrize(("text", "klass", "verdict"), WRONG)
def test_check_what_does_not_agree_is_found(text: str, klass: str, verdict: str) -> None:
    assert f"{klass} {verdict}" in alarms(text)


@pytest.mark.parametrize("text", QUIET)
def test_check_says_nothing_where_nothing_is_wrong(text: str) -> None:
    assert alarms(text) == []
