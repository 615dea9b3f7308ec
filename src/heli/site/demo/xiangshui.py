"""The services of seeds 000, 002, 003 and 004: firms at a desk, counted help, visits and what they solved."""

from django.utils.translation import gettext_lazy as _

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
        "hotline": ("贺例线", (Role.FRONTLINE,)),
        "supervisor": ("苏例导", ()),
        "keeper": ("何例和", ()),
        "mediator": ("米例调", ()),
    },
    what={
        "hotline": _("hotline: books hours of counselling, sees no number again"),
        "supervisor": _(
            "supervisor on call: sees the number of a booking, says whether it was kept"
        ),
        "keeper": _("in charge of mediation: the only one of the office who sees it"),
        "mediator": _("mediator: sees the matters they mediate"),
    },
    gather=services.gather,
    act=services.act,
)
