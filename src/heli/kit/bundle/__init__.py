"""The stand-alone proof of a brief: one file, checked without database and network.

``verify`` checks, ``pack`` writes. The format is docs/reference/figure-protocol.md; nothing here
needs more than the standard library, ``cryptography`` and the other modules of this kit.
"""

from heli.kit.bundle.packing import Enclosed, Parts, pack
from heli.kit.bundle.report import Remark, Report, Verdict, fingerprint
from heli.kit.bundle.verifying import verify


__all__ = ["Enclosed", "Parts", "Remark", "Report", "Verdict", "fingerprint", "pack", "verify"]
