"""What parties are, what they are to each other, and the roles a person can hold over a body."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """What a party is."""

    ORG = "org", _("Organisation")
    PERSON = "person", _("Person")
    GROUP = "group", _("Group")


class Tree(models.TextChoices):
    """The hierarchies that run side by side; one body may stand in several."""

    ADMIN = "admin", _("Administrative")
    PARTY = "party", _("Party organisation")
    PROFESSIONAL = "professional", _("Professional guidance")


class TieKind(models.TextChoices):
    """What one party is to another. Direction: ``src`` is … of ``dst``."""

    CHILD = "child", _("Subordinate")
    MEMBER = "member", _("Member")
    OFFICE = "office", _("Office holder")
    EMPLOYEE = "employee", _("Employee")
    EXPERT = "expert", _("Expert")
    LIAISON = "liaison", _("Liaison")
    AUTHOR = "author", _("Author")
    ROLE = "role", _("Role")


class Role(models.TextChoices):
    """Who does what. One set for all loops; a loop adds none of its own."""

    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDITOR = "auditor", _("Auditor")
    ORG_ADMIN = "org_admin", _("Body administrator")
    CLERK = "clerk", _("Clerk")
    EDITOR = "editor", _("Editor")
    CHECKER = "checker", _("Checker")
    SIGNER = "signer", _("Signer")
    REVIEWER = "reviewer", _("Reviewer")
    LIAISON = "liaison", _("Liaison")
    FRONTLINE = "frontline", _("Front line")


# 等保 2.0 (GB/T 22239-2019, 8.1.4.2 and 8.1.5): whoever runs the system, whoever grants rights and
# whoever audits are three different people.
THREE_ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
