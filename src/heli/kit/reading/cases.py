"""一起 where it counts a case, and is not the word for together."""

import re
from typing import Final


def is_case(text: str, place: int) -> bool:
    """查处了一起电鱼案件, 作案一起: a case done with or that happened; 一起查处 is together."""
    if not text.startswith("一起", place):
        return False
    if _SOLVED.search(text, max(place - 4, 0), place):
        return True
    handled = _HANDLED.search(text, max(place - 4, 0), place)
    if handled is None:
        return False
    return _CASE.match(text, place + 2) is not None


_SOLVED: Final = re.compile(r"(?:侦破|破获)了?$")
_HANDLED: Final = re.compile(
    r"(?:查处|查获|审结|立案|作案|处置|通报|其中|发生|受理|办理|办结|处理|审理|接报|接到|调解|化解|接手)了?过?$"
)
_CASE: Final = re.compile(
    r"[，。;、!?)]|$|[^，。;、\n]{0,20}?(?:案|事故|事件|纠纷|火灾|警情|违[法规章]|车祸|灾害)"
)
