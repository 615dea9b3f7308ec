"""What no primitive can hold: how a donor wants to be named, as last said."""

from heli.loops.giving.models.consent import Consent, may_name


__all__ = ["Consent", "may_name"]
