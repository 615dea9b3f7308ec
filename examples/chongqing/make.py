# noqa: INP001  -- a script beside its example, no package
"""Write the office's files of this example: ``python -m examples.chongqing.make``.

Donors, batches, days and prices are invented (示例), and so is how a total is made up where the
report gave only the total. What they add up to follows what societies of a federation once reported.
"""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from examples.workbooks import workbook


HERE = Path(__file__).parent

PARTY = "社会组织综合党委（示例）"
FUNCTIONAL = "功能性党组织（示例）"
XUANYUAN = "重庆市轩辕文化研究会"
ZHAOXIN = "重庆昭信教育研究院"
BOZHONG = "重庆博众城市发展管理研究院"
WINE = "重庆市酒文化研究会"
CIXIAO = "重庆慈孝文化促进会"
HUAXIA = "重庆华夏文化促进会"
TAX = "重庆市国际税收研究会"
WOMEN = "重庆市女性人才研究会"

BODIES = (PARTY, FUNCTIONAL, XUANYUAN, ZHAOXIN, BOZHONG, WINE, CIXIAO, HUAXIA, TAX, WOMEN)
CHARITY = "市慈善总会（示例）"

RECEIVING, COUNTED = "接收", "仅统计"

ITEMS = [
    ["编码", "名称", "标准", "计量单位"],
    ["mask.medical", "医用口罩", "", "只"],
    ["mask.disposable", "一次性医用口罩", "YY/T 0969", "个"],
    ["mask.plain", "口罩", "", "个"],
    ["mask.import", "进口口罩", "", "只"],
    ["thermometer", "额温枪", "", "把"],
    ["alcohol", "酒精", "75%", "毫升"],
    ["rent", "房租减免", "", "元"],
    ["celery", "芹菜", "", "吨"],
    ["lettuce", "莴笋", "", "吨"],
    ["mustard", "儿菜", "", "吨"],
]

# body, persons, yuan: eight party branches
BRANCHES = (
    ("国防教育研究院支部（示例）", 6, "2600"),
    ("大数据研究院支部（示例）", 5, "2200"),
    ("民生经济研究会支部（示例）", 4, "1800"),
    ("传统文化研究院支部（示例）", 5, "2150"),
    ("经济技术研究院支部（示例）", 3, "1330"),
    ("地方文化研究院支部（示例）", 6, "2700"),
    ("世界语协会支部（示例）", 4, "1700"),
    ("社会实践促进会支部（示例）", 5, "2200"),
)
UNITS = (
    ("第一组单位（示例）", 28, "10200.00"),
    ("第二组单位（示例）", 31, "11350.50"),
    ("第三组单位（示例）", 22, "7900.00"),
    ("第四组单位（示例）", 19, "6730.00"),
    ("第五组单位（示例）", 15, "5199.49"),
)

GIFT_HEAD = [
    *("日期", "单位", "捐赠方", "类别", "人数", "金额（元）", "物品", "数量", "计量单位"),
    *("去向地区", "用途", "身份", "凭证号", "公示方式"),
]


def gift(day: date, body: str, donor: str, kind: str, **more: Any) -> list[Any]:
    """A row of the register of gifts."""
    return [
        *(day, body, donor, kind, more.get("persons"), more.get("cash"), more.get("item")),
        *(more.get("quantity"), more.get("unit"), more.get("area"), more.get("use")),
        *(more.get("capacity", RECEIVING), more.get("voucher"), more.get("shown", "实名")),
    ]


def gifts() -> list[list[Any]]:
    """The register of gifts (捐赠登记)."""
    rows: list[list[Any]] = [GIFT_HEAD]
    start = date(2020, 2, 1)
    for n, (branch, persons, yuan) in enumerate(BRANCHES):
        day = start + timedelta(days=n // 2)
        rows.append(gift(day, PARTY, branch, "党组织", persons=persons, cash=Decimal(yuan)))
    for n, (unit, persons, yuan) in enumerate(UNITS):
        rows.append(
            gift(
                start + timedelta(days=4 + n),
                FUNCTIONAL,
                unit,
                "集体",
                persons=persons,
                cash=Decimal(yuan),
                capacity=COUNTED,
            )
        )
    rows += [
        gift(
            *(date(2020, 1, 29), XUANYUAN, "会员甲（示例）", "个人"),
            cash=10_000_000, area="武汉市", capacity=COUNTED,
        ),
        gift(
            *(date(2020, 2, 3), XUANYUAN, "会员乙（示例）", "个人"),
            cash=1_000_000, area="武汉市", capacity=COUNTED, shown="只写姓",
        ),
        gift(
            *(date(2020, 2, 10), XUANYUAN, "会员丙（示例）", "个人"),
            item="rent", quantity=230_000, unit="元", capacity=COUNTED, shown="匿名",
        ),
        gift(date(2020, 2, 5), ZHAOXIN, "研究院职工（示例）", "集体", persons=92, cash=46_000),
        gift(
            *(date(2020, 2, 12), ZHAOXIN, "昭信教育科技集团（示例）", "企业"),
            cash=1_000_000,
        ),
        gift(date(2020, 2, 6), BOZHONG, "校友会第一次募集（示例）", "集体", cash=38_354),
        gift(date(2020, 2, 19), BOZHONG, "校友会第二次募集（示例）", "集体", cash=22_250),
        gift(date(2020, 2, 4), WINE, "会员企业甲（示例）", "企业", cash=60_000),
        gift(date(2020, 2, 5), WINE, "会员企业乙（示例）", "企业", cash=50_000),
        gift(date(2020, 2, 7), WINE, "个人会员（示例）", "集体", persons=61, cash=29_000),
        gift(date(2020, 2, 8), CIXIAO, "促进会会员（示例）", "集体", persons=118, cash=23_600),
        gift(date(2020, 2, 3), HUAXIA, "支部党员（示例）", "党组织", persons=71, cash=71_000),
        gift(
            *(date(2020, 2, 11), HUAXIA, "支部党员（示例）", "党组织"),
            item="mask.plain", quantity=3_000, unit="个",
        ),
        gift(date(2020, 2, 13), WOMEN, "会员农场甲（示例）", "企业",
             item="celery", quantity=4.2, unit="吨"),
        gift(date(2020, 2, 13), WOMEN, "会员农场乙（示例）", "企业",
             item="lettuce", quantity=3.8, unit="吨"),
        gift(date(2020, 2, 14), WOMEN, "会员农场丙（示例）", "企业",
             item="mustard", quantity=3.5, unit="吨"),
    ]  # fmt: skip
    return [rows[0], *sorted(rows[1:], key=_by_day)]


def _by_day(row: list[Any]) -> date:
    day: date = row[0]
    return day


def purchases() -> list[list[Any]]:
    """What was bought with cash (采购登记): cost, and what came for it."""
    return [
        ["日期", "单位", "金额（元）", "物品", "数量", "计量单位", "凭证号"],
        [date(2020, 2, 13), ZHAOXIN, 820_000, "mask.medical", 412_000, "只", "采2020-01（示例）"],
        [date(2020, 2, 14), ZHAOXIN, 150_000, "thermometer", 500, "把", "采2020-02（示例）"],
        [date(2020, 2, 14), ZHAOXIN, 76_000, "alcohol", 2_000_000, "毫升", "采2020-03（示例）"],
        [date(2020, 2, 20), BOZHONG, 22_250, "mask.import", 4_450, "只", "采2020-04（示例）"],
        [date(2020, 2, 10), CIXIAO, 23_600, "mask.disposable", 12_200, "个", "采2020-05（示例）"],
    ]


def payouts() -> list[list[Any]]:
    """Cash that was handed on (拨付登记)."""
    return [
        ["日期", "单位", "金额（元）", "接收单位", "凭证号"],
        [date(2020, 2, 9), BOZHONG, 38_354, "儿童救助基金会（示例）", "付2020-01（示例）"],
        [date(2020, 2, 10), WINE, 139_000, CHARITY, "付2020-02（示例）"],
    ]


def deliveries() -> list[list[Any]]:
    """Batches of goods (发放登记): what went to how many organisations."""
    head = ["批次", "日期", "单位", "物品", "数量", "计量单位", "接收方", "地区", "受助单位数"]
    masks = ((1, 2, 17, 120_000, 140), (2, 2, 21, 150_000, 172), (3, 2, 26, 142_000, 174))
    rows: list[list[Any]] = [head]
    for n, month, day, quantity, bodies in masks:
        rows.append([
            *(f"昭信{n}", date(2020, month, day), ZHAOXIN, "mask.medical", quantity, "只"),
            *(f"第{n}批受助单位（示例）", "", bodies),
        ])  # fmt: skip
    rows += [
        ["昭信1", date(2020, 2, 17), ZHAOXIN, "thermometer", 200, "把", "第1批受助单位（示例）", "", None],
        ["昭信2", date(2020, 2, 21), ZHAOXIN, "thermometer", 300, "把", "第2批受助单位（示例）", "", None],
        ["昭信2", date(2020, 2, 21), ZHAOXIN, "alcohol", 900_000, "毫升", "第2批受助单位（示例）", "", None],
        ["昭信3", date(2020, 2, 26), ZHAOXIN, "alcohol", 1_100_000, "毫升", "第3批受助单位（示例）", "", None],
        ["博众1", date(2020, 2, 22), BOZHONG, "mask.import", 4_450, "只", "物业企业（示例）", "", 31],
        ["慈孝1", date(2020, 2, 12), CIXIAO, "mask.disposable", 5_000, "个", "万州区一线（示例）", "万州区", None],
        ["慈孝2", date(2020, 2, 12), CIXIAO, "mask.disposable", 4_200, "个", "渝北区一线（示例）", "渝北区", None],
        ["慈孝3", date(2020, 2, 13), CIXIAO, "mask.disposable", 3_000, "个", "云阳县一线（示例）", "云阳县", None],
        ["女性1", date(2020, 2, 15), WOMEN, "celery", 4.2, "吨", "大足区慈善会（示例）", "大足区", 1],
        ["女性1", date(2020, 2, 15), WOMEN, "lettuce", 3.8, "吨", "大足区慈善会（示例）", "大足区", None],
        ["女性1", date(2020, 2, 15), WOMEN, "mustard", 3.5, "吨", "大足区慈善会（示例）", "大足区", None],
    ]  # fmt: skip
    return rows


def totals() -> list[list[Any]]:
    """Totals that somebody reported without items (总数报告)."""
    return [
        ["日期", "单位", "金额（元）", "来源", "依据"],
        [date(2020, 3, 10), TAX, 30_800_000, TAX, "各会员单位捐赠情况汇总表（示例）"],
    ]


def statement() -> list[list[Any]]:
    """The bank's lines of the account that receives (银行流水)."""
    head = ["交易日期", "摘要", "对方户名", "收入", "支出", "流水号"]
    lines = [
        [row[0], "捐款", row[2], row[5], None, f"LS{n:04d}"]
        for n, row in enumerate(gifts()[1:], start=1)
        if row[5] is not None and row[11] == RECEIVING
    ]
    lines.append([date(2020, 2, 28), "捐款", "无附言", 500, None, "LS9001"])
    return [head, *lines]


def main() -> None:
    """Write the workbooks."""
    workbook(HERE / "bodies.xlsx", ("单位（示例）", [["单位"], *[[name] for name in BODIES]]))
    workbook(HERE / "items.xlsx", ("物品（示例）", ITEMS))
    workbook(HERE / "gifts.xlsx", ("捐赠登记（示例）", gifts()))
    workbook(HERE / "purchases.xlsx", ("采购登记（示例）", purchases()))
    workbook(HERE / "payouts.xlsx", ("拨付登记（示例）", payouts()))
    workbook(HERE / "deliveries.xlsx", ("发放登记（示例）", deliveries()))
    workbook(HERE / "totals.xlsx", ("总数报告（示例）", totals()))
    workbook(HERE / "bank.xlsx", ("银行流水（示例）", statement()))


if __name__ == "__main__":
    main()
