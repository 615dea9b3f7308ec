"""How a command ends."""

import sys


DONE, NO, WRONG = 0, 1, 2


class Answer(Exception):
    """The answer is no; the sentence says why. Exit status 1."""


class CallWrong(Exception):
    """The command was called in a way that cannot be understood. Exit status 2."""


def say(text: str) -> None:
    """One line of the answer."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_error(text: str) -> None:
    """One line beside the answer: progress and refusals go to standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
