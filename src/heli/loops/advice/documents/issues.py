"""An issue as a bulletin (简报, 内参): head, note, contents, items, foot."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import override

from heli.core.flow.models import Entry, Step
from heli.core.texts.models import Secrecy
from heli.loops.advice.queries.issues import Item, contents, released_on
from heli.loops.advice.queries.people import names_under
from heli.shell.documents import (
    Block,
    Byline,
    Contents,
    ContentsLine,
    Masthead,
    Note,
    Paper,
    Paragraph,
    Tail,
    Title,
    level_of,
)


INTERNAL = "内部资料·注意保存"
UNNUMBERED = "（未编号）"


def paper_of(issue: Entry, *, today: date) -> Paper:
    """The issue as it would be printed today; as it was released, once it was.

    The words of the form are Chinese in every language: it is a Chinese form.
    """
    settings, items = issue.call.settings, contents(issue)
    day = released_on(issue) or today
    with override("zh-hans"):
        blocks: list[Block] = [
            Masthead(
                name=issue.call.title,
                number=issue.code or UNNUMBERED,
                left=f"{settings['compiled_by']}编印",
                right=in_words(day),
                marks=(INTERNAL,) if is_internal(items) else (),
            )
        ]
        if note := issue.answers.get("note"):
            blocks.append(Note(note, label="编者按："))
        if len(items) > 1:
            blocks.append(Contents("目录", tuple(_contents_line(item) for item in items)))
        for item in items:
            blocks += _item(item)
        blocks.append(_tail(issue))
    return Paper(title=issue.title, on=day, blocks=blocks, author=issue.call.issuer.name)


def is_internal(items: list[Item]) -> bool:
    """Whether one of the items is internal: then the whole issue is."""
    return any(item.placement.item.secrecy == Secrecy.INTERNAL for item in items)


def in_words(day: date) -> str:
    """2020年2月6日: full years, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _contents_line(item: Item) -> ContentsLine:
    section = f"【{item.placement.section}】" if item.placement.section else ""
    return ContentsLine(section + _title(item), item.proposal.org.name_short or "")


def _title(item: Item) -> str:
    revision = item.placement.revision
    return revision.title if revision else item.proposal.title


def _item(item: Item) -> Iterator[Block]:
    yield Title(_title(item), level=2)
    body = item.placement.revision.body if item.placement.revision else ""
    for line in body.split("\n"):
        if text := line.strip():
            yield Paragraph.of(text, level=level_of(text) if len(text) <= HEADING else 0)
    yield Byline(f"{item.proposal.org.name}　{names_under(item.proposal)}")


HEADING = 30
"""A longer line that begins like a heading is a paragraph with a number."""


def _tail(issue: Entry) -> Tail:
    settings = issue.call.settings
    copies = issue.answers.get("copies") or settings.get("copies") or 1
    lines = [
        (label, settings[key])
        for label, key in (("报：", "report_to"), ("送：", "send_to"), ("发：", "issue_to"))
        if settings.get(key)
    ]
    editor, signer = issue.answers.get("editor", ""), _signer(issue)
    named = [f"责任编辑：{editor}" if editor else "", f"签发：{signer}" if signer else ""]
    return Tail(lines=tuple(lines), left="　".join(n for n in named if n), right=f"共印{copies}份")


def _signer(issue: Entry) -> str:
    step = Step.objects.filter(entry=issue, verb="sign").order_by("-seq").first()
    return str(step.facts.get("signer", "")) if step else ""
