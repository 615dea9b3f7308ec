"""Calling a command that may be refused; imported once Django is there."""

import argparse
from importlib import import_module

from heli.core.acts import Refusal
from heli.site.cli.outcome import Answer


def call(module: str, arguments: argparse.Namespace) -> int:
    """Run the command in ``module``; a refusal is an answer."""
    command = import_module(f"heli.site.cli.{module}")
    try:
        return command.run(arguments)  # type: ignore[no-any-return]
    except Refusal as refusal:
        raise Answer(str(refusal)) from refusal
