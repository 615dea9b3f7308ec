"""Checking: whether the figures of one text agree with each other, and by how much not."""

from heli.kit.checking.checker import check
from heli.kit.checking.findings import Finding, Klass, Message, Verdict


__all__ = ["Finding", "Klass", "Message", "Verdict", "check"]
