"""How balances and turnovers are added to, in plain SQL that both databases read alike but for how rows come.

What is guarded takes nothing that would leave less than nothing: such a balance does not come back.
"""

ADD = """
INSERT INTO ledger_balance (account_id, item_id, lot_key, use_key, amount, is_guarded)
{rows}
ON CONFLICT (account_id, item_id, lot_key, use_key) DO UPDATE
SET amount = ledger_balance.amount + excluded.amount
WHERE NOT ledger_balance.is_guarded OR ledger_balance.amount + excluded.amount >= 0
RETURNING account_id, item_id, lot_key, use_key, amount
"""
TURN = """
INSERT INTO ledger_turnover (account_id, item_id, "on", lot_key, use_key, came, went)
{rows}
ON CONFLICT (account_id, item_id, "on", lot_key, use_key) DO UPDATE
SET came = ledger_turnover.came + excluded.came, went = ledger_turnover.went + excluded.went
RETURNING account_id
"""
COLUMNS = {
    ADD: (*["bigint"] * 5, "boolean"),
    TURN: ("bigint", "bigint", "date", *["bigint"] * 4),
}
