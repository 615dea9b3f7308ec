"""One matter told from its first photo to the end: what the month is made of, with every turn.

Two neighbours report the same heap of rubbish; the unit says that it is not its own, and is told that it
is; the checker is not content, and the clock runs on; one of the two is not content either, and it is
opened again.
"""

from datetime import datetime, timedelta
from typing import Any

from heli.core.acts import ANONYMOUS
from heli.core.flow.models import Entry
from heli.core.parties.models import Party
from heli.loops.grid.actions.checking import check_case, close_cases
from heli.loops.grid.actions.dispatching import (
    ask_return,
    decide_return,
    dispatch_cases,
    sign_case,
)
from heli.loops.grid.actions.drafts import Contact
from heli.loops.grid.actions.handling import confirm_handling, handle_case
from heli.loops.grid.actions.merging import merge_cases
from heli.loops.grid.actions.reporting import report
from heli.loops.grid.actions.screening import record_finding, register_cases, verify_case
from heli.loops.grid.actions.visiting import rate, record_visit, reopen_by_reporter
from heli.loops.grid.enums import Finding, PhotoKind, ReturnReason, Satisfaction
from heli.loops.grid.models import Report
from heli.loops.grid.queries.cases import cases
from heli.loops.grid.queries.numbers import digits_of
from heli.site.demo.town.acting import Month
from heli.site.demo.town.plan import Kind, Matter, Way


DAYS_AGO, HOUR = 9, 9
FIRST, SECOND = "story", "story-again"


class Story:
    """The whole way, each step by whom it falls to."""

    def __init__(self, month: Month, kind: Kind, today: datetime) -> None:
        self.month = month
        self.town = month.town
        self.begun = today - timedelta(days=DAYS_AGO) + timedelta(hours=HOUR)
        self.matter = Matter(
            n=10_000, way=Way.CLOSED, kind=kind, text="社区门口一大堆垃圾，苍蝇很多",
            begun=self.begun, lag=timedelta(0), grid=0,
        )  # fmt: skip

    def tell(self) -> None:
        """Everything, from the report to the second answer."""
        self._reported()
        self._dispatched()
        self._handled_twice()
        self._rated_and_opened_again()

    def at(self, minutes: int, *, days: int = 0) -> datetime:
        """A moment of the story."""
        return self.begun + timedelta(days=days, minutes=minutes)

    def case(self, which: str = FIRST) -> Entry:
        """The case as it stands."""
        return cases().get(reports__uid=self.month.uid(which))

    def does(self, part: str, at: datetime) -> dict[str, Any]:
        """Somebody of the town, at a moment."""
        return {"by": self.town.cast.actors[part], "at": at}

    def key(self, what: str) -> str:
        """The key of a step of the story."""
        return self.town.cast.key("story", what)

    def _shots(self, kind: str, at: datetime, *, done: bool) -> list[Any]:
        return [self.month.shot(self.matter, kind, at, done=done)]

    def _reported(self) -> None:
        for n, (which, after) in enumerate(((FIRST, 0), (SECOND, 20))):
            at = self.at(after)
            draft = self.month.draft(
                self.matter,
                at,
                uid=self.month.uid(which),
                photos=tuple(self._shots("near", at, done=False)),
            )
            who = Contact(name=f"示例居民{'甲乙'[n]}", phone=f"1380000900{n}")
            report(self.town.call, draft=draft, contact=who, by=ANONYMOUS, at=at)
        merge_cases.once(self.key("merge"))(
            [self.case(SECOND)], into=self.case(),
            reply="已有邻居反映，一并处理，结果会告诉您（示例）。", **self.does("clerk", self.at(25)),
        )  # fmt: skip

    def _dispatched(self) -> None:
        worker = Party.objects.get(uid=str(self.town.cast.actors["worker"].uid))
        verify_case.once(self.key("look"))(
            self.case(), assignee=worker, **self.does("clerk", self.at(30))
        )
        at = self.at(45)
        record_finding.once(self.key("find"))(
            self.case(), finding=Finding.EXISTS, note="情况属实",
            photos=self._shots(PhotoKind.NEAR, at, done=False), **self.does("worker", at),
        )  # fmt: skip
        register_cases.once(self.key("register"))([self.case()], **self.does("clerk", self.at(50)))
        dispatch_cases.once(self.key("dispatch"))([self.case()], **self.does("editor", self.at(60)))
        ask_return.once(self.key("return"))(
            self.case(), reason=ReturnReason.NOT_OUR_DUTY, note="该处属小区物业范围",
            basis="物业管理条例（示例）第9条", **self.does("unit_head", self.at(70)),
        )  # fmt: skip
        decide_return.once(self.key("stays"))(
            self.case(), granted=False, note="红线外公共道路，按权责清单第2条由环卫所处置",
            **self.does("editor", self.at(90)),
        )  # fmt: skip
        sign_case.once(self.key("sign"))(self.case(), **self.does("handler", self.at(100)))

    def _handled_twice(self) -> None:
        self._handled("first", self.at(170), note="已清运两车")
        self._checked("fail", self.at(200), note="墙根还有建筑碎料，未清净")
        self._handled("second", self.at(250), note="碎料已清，地面已冲洗")
        self._checked("pass", self.at(275), note="现场干净")
        self._closed("close", self.at(290), "垃圾已清运，地面已冲洗，感谢反映（示例）。")

    def _handled(self, which: str, at: datetime, *, note: str) -> None:
        """The unit's worker shows it, its head confirms it."""
        handle_case.once(self.key(f"handle/{which}"))(
            self.case(), note=note, photos=self._shots(PhotoKind.AFTER, at, done=True),
            **self.does("handler", at),
        )  # fmt: skip
        confirm_handling.once(self.key(f"confirm/{which}"))(
            self.case(), **self.does("unit_head", at + timedelta(minutes=5))
        )

    def _checked(self, result: str, at: datetime, *, note: str, again: str = "") -> None:
        check_case.once(self.key(f"{result}{again}"))(
            self.case(), result=result, note=note,
            photos=self._shots(PhotoKind.CHECK, at, done=result == "pass"), **self.does("checker", at),
        )  # fmt: skip

    def _closed(self, which: str, at: datetime, reply: str) -> None:
        close_cases.once(self.key(which))([self.case()], reply=reply, **self.does("clerk", at))

    def _rated_and_opened_again(self) -> None:
        first, second = (self._report(which) for which in (FIRST, SECOND))
        self._rated(first, self.at(0, days=1), solved=False, says=Satisfaction.DISSATISFIED)
        reopen_by_reporter.once(self.key("reopen"))(
            self.case(), report=first, digits=digits_of(first), note="昨晚又有人倒垃圾，桶也没放回来",
            by=ANONYMOUS, at=self.at(5, days=1),
        )  # fmt: skip
        self._handled("again", self.at(60, days=1), note="已再次清运，放回分类桶，加装提示牌")
        self._checked("pass", self.at(90, days=1), note="桶已放回，现场干净", again="/again")
        self._closed("close/again", self.at(100, days=1), "已再次清理并放回垃圾桶（示例）。")
        self._rated(first, self.at(0, days=2), solved=True, says=Satisfaction.SATISFIED, n="/again")
        record_visit.once(self.key("ask"))(
            self.case(SECOND), report=second, contacted=True, solved=True,
            satisfaction=Satisfaction.MOSTLY, **self.does("clerk", self.at(30, days=2)),
        )  # fmt: skip

    def _report(self, which: str) -> Report:
        return Report.objects.get(uid=self.month.uid(which))

    def _rated(self, one: Report, at: datetime, *, solved: bool, says: str, n: str = "") -> None:
        """By number and four digits, as on the receipt."""
        rate.once(self.key(f"rate/{one.uid}{n}"))(
            self.case(), report=one, digits=digits_of(one), solved=solved, satisfaction=says,
            by=ANONYMOUS, at=at,
        )  # fmt: skip
