"""Signed states of a log, in the text form of C2SP tlog-checkpoint and signed-note.

::

    example.org/heli
    1234
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.org/heli Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256


_ED25519 = b"\x01"
_HINT = 4


class BadNote(ValueError):
    """The text is not a signed state of a log."""


@dataclass(frozen=True, slots=True)
class Note:
    """A state of a log: its name, how many entries, their root; and one signature."""

    origin: str
    size: int
    root: bytes
    body: bytes
    signer: str
    signature: bytes
    hint: bytes


def body_of(origin: str, size: int, root: bytes) -> str:
    """What is signed: name, size and root, each on its line."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def key_hint(name: str, public_key: bytes) -> bytes:
    """The first four bytes of a key's id, by which a signature says whose it is."""
    return sha256(name.encode() + b"\n" + _ED25519 + public_key).digest()[:_HINT]


def signed(body: str, *, name: str, public_key: bytes, signature: bytes) -> str:
    """The note of a body and its signature."""
    line = base64.b64encode(key_hint(name, public_key) + signature).decode()
    return f"{body}\n— {name} {line}\n"


def read_note(text: str) -> Note:
    """The state that a note tells. Raises :class:`BadNote` for anything but one exact spelling."""
    body, gap, last = text.partition("\n\n")
    lines = body.split("\n")
    dash, signer, encoded = (*last.removesuffix("\n").split(" "), "", "")[:3]
    try:
        root = base64.b64decode(lines[2], validate=True)
        signature = base64.b64decode(encoded, validate=True)
        size = int(lines[1])
    except (IndexError, ValueError, binascii.Error) as error:
        raise BadNote(str(error)) from error
    note = Note(
        lines[0], size, root, f"{body}\n".encode(), signer, signature[_HINT:], signature[:_HINT]
    )
    again = (
        f"{body_of(note.origin, size, root)}\n— {signer} {base64.b64encode(signature).decode()}\n"
    )
    if again != text or not gap or dash != "—":
        raise BadNote("this is not the one spelling of a note")
    return note
