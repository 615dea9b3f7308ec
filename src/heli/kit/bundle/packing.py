"""Writing a bundle: one line per thing, in a fixed order, the last line signing all before it."""

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from heli.kit import canonical
from heli.kit.bundle.signing import end_message


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that travels with a bundle: the printed form of the text."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What goes into a bundle. ``payload`` is the signed text of the seal, byte for byte.

    ``measures`` are specs by ``code@version``; ``manifests`` are by uid of their snapshot; ``acts``
    are (face, index, proof) of every act behind a row; ``records`` are contents of rows, where
    their reader may see them. ``superseded_by`` is the code and reason of a later correction.
    """

    payload: bytes
    signature: str
    measures: Mapping[str, Any]
    manifests: Mapping[str, Any]
    acts: Sequence[tuple[Mapping[str, Any], int, Sequence[bytes]]]
    note: str
    records: Sequence[Mapping[str, Any]] = ()
    files: Sequence[Enclosed] = ()
    superseded_by: tuple[str, str] | None = None


def pack(parts: Parts, *, made_at: datetime, key: str, sign: Callable[[bytes], str]) -> bytes:
    """The bytes of a bundle. ``key`` is the public key of ``sign``, both in hexadecimal."""
    body = b"".join(canonical.dumps(line) + b"\n" for line in _lines(parts, made_at))
    digest = sha256(body).hexdigest()
    end = {
        "key": key,
        "sha256": digest,
        "signature": sign(end_message(digest)),
        "type": "end",
    }
    return body + canonical.dumps(end) + b"\n"


def _lines(parts: Parts, made_at: datetime) -> Iterable[dict[str, Any]]:
    later = parts.superseded_by
    yield {
        "format": "heli-bundle",
        "made_at": made_at,
        "superseded_by": later and {"code": later[0], "reason": later[1]},
        "type": "header",
        "v": 1,
    }
    payload = canonical.loads_canonical(parts.payload)
    yield {"payload": payload, "signature": parts.signature, "type": "seal"}
    for name, spec in sorted(parts.measures.items()):
        yield {"id": name, "spec": spec, "type": "measure"}
    for uid, manifest in sorted(parts.manifests.items()):
        yield {"manifest": manifest, "type": "snapshot", "uid": uid}
    for face, index, proof in sorted(parts.acts, key=lambda act: act[1]):
        hashes = [node.hex() for node in proof]
        yield {"face": face, "index": index, "proof": hashes, "type": "act"}
    yield {"note": parts.note, "type": "checkpoint"}
    for content in sorted(parts.records, key=canonical.digest):
        yield {"content": content, "type": "record"}
    for file in sorted(parts.files, key=lambda file: file.name):
        yield {
            "data": base64.b64encode(file.data).decode(),
            "media": file.media,
            "name": file.name,
            "sha256": sha256(file.data).hexdigest(),
            "type": "file",
        }
