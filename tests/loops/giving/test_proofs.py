"""A row of the open ledger is proved outside of this house; whatever is forged in its proof is found."""

import copy
import json
import random
from typing import Any

import pytest
from django.urls import reverse

from browse import client_of, text
from heli.core.journal.checkpoints import make_checkpoint
from heli.core.journal.signing import public_key
from heli.core.ledger.models import Posting, Transaction
from heli.kit import canonical, merkle
from heli.kit.bundle import notes
from heli.kit.bundle.signing import is_signed
from kit.forging import touch
from make_giving import House, giving


pytestmark = pytest.mark.django_db
FORGED = 40


def checks(proof: dict[str, Any], row: str, key: str) -> bool:
    """What anybody does with the file, the hash on the page and our public key: no database."""
    try:
        state = notes.read_note(proof["note"])
        path = [bytes.fromhex(node) for node in proof["path"]]
        leaf = merkle.leaf_hash(canonical.dumps(proof["face"]))
        at = {"index": proof["index"], "size": state.size}
        holds = merkle.verify_inclusion(leaf=leaf, **at, proof=path, root=state.root)
        ours = notes.key_hint(state.origin, bytes.fromhex(key)) == state.hint
        ours &= is_signed(state.body, key=key, signature=state.signature.hex())
        ours &= state.signer == state.origin
        return ours and row in proof["face"]["effects"] and holds
    except (ValueError, KeyError, TypeError):
        return False


@pytest.fixture
def house(db: Any) -> House:
    made = giving()
    for n in range(5):
        made.receive(f"示例{n}公司", cash=100 + n)
    return made


def proof_of(house: House, gift: Transaction) -> tuple[dict[str, Any], str]:
    """The file of a row as a visitor gets it, and the hash of its line as the page shows it."""
    visitor, args = client_of(None), [house.campaign.code, gift.uid]
    answer = visitor.get(reverse("giving:row_proof", args=args))
    assert answer.status_code == 200
    [line] = Posting.objects.filter(transaction=gift).exclude(tag="")
    assert line.sha256 in text(visitor.get(reverse("giving:row", args=args)))
    return json.loads(answer.content), line.sha256


def test_a_row_is_proved_with_nothing_but_its_file_and_our_key(house: House) -> None:
    gift = house.receive("王小明", cash=46000)
    page = reverse("giving:row_proof", args=[house.campaign.code, gift.uid])
    assert client_of(None).get(page).status_code == 404
    make_checkpoint(at=house.at)

    proof, row = proof_of(house, gift)

    assert checks(proof, row, public_key().hex())
    assert proof["rows"] == [row]
    assert "王小明" not in json.dumps(proof, ensure_ascii=False)


def test_no_forged_proof_of_a_row_passes(house: House) -> None:
    gift, other = house.receive("甲", cash=46000), house.receive("乙", cash=50)
    make_checkpoint(at=house.at)
    honest, row = proof_of(house, gift)
    foreign, foreign_row = proof_of(house, other)
    key, dice = public_key().hex(), random.Random(5)  # noqa: S311  -- repeatable chance for a test

    forged = []
    for part in ("face", "index", "path", "note"):
        for _n in range(FORGED):
            one = copy.deepcopy(honest)
            holder: dict[str, Any] = {part: one[part]}
            touch(holder, dice)
            forged.append(one | holder)
        forged.append(honest | {part: foreign[part]})
    forged = [one for one in forged if one != honest]

    assert len(forged) > 3 * FORGED
    assert [one for one in forged if checks(one, row, key)] == []
    assert not checks(honest, foreign_row, key)
    assert not checks(honest, row, bytes(32).hex())
