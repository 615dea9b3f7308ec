"""The field face: work that is done where there may be no network, and delivered later.

A loop brings three things, each a line in its ``apps.py`` or ``web/field.py``:

* **operations** (:func:`register`): a form and an act under a name. The same form is filled in
  online, sent as a plain form where there is no JavaScript, or kept on the phone and delivered;
* **pages on board** (:func:`carry`, :func:`carried`): what the phone takes along, sealed;
* **boards** (:func:`show_in_field`): what stands on the first page.
"""

from heli.shell.field.boards import Board, boards, show_in_field
from heli.shell.field.carrying import carried, carry, packed
from heli.shell.field.operations import (
    Operation,
    Told,
    find_operation,
    perform_here,
    register,
    registered_operations,
)


__all__ = [
    "Board",
    "Operation",
    "Told",
    "boards",
    "carried",
    "carry",
    "find_operation",
    "packed",
    "perform_here",
    "register",
    "registered_operations",
    "show_in_field",
]
