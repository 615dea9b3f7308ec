"""Honest bundles, built without a database: a log, records, measures, a text with its figures."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from heli.kit import canonical, merkle, wording
from heli.kit.bundle import Enclosed, Parts, notes, pack
from heli.kit.bundle.folding import fold, key_hash, quotient
from heli.kit.bundle.signing import seal_message


AT = "2020-02-29T08:00:00Z"
EXPORTED_AT = datetime(2020, 3, 1, 1, 0, tzinfo=UTC)
ORIGIN = "example.org/heli"


@dataclass
class House:
    """A house that keeps a log and seals: everything random comes from one seed."""

    seed: int
    dice: random.Random = field(init=False)
    faces: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311  -- repeatable chance for a test
        self.seal_key = Ed25519PrivateKey.from_private_bytes(self.dice.randbytes(32))
        self.log_key = Ed25519PrivateKey.from_private_bytes(self.dice.randbytes(32))

    @property
    def key(self) -> str:
        return self.seal_key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        return self.seal_key.sign(message).hex()

    def uid(self) -> str:
        return str(uuid.UUID(bytes=self.dice.randbytes(16)))

    def act(self, *contents: dict[str, Any]) -> None:
        """One act that writes these steps, as a leaf of the log."""
        face = {
            "act": "advice.proposal.receive",
            "at": AT,
            "effects": [canonical.digest(content) for content in contents],
            "payload": canonical.digest(self.uid()),
            "uid": self.uid(),
            "v": 1,
        }
        self.faces.append(face)
        self.steps += [
            {"act": face["uid"], "content": content, "sha256": canonical.digest(content)}
            for content in contents
        ]

    def step(self, tag: str, *, entry: str = "", **facts: Any) -> dict[str, Any]:
        """The content of a step that counts."""
        day = self.dice.randrange(1, 29)
        return {
            "actor": self.uid(),
            "at": AT,
            "effective_on": f"2020-02-{day:02}",
            "entry": entry or self.uid(),
            "facts": facts,
            "first": True,
            "note": self.dice.choice(("", "同意", "再议")),
            "sign": 1,
            "tag": tag,
            "uid": self.uid(),
        }


def spec(code: str, **more: Any) -> dict[str, Any]:
    """A definition as it is sealed."""
    return {
        "adds_over_orgs": True,
        "adds_over_time": True,
        "aggregation": "count",
        "amount": "",
        "code": code,
        "counting": "items",
        "date_basis": "effective_on",
        "date_label": "day of receipt",
        "decimals": 0,
        "denominator": "",
        "disclosure": "breakdown",
        "distinct": False,
        "key": "entry",
        "label": f"Measure {code}",
        "numerator": "",
        "org_basis": "org",
        "owner": "advice",
        "prose": f"Everything that {code} counts.",
        "tags": [code],
        "unit": "篇",
        "v": 1,
        "version": 1,
        "where": {},
    } | more


MEASURES = (
    spec("advice.received", distinct=True),
    spec("advice.edited", where={"passed": True}),
    spec("giving.cash", aggregation="sum", amount="fen", decimals=2, unit="元"),
    spec(
        "advice.authors",
        aggregation="count_distinct",
        key="party",
        unit="人",
        tags=["advice.received"],
    ),
    spec(
        "giving.largest",
        aggregation="max",
        amount="fen",
        decimals=2,
        unit="元",
        tags=["giving.cash"],
    ),
    spec(
        "advice.rate",
        aggregation="ratio",
        numerator="advice.edited@1",
        denominator="advice.received@1",
        tags=[],
        unit="%",
        decimals=1,
    ),
)
SPECS = {f"{one['code']}@1": one for one in MEASURES}


def rows_for(house: House, one: dict[str, Any], salt: str) -> list[list[Any]]:
    """The rows of a measure, as its manifest lists them."""
    found = [
        [
            step["sha256"],
            key_hash(salt, step["content"]["entry"]),
            step["content"]["facts"][one["amount"]] if one["amount"] else 1,
            step["act"],
        ]
        for step in house.steps
        if step["content"]["tag"] in one["tags"]
        and all(step["content"]["facts"].get(k) == v for k, v in one["where"].items())
    ]
    return sorted(found)


def manifest(house: House, one: dict[str, Any]) -> dict[str, Any]:
    """The manifest of a measure: two parts for a ratio."""
    salt = house.dice.randbytes(16).hex()
    asked = [one["numerator"], one["denominator"]] if one["tags"] == [] else [f"{one['code']}@1"]
    parts = [
        {
            "measure": name,
            "rows": rows_for(house, SPECS[name], salt),
            "sha256": canonical.digest(SPECS[name]),
        }
        for name in asked
    ]
    return {"parts": parts, "salt": salt, "v": 1}


def value_of(one: dict[str, Any], listed: dict[str, Any]) -> Any:
    """What the rows make."""
    folded = [
        fold(
            SPECS[part["measure"]]["aggregation"],
            part["rows"],
            decimals=SPECS[part["measure"]]["decimals"],
        )
        for part in listed["parts"]
    ]
    if one["aggregation"] != "ratio":
        return folded[0]
    return quotient(folded[0], folded[1], decimals=one["decimals"], percent=True)


def build(seed: int, *, with_records: bool = True, **more: Any) -> tuple[House, Parts]:
    """A house and the parts of one of its bundles."""
    house = House(seed)
    for _n in range(house.dice.randrange(4, 9)):
        house.act(house.step("advice.received"))
        house.act(
            house.step("advice.edited", passed=True), house.step("advice.edited", passed=False)
        )
        house.act(house.step("giving.cash", fen=house.dice.randrange(1, 10**9)))
        house.act({"uid": house.uid(), "tag": "other"})
    text, figures, manifests = "一、工作情况\n", [], {}
    for one in MEASURES:
        listed = manifest(house, one)
        value = value_of(one, listed)
        style = house.dice.choice(wording.styles_for(value, unit=one["unit"]))
        text += f"{one['label']}"
        figure = bound(house, text, one, listed, wording.word(value, unit=one["unit"], style=style))
        manifests[figure["bound"]["snapshot"]] = listed
        figures.append(figure)
        text += figure["quote"] + ",其中。\n"
    text += "据某平台统计,观看"
    figures.append(plain(house, text, "3万人次", "claimed"))
    text += "3万人次,见第"
    figures.append(plain(house, text, "4", "structural"))
    text += "4期。"
    leaves = [merkle.leaf_hash(canonical.dumps(face)) for face in house.faces]
    payload = canonical.dumps(payload_of(house, text, figures, merkle.root(leaves)))
    used = {row[3] for one in manifests.values() for part in one["parts"] for row in part["rows"]}
    listed_hashes = {
        row[0] for one in manifests.values() for part in one["parts"] for row in part["rows"]
    }
    parts = Parts(
        payload=payload,
        signature=house.sign(seal_message(payload)),
        measures=SPECS,
        manifests=manifests,
        acts=[
            (face, n, merkle.inclusion_proof(leaves, n))
            for n, face in enumerate(house.faces)
            if face["uid"] in used
        ],
        note=note_of(house, len(leaves), merkle.root(leaves)),
        records=[s["content"] for s in house.steps if s["sha256"] in listed_hashes]
        if with_records
        else (),
        files=(Enclosed("brief.pdf", "application/pdf", b"%PDF-1.7 " + house.dice.randbytes(40)),),
        **more,
    )
    return house, parts


def bound(
    house: House, text: str, one: dict[str, Any], listed: dict[str, Any], quote: str
) -> dict[str, Any]:
    """A figure bound to a measure."""
    value = value_of(one, listed)
    return plain(house, text, quote, "bound") | {
        "bound": {
            "date_basis": "day of receipt",
            "label": one["label"],
            "manifest": canonical.digest(listed),
            "measure": f"{one['code']}@1",
            "measure_sha256": canonical.digest(one),
            "n": sum(len(part["rows"]) for part in listed["parts"]),
            "params": {
                "area": None,
                "first": "2020-02-01",
                "last": "2020-02-29",
                "org": house.uid(),
                "tree": "admin",
            },
            "prose": one["prose"],
            "scope": {"area": "", "org": "示例市社会科学界联合会"},
            "snapshot": house.uid(),
            "value": canonical.loads_canonical(canonical.dumps(value)),
        },
        "unit": one["unit"],
    }


def plain(house: House, text: str, quote: str, klass: str) -> dict[str, Any]:
    """A figure at the end of ``text``."""
    interval = wording.asserts(quote)
    claim = {"as_of": "2020-02-29", "evidence": None, "method": "platform", "source": "某平台"}
    return {
        "bound": None,
        "claim": claim if klass == "claimed" else None,
        "class": klass,
        "end": len(text) + len(quote),
        "high": None
        if interval.high is None
        else canonical.loads_canonical(canonical.dumps(interval.high)),
        "high_open": interval.high_open,
        "low": canonical.loads_canonical(canonical.dumps(interval.low)),
        "low_open": interval.low_open,
        "quote": quote,
        "start": len(text),
        "uid": house.uid(),
        "unit": "",
    }


def payload_of(
    house: House, text: str, figures: list[dict[str, Any]], root: bytes
) -> dict[str, Any]:
    """The payload of a seal."""
    return {
        "at": AT,
        "checks": [
            {
                "figures": [figures[0]["uid"], figures[1]["uid"]],
                "gap": "",
                "kind": "funnel",
                "reason": "",
                "said": "56 ≥ 47",
                "uid": house.uid(),
                "verdict": "holds",
                "waived": False,
            }
        ],
        "code": "ABCDE-23456",
        "doc": {
            "kind": "brief",
            "number": "〔2020〕3号",
            "org": {"name": "示例市社会科学界联合会", "uid": house.uid()},
            "secrecy": "public",
            "title": "工作简报",
            "uid": house.uid(),
        },
        "figures": figures,
        "key": house.key,
        "log": {
            "key": house.log_key.public_key().public_bytes_raw().hex(),
            "origin": ORIGIN,
            "root": root.hex(),
            "size": len(house.faces),
        },
        "revision": {"n": 1, "title": "工作简报", "uid": house.uid()},
        "signer": {"name": "示例签发人", "uid": house.uid()},
        "supersedes": None,
        "text": text,
        "text_sha256": canonical.digest_bytes(text.encode()),
        "type": "heli.seal",
        "v": 1,
    }


def note_of(house: House, size: int, root: bytes) -> str:
    """The signed state of the log."""
    body = notes.body_of(ORIGIN, size, root)
    return notes.signed(
        body,
        name=ORIGIN,
        public_key=house.log_key.public_key().public_bytes_raw(),
        signature=house.log_key.sign(body.encode()),
    )


def packed(house: House, parts: Parts) -> bytes:
    """The bytes of a bundle."""
    return pack(parts, made_at=EXPORTED_AT, key=house.key, sign=house.sign)
