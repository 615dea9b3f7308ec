"""What this loop tells others, on commit, beside the events of its flows.

``services.asked`` with ``need``: a firm's matter was entered at a desk.
``services.mediation_moved`` with ``step``: something happened in a mediation. It is no event of a
flow, for those can be subscribed to from outside.
"""

ASKED = "services.asked"
MEDIATION_MOVED = "services.mediation_moved"
