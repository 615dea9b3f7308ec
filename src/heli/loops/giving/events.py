"""What this loop tells others, on commit, beside the events of its flows.

``giving.gift_received`` with ``transaction``: a gift was posted by hand. Imports tell nothing for
each gift; donors of an import are thanked together.
"""

GIFT_RECEIVED = "giving.gift_received"
