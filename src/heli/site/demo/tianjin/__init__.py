"""Seed 001: proposals come in, are edited, issued, recommended, and sometimes acted upon."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from heli.core.access.enums import Role
from heli.core.parties.models import TieKind
from heli.site.demo.cast import Cast, add_body, add_person
from heli.site.demo.files import Files
from heli.site.demo.plays import Play
from heli.site.demo.tianjin import desk, outgoing


OFFICES = ("市委办公厅", "市委研究室", "市政府研究室")


def _act(files: Files, cast: Cast, say: Callable[[str], None]) -> None:
    say(_("Receiving the proposals ..."))
    call, periodical = desk.call_for_proposals(cast)
    proposals = desk.receive(files, call, cast)
    say(_("Screening, editing and signing off ..."))
    desk.decide(files, proposals, cast)
    say(_("Releasing the issues ..."))
    outgoing.release_issues(files, periodical, proposals, cast)
    say(_("Keeping the registers ..."))
    outgoing.recommend(files, proposals, cast)
    outgoing.instruct(files, proposals, cast)


def _gather(files: Files, cast: Cast) -> None:
    for name in dict.fromkeys(row["单位"] for row in files.rows("proposals.xlsx")):
        add_body(cast, name, "member")
    for name in OFFICES:
        add_body(cast, f"{name}（示例）", "office")
    first = next(iter(cast.bodies.values()))
    add_person(cast, "liaison", "于例联", first, (Role.LIAISON,), kind=TieKind.EMPLOYEE)
    row = next(files.rows("proposals.xlsx"))
    add_person(cast, "author", row["作者"], cast.bodies[row["单位"]], (), kind=TieKind.EMPLOYEE)


TIANJIN = Play(
    example="tianjin",
    federation="天津市社会科学界联合会",
    short="市社科联",
    staff={
        "clerk": ("田例办", (Role.CLERK,)),
        "editor": ("高例编", (Role.EDITOR,)),
        "editor2": ("罗例编", (Role.EDITOR,)),
        "checker": ("孟例核", (Role.CHECKER,)),
        "signer": ("石例签", (Role.SIGNER,)),
    },
    gather=_gather,
    act=_act,
)
