"""The example: an office's own files, replayed through real acts, and what its figures say.

The command prints what :func:`replay` returns; the replay itself stands in its own module.
"""

from heli.site.demo.outcome import Account, Outcome, Row
from heli.site.demo.replaying import replay


__all__ = ["Account", "Outcome", "Row", "replay"]
