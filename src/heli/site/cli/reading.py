"""``heli read`` and ``heli check``: figures out of any text. No Django, no database."""

import argparse
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from heli.kit.checking import Finding, Verdict, check
from heli.kit.extraction import Extracted, Unreadable, extract
from heli.kit.extraction.extracting import LIMIT
from heli.kit.interval import Interval
from heli.kit.reading import Kind, Reading, read
from heli.site.cli import corpus, words
from heli.site.cli.lines import as_line
from heli.site.cli.outcome import DONE, CallWrong, say, say_error
from heli.site.cli.table import table
from heli.site.cli.words import _


_GLYPHS: Final = {
    Verdict.CONTRADICTS: "✗",
    Verdict.RESIDUAL: "△",
    Verdict.DOUBTFUL: "?",
    Verdict.UNCHECKED: "·",
    Verdict.HOLDS: "✓",
}


def run(arguments: argparse.Namespace) -> int:
    """Read a text and say what was found in it."""
    _speak_utf8()
    if arguments.command == "read" and Path(arguments.file).is_dir():
        return corpus.run(arguments)
    extracted = _extracted(arguments.file)
    if arguments.command == "read" and arguments.text:
        # Exactly the text that offsets refer to: no line end is added or changed.
        sys.stdout.write(extracted.text)
        return DONE
    readings = read(extracted.text, date=arguments.date)
    if arguments.command == "read":
        lines = _read_lines(readings, arguments.format)
    else:
        found = check(readings, extracted.text, date=arguments.date)
        lines = _check_lines(found, extracted.text, arguments.format)
    for line in lines:
        say(line)
    return DONE


def _speak_utf8() -> None:
    """JSON is UTF-8 whatever the terminal's locale says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")


def _extracted(file: str) -> Extracted:
    try:
        source: bytes | Path = sys.stdin.buffer.read(LIMIT + 1) if file == "-" else Path(file)
        extracted = extract(source)
    except Unreadable as error:
        raise CallWrong(f"{file}: {error.remark.of(words.current())}") from error
    except OSError as error:
        says = _("%(file)s cannot be read: %(why)s")
        raise CallWrong(says % {"file": file, "why": error.strerror}) from error
    for remark in extracted.warnings:
        say_error(f"{file}: {remark.of(words.current())}")
    return extracted


def _read_lines(readings: Iterable[Reading], form: str) -> Iterable[str]:
    if form == "json":
        return (as_line(reading) for reading in readings)
    heads = [_("place"), _("text"), _("kind"), _("role"), _("asserts"), _("unit"), _("counted")]
    rows = [
        [
            f"{r.start}-{r.end}", _flat(r.text), r.kind.value, r.role.value, _asserted(r),
            f"{r.unit}/{r.per}" if r.per else r.unit, _flat(r.what)[:24],
        ]
        for r in readings
    ]  # fmt: skip
    return table(heads, rows)


def _asserted(reading: Reading) -> str:
    if reading.kind in (Kind.DATE, Kind.TIME):
        return reading.iso
    if reading.low is None:
        return ""
    low, high = reading.low, reading.high
    stated = Interval(low, high, low_open=reading.low_open, high_open=reading.high_open)
    return str(stated) if low != high else f"{low.normalize():f}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _check_lines(found: Iterable[Finding], text: str, form: str) -> Iterable[str]:
    language = words.current()
    if form == "json":
        return (json.dumps(f.as_json(language), ensure_ascii=False) for f in found)
    heads = ["", _("verdict"), _("class"), _("finding"), _("place")]
    rows = [
        [_GLYPHS[f.verdict], f.verdict.value, f.klass.value, _flat(f.message.of(language)), str(f.spans[0][0])]
        for f in found
    ]  # fmt: skip
    return table(heads, rows)
