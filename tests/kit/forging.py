"""What a forger does to a bundle: every function takes honest bytes and returns other ones."""

import json
import random
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from heli.kit import canonical, merkle
from heli.kit.bundle import notes
from heli.kit.bundle.signing import end_message, seal_message


Lines = list[dict[str, Any]]
Forgery = Callable[[bytes, random.Random], bytes]


def lines_of(data: bytes) -> Lines:
    """The lines as values."""
    return [json.loads(line) for line in data.decode().splitlines()]


def bytes_of(lines: Lines) -> bytes:
    """The lines in canonical spelling."""
    return b"".join(canonical.dumps(line) + b"\n" for line in lines)


def kind(lines: Lines, name: str) -> Lines:
    """The lines of a kind."""
    return [line for line in lines if line["type"] == name]


def one(lines: Lines, name: str) -> dict[str, Any]:
    """The first line of a kind."""
    return kind(lines, name)[0]


# Blind: any byte, anywhere.


def flip_a_bit(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def drop_a_byte(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + 1 :]


def add_a_byte(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice((b" ", b"\n", b"\t", b"0", b",", b"\x00", b"}")) + data[at:]


def cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def change_case(data: bytes, dice: random.Random) -> bytes:
    places = [at for at, byte in enumerate(data) if chr(byte) in "abcdef"]
    at = dice.choice(places)
    return data[:at] + data[at : at + 1].upper() + data[at + 1 :]


def swap_lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one_, other = dice.sample(range(len(lines)), 2)
    lines[one_], lines[other] = lines[other], lines[one_]
    return b"".join(lines)


def repeat_a_line(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def drop_a_line(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    return b"".join(lines[:at] + lines[at + 1 :])


# Knowing: one value is another, spelled as it must be.


def change_a_value(data: bytes, dice: random.Random) -> bytes:
    lines = lines_of(data)
    touch(lines[dice.randrange(len(lines))], dice)
    return bytes_of(lines)


def touch(value: Any, dice: random.Random) -> None:
    """Change one thing somewhere inside."""
    places = [place for place in _places(value) if place[1] != "type"]
    holder, key = dice.choice(places)
    holder[key] = other(holder[key], dice)


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        found.append((value, key))
        if isinstance(item, dict | list):
            found += _places(item)
    return found


def other(value: Any, dice: random.Random) -> Any:
    """A value that is not this one, and looks much like it."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 10, 1 << 40))
    if isinstance(value, str):
        return _other_text(value, dice)
    if isinstance(value, list):
        return value[:-1] if value else ["x"]
    return None if value is not None else "x"


def _other_text(text: str, dice: random.Random) -> str:
    if not text:
        return "1"
    at = dice.randrange(len(text))
    instead = dice.choice([c for c in "0123456789abcdef一" if c != text[at]])
    return text[:at] + instead + text[at + 1 :]


# Clever: the forger adapts everything that needs no key.


def adapt(lines: Lines, *, renamed: dict[str, str] | None = None) -> bytes:
    """Recompute every hash from the records up to the last line; signatures stay as they were."""
    _adapt_log(lines, renamed or {})
    payload = one(lines, "seal")["payload"]
    manifests = {line["uid"]: line["manifest"] for line in kind(lines, "snapshot")}
    specs = {line["id"]: line["spec"] for line in kind(lines, "measure")}
    for manifest in manifests.values():
        for part in manifest["parts"]:
            part["sha256"] = canonical.digest(specs[part["measure"]])
            part["rows"].sort()
    for figure in payload["figures"]:
        if bound := figure["bound"]:
            bound["manifest"] = canonical.digest(manifests[bound["snapshot"]])
            bound["measure_sha256"] = canonical.digest(specs[bound["measure"]])
            rows = [part["rows"] for part in manifests[bound["snapshot"]]["parts"]]
            bound["n"] = sum(map(len, rows))
    payload["text_sha256"] = canonical.digest_bytes(payload["text"].encode())
    return finish(lines)


def _adapt_log(lines: Lines, renamed: dict[str, str]) -> None:
    """Rows and acts take new hashes of records; the log's root follows where it can be known."""
    for line in kind(lines, "snapshot"):
        for part in line["manifest"]["parts"]:
            for row in part["rows"]:
                row[0] = renamed.get(row[0], row[0])
    for line in kind(lines, "act"):
        line["face"]["effects"] = [renamed.get(e, e) for e in line["face"]["effects"]]
    records = kind(lines, "record")
    records.sort(key=lambda line: canonical.digest(line["content"]))
    rest = [line for line in lines if line["type"] not in ("record", "file", "end")]
    lines[:] = [*rest, *records, *kind(lines, "file"), *kind(lines, "end")]


def finish(lines: Lines) -> bytes:
    """The last line again over the new bytes, as far as that needs no key."""
    body = bytes_of(lines[:-1])
    lines[-1]["sha256"] = sha256(body).hexdigest()
    return body + canonical.dumps(lines[-1]) + b"\n"


def _change_record(lines: Lines, dice: random.Random) -> dict[str, str]:
    content = dice.choice(kind(lines, "record"))["content"]
    before = canonical.digest(content)
    touch(content, dice)
    return {before: canonical.digest(content)}


def forge_a_record(data: bytes, dice: random.Random) -> bytes:
    lines = lines_of(data)
    return adapt(lines, renamed=_change_record(lines, dice))


def forge_a_definition(data: bytes, dice: random.Random) -> bytes:
    lines = lines_of(data)
    touch(dice.choice(kind(lines, "measure"))["spec"], dice)
    return adapt(lines)


def forge_a_list(data: bytes, dice: random.Random) -> bytes:
    """Leave a contribution out, or invent one, and say the value that follows."""
    lines = lines_of(data)
    part = dice.choice(dice.choice(kind(lines, "snapshot"))["manifest"]["parts"])
    row = dice.choice(part["rows"])
    if dice.random() < 0.5:
        part["rows"].remove(row)
    else:
        part["rows"].append(["sha256:" + dice.randbytes(32).hex(), *row[1:]])
    return adapt(lines)


def forge_the_number(data: bytes, dice: random.Random) -> bytes:
    """Another number in the text, in the figure and as its value."""
    lines = lines_of(data)
    payload = one(lines, "seal")["payload"]
    figure = dice.choice([f for f in payload["figures"] if f["bound"]])
    digit = dice.choice([c for c in figure["quote"] if c.isdigit()])
    instead = dice.choice([c for c in "123456789" if c != digit])
    quote = figure["quote"].replace(digit, instead)
    start, end = figure["start"], figure["end"]
    payload["text"] = payload["text"][:start] + quote + payload["text"][end:]
    figure["quote"] = quote
    figure["bound"]["value"] = figure["bound"]["value"].replace(digit, instead)
    return adapt(lines)


def forge_a_proof(data: bytes, dice: random.Random) -> bytes:
    lines = lines_of(data)
    act = dice.choice(kind(lines, "act"))
    part = dice.choice(("index", "proof", "face"))
    if part == "face":
        touch(act["face"], dice)
    else:
        act[part] = other(act[part], dice)
    return finish(lines)


def forge_the_log(data: bytes, dice: random.Random) -> bytes:
    """A log of one invented act, with its root in the note and in the seal."""
    lines = lines_of(data)
    act = dice.choice(kind(lines, "act"))
    act["face"]["act"] = "advice.proposal.invent"
    act["index"], act["proof"] = 0, []
    root = merkle.leaf_hash(canonical.dumps(act["face"]))
    note = notes.read_note(one(lines, "checkpoint")["note"])
    tail = one(lines, "checkpoint")["note"].partition("\n\n")[2]
    one(lines, "checkpoint")["note"] = f"{notes.body_of(note.origin, 1, root)}\n{tail}"
    one(lines, "seal")["payload"]["log"] |= {"root": root.hex(), "size": 1}
    return adapt(lines)


def forge_a_file(data: bytes, dice: random.Random) -> bytes:
    lines = lines_of(data)
    file = one(lines, "file")
    file["data"] = _other_text(file["data"].rstrip("="), dice)
    return finish(lines)


def sign_as_another(data: bytes, dice: random.Random) -> bytes:
    """A perfect forgery, but for the key: everything is signed anew by the forger."""
    lines = lines_of(data)
    payload = one(lines, "seal")["payload"]
    payload["text"] = payload["text"].replace("其中", "此中")
    payload["text_sha256"] = canonical.digest_bytes(payload["text"].encode())
    return sign_all(lines, Ed25519PrivateKey.from_private_bytes(dice.randbytes(32)))


def sign_all(lines: Lines, key: Ed25519PrivateKey) -> bytes:
    """Seal and last line of this key."""
    seal = one(lines, "seal")
    seal["payload"]["key"] = lines[-1]["key"] = key.public_key().public_bytes_raw().hex()
    seal["signature"] = key.sign(seal_message(canonical.dumps(seal["payload"]))).hex()
    return sign_end(lines, key)


def sign_end(lines: Lines, key: Ed25519PrivateKey) -> bytes:
    """The last line signed anew."""
    lines[-1]["sha256"] = sha256(bytes_of(lines[:-1])).hexdigest()
    lines[-1]["signature"] = key.sign(end_message(lines[-1]["sha256"])).hex()
    return bytes_of(lines)


FORGERIES: tuple[Forgery, ...] = (
    flip_a_bit,
    drop_a_byte,
    add_a_byte,
    cut,
    change_case,
    swap_lines,
    repeat_a_line,
    drop_a_line,
    change_a_value,
    forge_a_record,
    forge_a_definition,
    forge_a_list,
    forge_the_number,
    forge_a_proof,
    forge_the_log,
    forge_a_file,
    sign_as_another,
)
