"""``heli export brief``: the file that proves a sealed brief to anybody."""

import argparse

from heli.core.measures.queries import bundle_of, seal_of
from heli.shell import clock
from heli.site.cli.outcome import DONE, Answer, CallWrong, say_error
from heli.site.cli.words import _


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle; an existing file is never replaced."""
    seal = seal_of(arguments.code)
    if seal is None:
        raise Answer(_("No brief was sealed under the code %(code)s.") % {"code": arguments.code})
    bundle = bundle_of(seal, at=clock.now())
    try:
        with arguments.output.open("xb") as file:
            file.write(bundle)
    except FileExistsError as error:
        says = _("%(file)s exists already; choose another name.")
        raise CallWrong(says % {"file": arguments.output}) from error
    except OSError as error:
        says = _("%(file)s cannot be written: %(why)s")
        raise CallWrong(says % {"file": arguments.output, "why": error.strerror}) from error
    say_error(
        _("Written. Check it anywhere with: heli verify %(file)s") % {"file": arguments.output}
    )
    return DONE
