# noqa: INP001  -- a script beside its example, no package
"""Write the giving files of this example: ``python -m examples.jiangsu.make``.

Donors, firms, days and how a total is made up are invented (示例). What they add up to follows what
several offices once reported; where a report gave only a total, the total is kept as reported.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from examples.workbooks import workbook


HERE = Path(__file__).parent

YANGZHOU = "扬州市委统战部（示例）"
GENSI = "根思乡商会（示例）"
NANTONG = "南通市委统战部（示例）"
SCHOLARS = "南通市无党派知识分子联谊会（示例）"
STRATUM = "南通市新的社会阶层联谊会（示例）"
TEAM = "援黄石医疗队（示例）"
LIANYUNGANG = "连云港市社科联（示例）"

BODIES = (YANGZHOU, GENSI, NANTONG, SCHOLARS, STRATUM, TEAM, LIANYUNGANG)
RECEIVING, FORWARDING = "接收", "转交"

ITEMS = [
    ["编码", "名称", "标准", "计量单位"],
    ["mask.n95", "N95口罩", "GB 19083", "只"],
    ["blanket.medical", "医用毛毯", "", "条"],
    ["sanitizer.hand", "免洗手消毒液", "", "瓶"],
    ["sanitizer.surface", "空气物表消毒剂", "", "瓶"],
    ["plasma", "康复者血浆", "", "毫升"],
]

GIFT_HEAD = [
    *("日期", "单位", "捐赠方", "类别", "人数", "金额（元）", "物品", "数量", "计量单位"),
    *("去向地区", "用途", "身份", "凭证号", "公示方式"),
]

# Firms of the township and what they pledged, in yuan: 3,920,000 together.
PLEDGES = (
    *(800_000, 600_000, 500_000, 450_000, 400_000, 350_000),
    *(300_000, 220_000, 150_000, 100_000, 50_000),
)


def gift(day: date, body: str, donor: str, kind: str, **more: Any) -> list[Any]:
    """A row of the register of gifts."""
    return [
        *(day, body, donor, kind, more.get("persons"), more.get("cash"), more.get("item")),
        *(more.get("quantity"), more.get("unit"), more.get("area"), more.get("use")),
        *(more.get("capacity", RECEIVING), more.get("voucher"), more.get("shown", "实名")),
    ]


def gifts() -> list[list[Any]]:
    """The register of gifts (捐赠登记)."""
    hubei: dict[str, Any] = {"area": "湖北省", "capacity": FORWARDING}
    return [
        GIFT_HEAD,
        gift(date(2020, 2, 6), SCHOLARS, "联谊会会员（示例）", "集体", persons=83, cash=51_600),
        gift(date(2020, 2, 7), STRATUM, "联谊会会员（示例）", "集体", persons=57, cash=33_000),
        gift(date(2020, 2, 10), SCHOLARS, "会员企业甲（示例）", "企业",
             item="mask.n95", quantity=1_200_000, unit="只", **hubei),
        gift(date(2020, 2, 14), STRATUM, "会员企业乙（示例）", "企业",
             item="mask.n95", quantity=760_000, unit="只", **hubei),
        gift(date(2020, 2, 14), STRATUM, "会员企业丙（示例）", "企业",
             item="blanket.medical", quantity=200, unit="条", **hubei),
        gift(date(2020, 2, 15), SCHOLARS, "会员企业丁（示例）", "企业",
             item="sanitizer.hand", quantity=1_008, unit="瓶", **hubei),
        gift(date(2020, 2, 15), STRATUM, "会员企业丁（示例）", "企业",
             item="sanitizer.surface", quantity=992, unit="瓶", **hubei),
        gift(date(2020, 3, 9), TEAM, "康复者（示例）", "集体", persons=3,
             item="plasma", quantity=550, unit="毫升", area="湖北省", capacity="仅统计",
             shown="匿名"),
        gift(date(2020, 3, 2), LIANYUNGANG, "机关党员（示例）", "党组织", persons=25, cash=50_000,
             use="结对村帮促"),
    ]  # fmt: skip


def pledges() -> list[list[Any]]:
    """The register of pledges (认捐登记)."""
    head = ["日期", "单位", "认捐方", "类别", "金额（元）", "用途"]
    start = date(2020, 1, 18)
    return [
        head,
        *(
            [
                start + timedelta(days=n // 3),
                GENSI,
                f"商会企业{n}号（示例）",
                "企业",
                yuan,
                "扶贫基金",
            ]
            for n, yuan in enumerate(PLEDGES, start=1)
        ),
    ]


def payouts() -> list[list[Any]]:
    """Cash that was handed on (拨付登记)."""
    return [
        ["日期", "单位", "金额（元）", "接收单位", "凭证号"],
        [date(2020, 3, 20), LIANYUNGANG, 50_000, "结对村（示例）", "付2020-01（示例）"],
    ]


def relief() -> list[list[Any]]:
    """Households that were helped, as counts of a kind; never who (救助登记)."""
    return [
        ["日期", "单位", "对象类别", "户数", "内容"],
        [date(2020, 2, 12), GENSI, "低收入户", 50, "生活物资（示例）"],
        [date(2020, 2, 26), GENSI, "低收入户", 34, "生活物资（示例）"],
    ]


def totals() -> list[list[Any]]:
    """Totals that somebody reported without items (总数报告)."""
    return [
        ["日期", "单位", "金额（元）", "来源", "依据"],
        [date(2020, 3, 25), NANTONG, 112_000_000, NANTONG, "全市统一战线捐赠汇总表（示例）"],
    ]


def main() -> None:
    """Write the workbooks."""
    workbook(HERE / "bodies.xlsx", ("单位（示例）", [["单位"], *[[name] for name in BODIES]]))
    workbook(HERE / "items.xlsx", ("物品（示例）", ITEMS))
    workbook(HERE / "gifts.xlsx", ("捐赠登记（示例）", gifts()))
    workbook(HERE / "pledges.xlsx", ("认捐登记（示例）", pledges()))
    workbook(HERE / "payouts.xlsx", ("拨付登记（示例）", payouts()))
    workbook(HERE / "relief.xlsx", ("救助登记（示例）", relief()))
    workbook(HERE / "totals.xlsx", ("总数报告（示例）", totals()))


if __name__ == "__main__":
    main()
