"""Every way in declares who may use it. A URL without a declaration fails the build."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from heli.core.acts import Policy


V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Door:
    """What a view declares: its face and the policy that guards it.

    ``policy`` is asked with the record that the URL names: a record that the actor may not even
    see answers 404, one they see but may not act on answers 403.

    A door of the API names, for each method, the ``scopes`` that a key must have; where a scope is
    asked for, nobody enters unnamed. A door that ``takes_sessions`` is also open to the browser of
    somebody who has signed in, on pages of our own; other doors of the API know keys only.
    """

    face: str
    policy: Policy[Any]
    unsafe: bool = False
    scopes: Mapping[str, str] = field(default_factory=dict)
    takes_sessions: bool = True

    def scope_for(self, method: str) -> str:
        """The scope a key needs for a method; "" where none is asked for."""
        asked = "GET" if method == "HEAD" else method
        return self.scopes.get(asked, self.scopes.get("*", ""))


def door(
    face: str,
    *,
    policy: Policy[Any],
    unsafe: bool = False,
    scope: str = "",
    takes_sessions: bool = True,
) -> Callable[[V], V]:
    """Declare a view's face (portal, desk, field, wall, api) and policy.

    ``scope`` is what a key needs for any method; the API tells methods apart where one address has
    several (:mod:`heli.shell.api.building`).
    """
    scopes = {"*": scope} if scope else {}

    def declare(view: V) -> V:
        view.door = Door(  # type: ignore[attr-defined]
            face, policy, unsafe=unsafe, scopes=scopes, takes_sessions=takes_sessions
        )
        return view

    return declare
