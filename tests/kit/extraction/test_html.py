"""Pages of office sites: what a reader sees and nothing else."""

from heli.kit.extraction import extract


PAGE = """<!DOCTYPE html><html><head><title>通报</title><style>p{color:red}</style></head><body>
<nav><a href="/">首页 共12个栏目</a></nav>
<h1>2020年   通报</h1><script>var a = "56篇";</script>
<p>收到建议<b>56</b>篇，<br>编审&nbsp;47篇。</p>
<table><tr><th>项目</th><th>件数</th></tr><tr><td>采用</td><td>39</td></tr></table>
<ul><li>一项</li><li>两项</li></ul><hr/><img src="x.png" onerror="alert(1)">
</body></html>"""


def test_extract_page_without_navigation_and_scripts() -> None:
    found = extract(PAGE.encode(), name="a.html")

    assert (
        found.text
        == "2020年 通报\n收到建议56篇，\n编审\u00a047篇。\n项目\t件数\n采用\t39\n一项\n两项"
    )
    assert found.media_type == "text/html"


def test_extract_page_in_its_stated_encoding() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>收到56篇'

    assert extract(page.encode("gbk")).text == "收到56篇"


def test_extract_page_with_unknown_encoding_is_guessed() -> None:
    page = '<html><meta charset="x-nonsense"><p>' + "收到建议的报告，共有这些工作。" * 3

    assert extract(page.encode("gb18030")).text.startswith("收到建议")


def test_extract_fragment_is_told_by_its_name() -> None:
    assert extract("<p>收到56篇</p>".encode(), name="A.HTM").text == "收到56篇"
    assert extract("<p>收到56篇</p>".encode(), name="a.txt").text == "<p>收到56篇</p>"


def test_extract_unclosed_navigation_does_not_swallow_the_body() -> None:
    page = "<html><head><title>x<script>1<body><p>收到56篇</p><svg><text>9</text></svg></html>"

    assert extract(page.encode()).text == ""
    assert extract(b"<html><head><style>x</style><body><nav>a</nav><p>1</p>").text == "1"
