"""Hypothesis for the kit: no time limits, since the machine may be busy."""

from hypothesis import settings


settings.register_profile("kit", deadline=None)
settings.load_profile("kit")
