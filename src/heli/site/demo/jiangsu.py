"""Seed 003, and the help for a village of seed 004: what members and societies gave, through whom, to whom; and what does not add up."""

from heli.core.access.enums import Role
from heli.site.demo import gifts
from heli.site.demo.plays import Play


JIANGSU = Play(
    example="jiangsu",
    federation="江苏统一战线联合办公室（示例）",
    short="苏统办",
    accounts="js-",
    staff={
        "clerk": ("陆例账", (Role.CLERK,)),
        "editor": ("顾例编", (Role.EDITOR,)),
        "checker": ("钱例核", (Role.CHECKER,)),
        "signer": ("沈例签", (Role.SIGNER,)),
        "admin": ("吴例管", (Role.ORG_ADMIN,)),
    },
    gather=gifts.gather,
    act=gifts.act,
)
