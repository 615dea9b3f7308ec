"""How an argument of an act enters the journal, said once in the act's own signature.

``name: Annotated[str, Personal]`` enters as a salted commitment whose opening can be erased.
``body: Annotated[str, Digest]`` enters as its SHA-256, because the text is kept elsewhere.
``rows: Annotated[Sequence[Row], Derived]`` does not enter either: it follows from the other arguments
and from what is kept, as the rows of a stored file do.
``password: Annotated[str, Secret]`` does not enter at all: only that it was given.
"""


class Personal:
    """Marks an argument that tells something about a person (PIPL art. 4)."""


class Digest:
    """Marks a long argument that is kept elsewhere; the journal holds its SHA-256."""


class Derived:
    """Marks an argument that the other arguments and a kept file decide."""


class Secret:
    """Marks an argument that nothing may remember, such as a password."""
