"""How rows become a value. The house computes with it, and so does everybody who checks it."""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from hashlib import sha256


Row = tuple[str, str, int, str]
"""A contribution in a manifest: hash of the record, hash of its key, amount, uid of the act."""

_DIVIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def fold(aggregation: str, rows: Iterable[Row], *, decimals: int) -> Decimal | None:
    """The value of ``rows``; ``KeyError`` for an aggregation that folds no rows (a ratio).

    ``last`` rows are already the last of their key, so they are added. The greatest of nothing
    is None; the sum of nothing is zero.
    """
    return place_point(_FOLDS[aggregation](list(rows)), decimals)


def _greatest(rows: list[Row]) -> int | None:
    return max((row[2] for row in rows), default=None)


_FOLDS: Mapping[str, Callable[[list[Row]], int | None]] = {
    "count": lambda rows: sum(row[2] for row in rows),
    "sum": lambda rows: sum(row[2] for row in rows),
    "last": lambda rows: sum(row[2] for row in rows),
    "max": _greatest,
    "count_distinct": lambda rows: len({row[1] for row in rows}),
}


def place_point(amount: int | None, decimals: int) -> Decimal | None:
    """An amount in the smallest unit as a value: 1668000 fen with 2 decimals is 16680."""
    if amount is None:
        return None
    # Built from digits, because arithmetic would round to the precision of some context.
    sign, digits = int(amount < 0), tuple(map(int, str(abs(amount))))
    return Decimal((sign, digits, -decimals))


def quotient(
    over: Decimal | None, under: Decimal | None, *, decimals: int, percent: bool
) -> Decimal | None:
    """``over`` / ``under``, as a percentage if asked, rounded half up; None when there is no base."""
    if over is None or not under:
        return None
    share = _DIVIDE.divide(_DIVIDE.multiply(over, Decimal(100 if percent else 1)), under)
    return share.quantize(Decimal((0, (1,), -decimals)), context=_DIVIDE)


def key_hash(salt: str, key: str) -> str:
    """How the key of a row stands in a manifest: equal keys are seen, but not whose they are."""
    return sha256(f"{salt}:{key}".encode()).hexdigest()
