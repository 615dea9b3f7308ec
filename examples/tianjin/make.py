# noqa: INP001  -- a script beside its example, no package
"""Write the office's files of this example: ``python -m examples.tianjin.make``.

Everything in them is invented (示例): bodies, people and titles. Only how many there are follows
what a federation once reported: 56 received, 47 edited, 4 issues, 39 recommended, 7 instructions.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from examples.workbooks import workbook


HERE = Path(__file__).parent
FIRST = date(2020, 1, 24)
LAST = date(2020, 2, 29)

BODIES = (
    "滨河大学社科联（示例）",
    "海棠大学社科联（示例）",
    "津岸理工大学社科联（示例）",
    "北塘师范学院社科联（示例）",
    "东丽湖商学院社科联（示例）",
    "应用社会学学会（示例）",
    "城市治理研究会（示例）",
    "公共卫生政策学会（示例）",
    "基层组织研究会（示例）",
    "区域经济学会（示例）",
    "应急管理研究会（示例）",
    "社会心理学会（示例）",
    "数字经济研究会（示例）",
    "老龄问题研究会（示例）",
)
SURNAMES = "周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
GIVEN = "安宁和平谦慎敏达文博远哲思正行简知信诚朴"

# What was proposed: subject, and how the body of the text speaks of it.
SUBJECTS = (
    ("关于社区出入分级管理的建议", "社区出入管理"),
    ("关于保障独居老人生活服务的建议", "独居老人的照料"),
    ("关于中小微企业稳岗用工的建议", "中小微企业的用工"),
    ("关于错峰返程与分批复工的建议", "返程与复工的衔接"),
    ("关于完善应急物资储备目录的建议", "应急物资的储备"),
    ("关于医疗废弃物收运能力的建议", "医疗废弃物的收运"),
    ("关于加强公众心理疏导的建议", "公众的心理疏导"),
    ("关于规范疫情信息发布节奏的建议", "疫情信息的发布"),
    ("关于线上教学资源统筹的建议", "线上教学的资源"),
    ("关于农产品产销对接的建议", "农产品的产销对接"),
    ("关于社区志愿服务分组轮值的建议", "社区志愿服务的轮值"),
    ("关于一线值守人员轮休保障的建议", "一线人员的轮休"),
    ("关于公共交通通风消毒标准的建议", "公共交通的通风消毒"),
    ("关于建立网格健康台账的建议", "网格的健康台账"),
    ("关于基层填表报数减负的建议", "基层的填表报数"),
    ("关于租金减免传导机制的建议", "租金减免的传导"),
    ("关于发热门诊分级布局的建议", "发热门诊的布局"),
    ("关于口罩供应预约登记的建议", "口罩的预约供应"),
    ("关于慈善捐赠信息公开的建议", "捐赠信息的公开"),
    ("关于涉疫谣言分类处置的建议", "涉疫谣言的处置"),
    ("关于远程办公制度准备的建议", "远程办公的制度"),
    ("关于外来务工人员服务的建议", "外来务工人员的服务"),
    ("关于社区商业保供网点的建议", "社区商业的保供"),
    ("关于冷链环节防控的建议", "冷链环节的防控"),
    ("关于公共卫生人才培养的建议", "公共卫生人才的培养"),
    ("关于疾控体系平急结合的建议", "疾控体系的平急结合"),
    ("关于修订应急预案体系的建议", "应急预案的修订"),
    ("关于健康码跨区互认的建议", "健康码的互认"),
    ("关于港口物流畅通的建议", "港口物流的畅通"),
    ("关于外贸企业履约支持的建议", "外贸企业的履约"),
    ("关于重大项目复工用工保障的建议", "重大项目的用工"),
    ("关于文旅企业纾困的建议", "文旅企业的纾困"),
    ("关于高校毕业生就业预案的建议", "高校毕业生的就业"),
    ("关于社会组织参与防控的建议", "社会组织的参与"),
    ("关于物业服务企业补贴的建议", "物业企业的补贴"),
    ("关于残疾人照护衔接的建议", "残疾人的照护"),
    ("关于困境儿童临时照护的建议", "困境儿童的照护"),
    ("关于养老机构封闭管理的建议", "养老机构的管理"),
    ("关于殡葬服务人文关怀的建议", "殡葬服务的安排"),
    ("关于野生动物交易监管的建议", "野生动物交易的监管"),
    ("关于公共场所体温检测规范的建议", "公共场所的体温检测"),
    ("关于行政审批不见面办理的建议", "行政审批的线上办理"),
    ("关于金融支持实体的建议", "实体企业的融资"),
    ("关于数据共享保护个人信息的建议", "数据共享中的个人信息"),
    ("关于基层干部激励关怀的建议", "基层干部的激励"),
    ("关于爱国卫生运动常态化的建议", "爱国卫生运动"),
    ("关于科普宣传进社区的建议", "科普宣传的内容"),
    ("关于应急广播体系建设的建议", "应急广播的建设"),
    ("关于区域联防联控协作的建议", "区域联防的协作"),
    ("关于粮油储备轮换的建议", "粮油储备的轮换"),
    ("关于城市生命线运行保障的建议", "城市生命线的运行"),
    ("关于医务人员子女照管的建议", "医务人员子女的照管"),
    ("关于复工企业食堂分餐的建议", "企业食堂的分餐"),
    ("关于电梯等密闭空间防护的建议", "密闭空间的防护"),
    ("关于社区出入证件简化的建议", "社区出入的证件"),
    ("关于独居老人送餐服务的建议", "独居老人的送餐"),
)

# What the office decided on those it did not edit: row, decision, word to the author or target.
NOT_EDITED = {
    19: ("存", "已有同类材料，留存备查。"),
    24: ("不采用", "所提做法已经实施。"),
    33: ("转", "转市民政部门研究。"),
    39: ("不采用", "超出本次征集范围。"),
    40: ("存", "内容较散，留存备查。"),
    46: ("退", "请补充数据来源和具体措施。"),
    53: ("不采用", "缺少针对性的措施。"),
    55: ("并", "1"),
    56: ("并", "2"),
}
EDITORS = ("高例编", "罗例编")
ISSUE_DAYS = (date(2020, 2, 6), date(2020, 2, 13), date(2020, 2, 20), date(2020, 2, 27))
PER_ISSUE = 5
RUNNING_BEFORE = 207
SECTIONS = ("社区防控", "经济运行", "公共服务")
OFFICES = ("市委办公厅", "市委研究室", "市政府研究室")
RECOMMENDED = 39
ALSO_TO_ANOTHER = (3, 9, 14, 21, 30)
INSTRUCTIONS = (
    # place among the recommended, day, post, level, rank, nature, gist
    (1, date(2020, 2, 11), "市委分管领导", "省级", "副职", "转办", "请民政、卫健部门研究吸收"),
    (2, date(2020, 2, 12), "市政府分管领导", "省级", "副职", "肯定", "建议具体，可供参考"),
    (
        2,
        date(2020, 2, 14),
        "市级部门负责人",
        "部门",
        "部门负责人",
        "要求研究",
        "请业务处提出落实意见",
    ),
    (5, date(2020, 2, 17), "市政府分管领导", "省级", "副职", "转办", "转工信部门阅研"),
    (5, date(2020, 2, 17), "市政府办公厅负责人", "部门", "部门负责人", "圈阅", ""),
    (8, date(2020, 2, 19), "市委主要领导", "省级", "正职", "圈阅", ""),
    (9, date(2020, 2, 21), "市委分管领导", "省级", "副职", "要求研究", "请政研室会同提出方案"),
    (12, date(2020, 2, 24), "市级部门负责人", "部门", "部门负责人", "圈阅", ""),
    (14, date(2020, 2, 25), "市政府分管领导", "省级", "副职", "肯定", "所提机制可先行试点"),
    (20, date(2020, 2, 28), "市级部门负责人", "部门", "部门负责人", "转办", "转各区参照执行"),
)


def number(row: int) -> str:
    """The number that the office gives to the ``row``-th proposal of the year."""
    return f"2020-{row:04d}"


def received_on(row: int) -> date:
    """Spread over the five weeks, the first on the first day and the last on the last."""
    return FIRST + timedelta(days=(row - 1) * (LAST - FIRST).days // (len(SUBJECTS) - 1))


def workday(day: date) -> date:
    """The office did not rest in those weeks; but nothing lies beyond the last day."""
    return min(day, LAST)


def author(row: int) -> str:
    """An invented name: 例 stands in the middle of each."""
    return f"{SURNAMES[row % len(SURNAMES)]}例{GIVEN[row * 7 % len(GIVEN)]}"


def text(row: int) -> str:
    """An invented text of three short paragraphs."""
    subject, matter = SUBJECTS[row - 1]
    return (
        f"（示例文本）当前，{matter}直接关系防控成效和群众生活，需要统筹安排。"
        f"调研组走访了解到，有关单位在{matter}方面做了大量工作，但还存在标准不一、衔接不够的情况。\n"
        f"建议：一是明确牵头单位，把{matter}纳入每日调度；二是制定简明的操作指引，方便基层执行；"
        f"三是畅通反馈渠道，及时调整不合适的做法。\n"
        f"以上意见围绕“{subject}”提出，供决策参考。"
    )


def edited_rows() -> list[int]:
    """Which proposals were edited, oldest first."""
    return [row for row in range(1, len(SUBJECTS) + 1) if row not in NOT_EDITED]


def proposals() -> list[list[Any]]:
    """The register of proposals: what came in, and what became of it up to sign-off."""
    header = [
        *("编号", "收稿日期", "题目", "作者", "单位", "渠道", "公开程度", "原创声明", "正文"),
        *("初审意见", "初审日期", "说明", "责任编辑", "编审日期", "签发日期"),
    ]
    rows: list[list[Any]] = [header]
    for row in range(1, len(SUBJECTS) + 1):
        came = received_on(row)
        decision, word = NOT_EDITED.get(row, ("采", ""))
        word = number(int(word)) if decision == "并" else word
        taken = decision == "采"
        rows.append(
            [
                *(number(row), came, SUBJECTS[row - 1][0], author(row)),
                *(
                    BODIES[row * 5 % len(BODIES)],
                    ("电子邮件", "系统", "纸质")[row % 3],
                    "内部",
                    "是",
                ),
                text(row),
                *(decision, workday(came + timedelta(days=1)), word),
                EDITORS[row % len(EDITORS)] if taken else None,
                workday(came + timedelta(days=3)) if taken else None,
                workday(came + timedelta(days=4)) if taken else None,
            ]
        )
    return rows


def in_issues() -> list[tuple[int, int]]:
    """Issue and row of every item: those signed off in time, in order, five to an issue."""
    chosen: list[tuple[int, int]] = []
    left = edited_rows()
    for n, day in enumerate(ISSUE_DAYS, start=1):
        ready = [row for row in left if workday(received_on(row) + timedelta(days=4)) < day]
        chosen += [(n, row) for row in ready[:PER_ISSUE]]
        left = [row for row in left if (n, row) not in chosen]
    return chosen


def issues() -> tuple[list[list[Any]], list[list[Any]]]:
    """The issues, and their tables of contents."""
    head: list[list[Any]] = [
        ["期号", "总期号", "编印日期", "审核日期", "签发日期", "按语", "印数", "责任编辑", "签发人"]
    ]
    head += [
        [
            *(n, RUNNING_BEFORE + n, day, day - timedelta(days=1), day),
            "本期集中编发社科界关于疫情防控的建议，供参阅。（示例）",
            *(60, EDITORS[n % len(EDITORS)], "石例签"),
        ]
        for n, day in enumerate(ISSUE_DAYS, start=1)
    ]
    contents: list[list[Any]] = [["期号", "顺序", "栏目", "编号"]]
    place: dict[int, int] = {}
    for n, row in in_issues():
        place[n] = place.get(n, 0) + 1
        contents.append([n, place[n], SECTIONS[(place[n] - 1) // 2], number(row)])
    return head, contents


def recommended_rows() -> list[int]:
    """The rows that were recommended: those in issues first, then the oldest of the others."""
    placed = [row for _n, row in in_issues()]
    return (placed + [row for row in edited_rows() if row not in placed])[:RECOMMENDED]


def sent_on(row: int) -> date:
    """The day after the issue was released, or two days after sign-off."""
    issue = {row: n for n, row in in_issues()}.get(row)
    if issue is not None:
        return ISSUE_DAYS[issue - 1] + timedelta(days=1)
    return workday(received_on(row) + timedelta(days=6))


def recommendations() -> list[list[Any]]:
    """Which proposal went to which office, how and when. Some went to two."""
    rows: list[list[Any]] = [["日期", "编号", "报送单位", "报送渠道", "文号"]]
    for i, row in enumerate(recommended_rows(), start=1):
        office = OFFICES[i % len(OFFICES)]
        rows.append([sent_on(row), number(row), office, "机要交换", f"津社咨〔2020〕{i}号（示例）"])
        if i in ALSO_TO_ANOTHER:
            other = OFFICES[(i + 1) % len(OFFICES)]
            rows.append(
                [sent_on(row), number(row), other, "政务网", f"津社咨〔2020〕{i}号（示例）"]
            )
    return rows


def instructions() -> list[list[Any]]:
    """What came back. Three were only read (圈阅) and are no instructions."""
    rows: list[list[Any]] = [["日期", "编号", "批示人职务", "层级", "级别", "性质", "摘要"]]
    chosen = recommended_rows()
    rows += [[day, number(chosen[i - 1]), *rest] for i, day, *rest in INSTRUCTIONS]
    return rows


def main() -> None:
    """Write the four workbooks."""
    workbook(HERE / "proposals.xlsx", ("来稿登记（示例）", proposals()))
    head, contents = issues()
    workbook(HERE / "issues.xlsx", ("期刊（示例）", head), ("目录（示例）", contents))
    workbook(HERE / "recommendations.xlsx", ("报送登记（示例）", recommendations()))
    workbook(HERE / "instructions.xlsx", ("批示登记（示例）", instructions()))


if __name__ == "__main__":
    main()
