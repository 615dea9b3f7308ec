"""The ``heli`` command. Exit status: 0 done, 1 the answer is no, 2 the call was wrong.

Each command has a module here with ``run(arguments)``; it is imported when it is called, so
``heli --help`` and ``heli read`` never load Django. Arguments stand in ``arguments.py``.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from heli.site.cli import words
from heli.site.cli.arguments import parser
from heli.site.cli.outcome import DONE, NO, WRONG, Answer, CallWrong, say_error


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    words.choose(given)
    commands = parser()
    arguments, rest = commands.parse_known_args(given)
    if rest and arguments.command != "test":
        commands.error(words._("unrecognized arguments: %s") % " ".join(rest))
    arguments.rest = rest
    try:
        return _run(arguments.module, arguments)
    except CallWrong as wrong:
        say_error(str(wrong))
        return WRONG
    except Answer as answer:
        say_error(str(answer))
        return NO
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away (``heli … | head``); that is its right.
        sys.stderr.close()
        return DONE


def _run(module: str, arguments: argparse.Namespace) -> int:
    if not arguments.needs_django:
        command = import_module(f"heli.site.cli.{module}")
        return command.run(arguments)  # type: ignore[no-any-return]
    import_module("heli.site.cli.boot").boot(arguments)
    return import_module("heli.site.cli.calling").call(module, arguments)  # type: ignore[no-any-return]
