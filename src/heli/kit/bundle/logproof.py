"""Whether every record was written by an act in the signed log."""

from collections.abc import Iterator, Mapping
from typing import Any

from heli.kit import canonical, merkle
from heli.kit.bundle.notes import BadNote, Note, key_hint, read_note
from heli.kit.bundle.reading import Bundle
from heli.kit.bundle.refolding import rows_of
from heli.kit.bundle.report import Remark, remark
from heli.kit.bundle.signing import is_signed


def faults_of_log(bundle: Bundle, known_roots: Mapping[int, str]) -> Iterator[Remark]:
    """The log is signed and the sealed one; every act is in it; every row is of its act."""
    log = bundle.payload["log"]
    yield from _state(bundle.one("checkpoint")["note"], log, known_roots)
    acts = {line["face"]["uid"]: line["face"] for line in bundle.all("act")}
    yield from _inclusion(bundle, log)
    yield from _rows(bundle, acts)
    yield from _unused(bundle)


def _state(note: str, log: Mapping[str, Any], known_roots: Mapping[int, str]) -> Iterator[Remark]:
    try:
        state = read_note(note)
    except BadNote:
        yield remark("checkpoint_unreadable")
        return
    if not _is_signed(state, log["key"]):
        yield remark("checkpoint_unsigned")
    if (state.origin, state.size, state.root.hex()) != (log["origin"], log["size"], log["root"]):
        yield remark("checkpoint_differs")
    if known_roots.get(log["size"], log["root"]) != log["root"]:
        yield remark("root_differs", size=log["size"])


def _is_signed(state: Note, key: str) -> bool:
    """Whether the note is signed with this key, under the name of the log."""
    mine = key_hint(state.signer, bytes.fromhex(key)) == state.hint
    signature = state.signature.hex()
    return (
        mine
        and state.signer == state.origin
        and is_signed(state.body, key=key, signature=signature)
    )


def _inclusion(bundle: Bundle, log: Mapping[str, Any]) -> Iterator[Remark]:
    for act in bundle.all("act"):
        face = act["face"]
        if not merkle.verify_inclusion(
            leaf=merkle.leaf_hash(canonical.dumps(face)),
            index=act["index"],
            size=log["size"],
            proof=[bytes.fromhex(node) for node in act["proof"]],
            root=bytes.fromhex(log["root"]),
        ):
            yield remark("proof_broken", act=face["act"], at=face["at"])


def _rows(bundle: Bundle, acts: Mapping[str, Mapping[str, Any]]) -> Iterator[Remark]:
    """The act that a row names told the log the row's hash."""
    told = {uid: frozenset(face["effects"]) for uid, face in acts.items()}
    manifests = {line["uid"]: line["manifest"] for line in bundle.all("snapshot")}
    for figure in bundle.payload["figures"]:
        if figure["bound"] is None:
            continue
        manifest = manifests.get(figure["bound"]["snapshot"], {"parts": []})
        for sha256, _key, _amount, act in rows_of(manifest):
            if act not in told:
                yield remark("act_missing", quote=figure["quote"])
                break
            if sha256 not in told[act]:
                yield remark("row_unproved", quote=figure["quote"])
                break


def _unused(bundle: Bundle) -> Iterator[Remark]:
    """Acts stand in the order of the log, once each, and wrote a row."""
    used = {row[3] for line in bundle.all("snapshot") for row in rows_of(line["manifest"])}
    before = -1
    for line in bundle.lines["act"]:
        if line.says["index"] <= before or line.says["face"]["uid"] not in used:
            yield remark("unused", line=line.number)
        before = line.says["index"]
