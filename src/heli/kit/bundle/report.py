"""What a verifier found: one verdict, and every remark behind it in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from heli.kit.bundle.phrases import phrase


class Verdict(StrEnum):
    """Whether the bundle proves its figures.

    ``holds_unknown_key``: everything fits together, but nobody said beforehand whose key it is.
    """

    HOLDS = "holds"
    HOLDS_UNKNOWN_KEY = "holds_unknown_key"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence by its id, with what it speaks of."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """The sentence in English, or in Chinese for a language that begins with ``zh``."""
        return phrase(self.code, language, self.params)


def remark(code: str, /, **params: Any) -> Remark:
    """A remark with these params."""
    return Remark(code, params)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of :func:`heli.kit.bundle.verify`.

    ``faults`` is empty exactly when the bundle is not refused; the first one is the one to show.
    ``checked`` says what was proved, ``notices`` what a person should know. ``key`` is the public
    key of the seal, ``fingerprint`` its short form for comparing by eye. ``payload`` is what was
    sealed; never use it when the bundle is refused, except to say what it pretends to be.
    """

    faults: Sequence[Remark] = ()
    checked: Sequence[Remark] = ()
    notices: Sequence[Remark] = ()
    key: str = ""
    is_key_trusted: bool = False
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """Whether the bundle proves its figures."""
        if self.faults:
            return Verdict.REFUSED
        return Verdict.HOLDS if self.is_key_trusted else Verdict.HOLDS_UNKNOWN_KEY

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint, in groups of four."""
        return fingerprint(self.key)

    def lines(self, language: str = "en") -> list[str]:
        """The whole report as sentences, the verdict first."""
        verdict = remark("verdict_refused" if self.faults else "verdict_holds")
        parts = (verdict, *self.faults, *self.checked, *self.notices)
        return [part.text(language) for part in parts]


def fingerprint(key: str) -> str:
    """A public key (hexadecimal) in the short form that is printed and compared by eye."""
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4)[:8])
