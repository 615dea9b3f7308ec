"""Seed 002: what members and societies gave, through whom, to whom; and what does not add up."""

from heli.core.access.enums import Role
from heli.site.demo import gifts
from heli.site.demo.plays import Play


CHONGQING = Play(
    example="chongqing",
    federation="重庆市社会科学界联合会",
    short="渝社科联",
    accounts="cq-",
    staff={
        "clerk": ("江例账", (Role.CLERK,)),
        "editor": ("嘉例编", (Role.EDITOR,)),
        "checker": ("涪例核", (Role.CHECKER,)),
        "signer": ("綦例签", (Role.SIGNER,)),
    },
    gather=gifts.gather,
    act=gifts.act,
)
