"""The services of seeds 000, 002, 003 and 004: firms at a desk, counted help, visits and what they solved."""

from heli.core.access.enums import Role
from heli.site.demo import services
from heli.site.demo.plays import Play


XIANGSHUI = Play(
    example="xiangshui",
    federation="响水县企业服务台（示例）",
    short="响服台",
    accounts="xs-",
    staff={
        "clerk": ("周例台", (Role.CLERK,)),
        "editor": ("郑例编", (Role.EDITOR,)),
        "checker": ("王例核", (Role.CHECKER,)),
        "signer": ("冯例签", (Role.SIGNER,)),
    },
    gather=services.gather,
    act=services.act,
)
