"""``python -m heli`` is the ``heli`` command."""

import sys

from heli.site.cli import main


sys.exit(main())
