# noqa: INP001  -- a script beside its example, no package
"""Write the service files of this example: ``python -m examples.xiangshui.make``.

Firms, days, and how a total is made up are invented (示例). What they add up to follows what several
offices once reported.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from examples.workbooks import workbook


HERE = Path(__file__).parent

ECONOMY, TRAFFIC, HEALTH = "县工信局（示例）", "县交通局（示例）", "县疾控中心（示例）"
FEDERATION, CHAMBER = "县工商联（示例）", "市优化办（示例）"
COUNSELLORS, CHILDREN = "心理咨询师协会（示例）", "儿童教育科学研究院（示例）"
VILLAGE, SCHOLARS = "根思乡（示例）", "连云港市社科联（示例）"
DEPARTMENTS = (ECONOMY, TRAFFIC, HEALTH)
REPORTERS = (FEDERATION, CHAMBER, COUNSELLORS, CHILDREN, VILLAGE, SCHOLARS)
TOWNS = tuple(
    f"{name}（示例）" for name in ("经济开发区", "小尖镇", "陈家港镇", "南河镇", "双港镇")
)
FIRMS = tuple(f"园区企业{n}号（示例）" for n in range(1, 20))
SOLVED, START = 171, date(2020, 2, 10)
PROBLEMS = 6

TOPICS = (
    ("物资", "防疫物资库存紧张", ECONOMY),
    ("用工", "外地工人返岗困难", ECONOMY),
    ("物流", "原料运不进来", TRAFFIC),
    ("资金", "贷款即将到期", ECONOMY),
    ("其他", "返岗人员需要检测", HEALTH),
)
# What was found, how often and how much each time: 98,000 masks, 5,540 kg, 324 thermometers.
FOUND = (*(("口罩", 14_000),) * 7, *(("消毒液", 1_108),) * 5, *(("测温枪", 54),) * 6)


def bodies() -> list[list[Any]]:
    """Who takes part (单位名册)."""
    kinds = {"部门": DEPARTMENTS, "报送": (*REPORTERS, *TOWNS), "企业": FIRMS}
    return [["单位", "类别"], *([name, kind] for kind, names in kinds.items() for name in names)]


def matters() -> list[list[Any]]:
    """The register of matters (诉求登记): 171 that were solved, and three that are not."""
    head = ["日期", "企业", "类别", "诉求", "答复部门", "找到", "数量", "状态"]
    rows = [[START, FIRMS[0], "许可", "新增2辆货运车，急需车辆通行证", TRAFFIC, "车辆", 2, "解决"]]
    found = iter(FOUND)
    for n in range(1, SOLVED - PROBLEMS + 3):
        topic, title, department = TOPICS[n % len(TOPICS)]
        what, much = next(found, (None, None)) if topic == "物资" else (None, None)
        state = "解决" if n < SOLVED - PROBLEMS else "待答复"
        day = START + timedelta(days=n // 5)
        rows.append([day, FIRMS[n % len(FIRMS)], topic, title, department, what, much, state])
    return [head, *rows]


def visits() -> list[list[Any]]:
    """Leaders' field visits (走访登记), and the problems they brought back."""
    head = ["日期", "单位", "事由", "问题", "答复部门"]
    rows = []
    for n in range(32):
        problem = "办公场地不足" if n < PROBLEMS else None
        day = START + timedelta(days=n)
        rows.append([day, FIRMS[n % len(FIRMS)], "实地调研座谈", problem, ECONOMY])
    return [head, *rows]


def pairs() -> list[list[Any]]:
    """Who looks after which firm (服务专员)."""
    return [
        ["企业", "分管领导", "工作人员"],
        *([f, f"朱例{n}", f"单例{n}"] for n, f in enumerate(FIRMS[:5], 1)),
    ]


def counts() -> list[list[Any]]:
    """Help of which only the count is kept (计数报告)."""
    head = ["日期", "单位", "内容", "数量", "依据"]
    end = date(2020, 3, 20)
    served = ((136, 134), (118, 120), (104, 102), (92, 94), (74, 73))
    return [
        head,
        *([end, town, "服务企业", n, "镇区走访台账（示例）"] for town, (n, _m) in zip(TOWNS, served, strict=True)),
        *([end, town, "服务专员", m, "镇区专员名册（示例）"] for town, (_n, m) in zip(TOWNS, served, strict=True)),
        [date(2020, 2, 20), FEDERATION, "调查企业", 842, "企业问卷（示例）"],
        [date(2020, 2, 20), CHAMBER, "调查企业", 496, "企业问卷（示例）"],
        [date(2020, 2, 14), FEDERATION, "宣讲政策", 16, "政策措施清单（示例）"],
        [date(2020, 3, 2), HEALTH, "组织检测", 4, "检测安排（示例）"],
        [date(2020, 2, 28), COUNSELLORS, "心理社区", 560, "社区联系表（示例）"],
        [date(2020, 2, 28), COUNSELLORS, "心理服务", 9_420, "热线计数表（示例）"],
        [date(2020, 3, 20), COUNSELLORS, "心理服务", 8_430, "热线计数表（示例）"],
        [date(2020, 3, 1), CHILDREN, "群组服务", 2_160, "群组计数表（示例）"],
        [date(2020, 2, 26), VILLAGE, "调解纠纷", 23, "调解计数（示例）"],
        [date(2020, 3, 20), COUNSELLORS, "热线来电", 640, "热线值班表（示例）"],
    ]  # fmt: skip


def main() -> None:
    """Write the workbooks."""
    workbook(HERE / "bodies.xlsx", ("单位（示例）", bodies()))
    workbook(HERE / "matters.xlsx", ("诉求登记（示例）", matters()))
    workbook(HERE / "visits.xlsx", ("走访登记（示例）", visits()))
    workbook(HERE / "pairs.xlsx", ("服务专员（示例）", pairs()))
    workbook(HERE / "counts.xlsx", ("计数报告（示例）", counts()))


if __name__ == "__main__":
    main()
