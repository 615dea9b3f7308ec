"""The words of this room, as they are stored and as they are shown."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counting(models.TextChoices):
    """What one unit of a measure is. Persons and person-times are never presented as each other."""

    PERSONS = "persons", _("distinct persons")
    PERSON_TIMES = "person_times", _("person-times")
    BODIES = "bodies", _("bodies")
    ITEMS = "items", _("items")
    ISSUES = "issues", _("issues")
    EVENTS = "events", _("events")
    MONEY = "money", _("money")
    GOODS = "goods", _("goods")
    HOURS = "hours", _("hours")
    SHARE = "share", _("share")


class Aggregation(StrEnum):
    """How contributions become one value."""

    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    SUM = "sum"
    LAST = "last"
    MAX = "max"
    RATIO = "ratio"


class Source(StrEnum):
    """Which records contribute."""

    STEPS = "steps"
    POSTINGS = "postings"


class Key(StrEnum):
    """What makes two contributions the same thing."""

    ENTRY = "entry"
    PARTY = "party"
    TRANSACTION = "transaction"
    ITEM = "item"


class DateBasis(models.TextChoices):
    """Which day of a record decides whether it lies in a period."""

    EFFECTIVE_ON = "effective_on", _("by the day it happened")
    AT = "at", _("by the day it was recorded")


class OrgBasis(models.TextChoices):
    """Which body a record counts for."""

    ORG = "org", _("the body it was done for, as it stood at that time")


class Disclosure(models.TextChoices):
    """How far the public may look behind a value."""

    VALUE = "value", _("the value only; the records are internal")
    BREAKDOWN = "breakdown", _("the value and its parts, small ones hidden")
    RECORDS = "records", _("the value and its records")


class FigureClass(models.TextChoices):
    """What a number in a text is. A text is sealed only when each has one of these."""

    BOUND = "bound", _("bound to a measure")
    CLAIMED = "claimed", _("claimed by a named source")
    EXTERNAL = "external", _("cited from elsewhere")
    STRUCTURAL = "structural", _("a date, a number of order or a count within the text")
    NOT_A_FIGURE = "not_a_figure", _("part of a name")


class Method(models.TextChoices):
    """How somebody else came to a number."""

    COUNTED = "count", _("a count")
    ESTIMATED = "estimate", _("estimated")
    PLATFORM = "platform", _("reported by a platform")


class CheckKind(models.TextChoices):
    """How figures can be held against each other."""

    SUM = "sum", _("the parts make the total")
    PART = "part", _("the part fits the whole")
    FUNNEL = "funnel", _("each step is at most the one before")
    COMPOSITION = "composition", _("the group is made of its parts")
    RATIO = "ratio", _("the share fits its counts")
    DUPLICATE = "duplicate", _("the same fact is the same number")


class Verdict(models.TextChoices):
    """What a check found."""

    HOLDS = "holds", _("holds")
    CONTRADICTS = "contradicts", _("contradicts")
    RESIDUAL = "residual", _("not all itemised")
    DOUBTFUL = "doubtful", _("doubtful")
    UNCHECKED = "unchecked", _("not checked")
