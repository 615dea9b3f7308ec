"""What this loop tells others, on commit, beside the events of its flows.

``services.asked`` with ``need``: a firm's matter was entered at a desk.
"""

ASKED = "services.asked"
