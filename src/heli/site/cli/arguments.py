"""What each command takes. Plain argparse; nothing here loads Django."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

import heli
from heli.site.cli.words import _


Parser = argparse.ArgumentParser


def day(text: str) -> date:
    """A day as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        says = _("%(text)s is not a day; write it as 2020-02-28") % {"text": text}
        raise argparse.ArgumentTypeError(says) from error


def parser() -> Parser:
    """The whole command."""
    top = Parser(
        prog="heli",
        description=_("Heli: the work platform of a federation whose every figure can be proved."),
        epilog=_("Exit status: 0 done, 1 the answer is no, 2 the call was wrong."),
    )
    top.add_argument("--version", action="version", version=f"heli {heli.__version__}",
                     help=_("show program's version number and exit"))  # fmt: skip
    _language(top)
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)

    def command(
        name: str, module: str, says: str, *, django: bool = True, data: bool = True
    ) -> Parser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(module=module, needs_django=django, data=None, command=name)
        _language(made)
        if data:
            made.add_argument("--data", type=Path, metavar="DIR", help=_("where the data lies"))
        return made

    for add in (_running, _proving, _keeping, _keys, _reading):
        add(command)
    return top


def _language(to: Parser) -> None:
    to.add_argument(
        "--lang",
        choices=("zh-hans", "zh-hant", "en"),
        default=argparse.SUPPRESS,
        help=_("language of what is said: zh-hans, zh-hant or en"),
    )


def _running(command: Callable[..., Parser]) -> None:
    serve = command("serve", "serve", _("run the site and its background work"))
    serve.add_argument("--host", default="127.0.0.1", help=_("address to listen on"))
    serve.add_argument("--port", type=int, default=8000, help=_("port to listen on"))
    serve.add_argument("--workers", type=int, metavar="N", help=_("web processes"))

    demo = command("demo", "demo", _("replay the example and prove its figures, then serve it"))
    demo.set_defaults(data=Path("var/demo"))
    demo.add_argument("--port", type=int, default=8000, help=_("port to listen on"))
    demo.add_argument("--no-serve", action="store_true", help=_("stop after the table of figures"))
    demo.add_argument("--json", action="store_true", help=_("one JSON object per figure"))

    test = command("test", "testing", _("run the whole test suite"), django=False, data=False)
    test.epilog = _("Everything else on the line is given to pytest.")
    test.allow_abbrev = False

    worker = command("worker", "worker", _("do the background work only (serve does it too)"))
    worker.add_argument("--once", action="store_true", help=_("do what is due, then stop"))
    worker.add_argument("--parent", type=int, metavar="PID", help=argparse.SUPPRESS)


def _proving(command: Callable[..., Parser]) -> None:
    figure = command("figure", "figure", _("tell a figure, and list the records behind it"))
    figure.add_argument("measure", metavar="MEASURE", help=_("code of the measure"))
    figure.add_argument("--from", dest="since", type=day, help=_("first day of the period"))
    figure.add_argument("--to", dest="until", type=day, help=_("last day of the period"))
    figure.add_argument("--org", help=_("code or name of a body: it and all below it"))
    figure.add_argument("--area", help=_("code or name of an area: it and all within it"))
    figure.add_argument("--item", help=_("code or name of an item of the ledger"))
    figure.add_argument("--campaign", help=_("code or name of a campaign or programme"))
    figure.add_argument("--list", action="store_true", help=_("list the records behind it"))

    export = command("export", "export", _("write a sealed brief with its proofs to a file"))
    export.add_argument("kind", choices=("brief",), help=_("what to export"))
    export.add_argument("code", metavar="CODE", help=_("code printed on the brief"))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    verify = command(
        "verify", "verify", _("check an exported brief, offline"), django=False, data=False
    )
    verify.add_argument("file", type=Path, metavar="FILE", help=_("the exported brief"))
    verify.add_argument("--key", metavar="KEY", help=_("public key it must be sealed with"))


def _keeping(command: Callable[..., Parser]) -> None:
    command("doctor", "doctor", _("check this installation; changes nothing"))
    command("migrate", "migrate", _("bring the database to this version"))
    user = command("user", "user", _("accounts: add, invite, reset, grant, disable"))
    user.add_argument("what", choices=("add", "invite", "reset", "grant", "disable", "list"))
    user.add_argument("name", nargs="?", default="", help=_("name to sign in with"))
    user.add_argument("--person", default="", help=_("the person's own name"))
    user.add_argument("--role", default="", help=_("role to hold"))
    user.add_argument("--org", default="", help=_("body over which the role is held"))


def _keys(command: Callable[..., Parser]) -> None:
    key = command("key", "key", _("keys with which other systems use the API"))
    key.add_argument("what", choices=("create", "list", "revoke"))
    key.add_argument("key", nargs="?", default="", help=_("prefix of the key to revoke"))
    key.add_argument("--name", default="", help=_("the system that uses the key"))
    key.add_argument(
        "--scope", action="append", default=[], help=_("what it may be used for; may be repeated")
    )
    key.add_argument("--org", default="", help=_("body in whose name it acts"))
    key.add_argument("--role", default="", help=_("role to hold"))
    key.add_argument("--days", type=int, default=0, metavar="N", help=_("days until it expires"))
    key.add_argument(
        "--rate", type=int, default=120, metavar="N", help=_("requests a minute, at most")
    )


def _reading(command: Callable[..., Parser]) -> None:
    read = command("read", "reading", _("find the figures in a text"), django=False, data=False)
    check = command(
        "check", "reading", _("check the figures of a text against each other"),
        django=False, data=False,
    )  # fmt: skip
    for each in (read, check):
        each.add_argument(
            "file", metavar="FILE", help=_("txt, docx, pdf or html; - reads the input")
        )
        each.add_argument("--date", type=day, help=_("day of the document; settles years left out"))
        each.add_argument(
            "--format", choices=("json", "table"), default="json",
            help=_("one JSON object per line, or a table for people"),
        )  # fmt: skip
    read.add_argument("--text", action="store_true", help=_("print the text that offsets refer to"))
    read.add_argument(
        "--jobs", type=int, metavar="N", help=_("FILE is a folder: so many at a time")
    )
    read.add_argument(
        "-o", "--output", type=Path, metavar="FILE",
        help=_("FILE is a folder: where to write; a second call takes up where one stopped"),
    )  # fmt: skip
