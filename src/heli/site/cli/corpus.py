"""``heli read DIR``: a folder of texts in parallel, one line of JSON per figure, resumable.

Beside the output lies a state file with one line per finished file: its name and the size of the
output after it. A call that was cut short is taken up behind the last line; what stands in the
output after it is written again.
"""

import argparse
import datetime
import itertools
import json
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self

from heli.kit.extraction import Unreadable, extract
from heli.kit.reading import read
from heli.site.cli import words
from heli.site.cli.lines import as_line
from heli.site.cli.outcome import DONE, CallWrong, say_error
from heli.site.cli.words import _


SUFFIXES: Final = frozenset((".txt", ".md", ".docx", ".pdf", ".html", ".htm"))
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Done:
    """One file: its lines, or why it could not be read."""

    file: str
    lines: tuple[str, ...]
    problem: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Read every text below the folder; what cannot be read is told and passed over."""
    folder = Path(arguments.file)
    files = _files(folder, arguments.output)
    with _Output(arguments.output) as output:
        left = [name for name in files if name not in output.finished]
        if len(left) < len(files):
            says = _("Taking up where it stopped: %(done)s of %(count)s files are done.")
            say_error(says % {"done": len(files) - len(left), "count": len(files)})
        refused = 0
        for count, done in enumerate(_all(folder, left, arguments), len(files) - len(left) + 1):
            output.take(done)
            refused += bool(done.problem)
            if done.problem:
                say_error(f"{done.file}: {done.problem}")
            _progress(count, len(files))
    says = _("%(count)s files read, %(refused)s refused.")
    say_error(says % {"count": len(left) - refused, "refused": refused})
    return DONE


def _files(folder: Path, output: Path | None) -> list[str]:
    own = {output.resolve(), _state(output).resolve()} if output else set()
    return sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not file.name.startswith((".", "~$"))
        and file.resolve() not in own
    )


def _all(folder: Path, names: Sequence[str], arguments: argparse.Namespace) -> Iterator[Done]:
    """The files in their order, a few ahead of the one that is waited for."""
    jobs = arguments.jobs or 1
    language = words.current()
    if jobs == 1:
        yield from (_one(folder, name, arguments.date, language) for name in names)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        tasks = (pool.submit(_one, folder, name, arguments.date, language) for name in names)
        waiting = deque(itertools.islice(tasks, jobs * _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(itertools.islice(tasks, 1))


def _one(folder: Path, name: str, date: datetime.date | None, language: str) -> Done:
    try:
        text = extract(folder / name).text
    except Unreadable as error:
        return Done(name, (), error.remark.of(language))
    except OSError as error:
        return Done(name, (), error.strerror or type(error).__name__)
    return Done(name, tuple(as_line(found, file=name) for found in read(text, date=date)))


def _progress(count: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{count}/{total}" + ("\n" if count == total else ""))
        sys.stderr.flush()
    elif count == total or count % max(total // 20, 1) == 0:
        say_error(f"{count}/{total}")


def _state(output: Path) -> Path:
    return output.with_name(output.name + ".state")


class _Output:
    """The lines and the state behind them, or just standard output."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.finished: set[str] = set()
        self.file: IO[bytes] | None = None
        self.state: IO[str] | None = None

    def __enter__(self) -> Self:
        if self.path is None:
            return self
        try:
            size = self._resume()
            self.file = self.path.open("r+b" if self.path.exists() else "wb")
            self.file.truncate(size)
            self.file.seek(size)
            self.state = _state(self.path).open("a", encoding="utf-8")
        except OSError as error:
            says = _("%(file)s cannot be written: %(why)s")
            raise CallWrong(says % {"file": self.path, "why": error.strerror}) from error
        return self

    def _resume(self) -> int:
        """The size up to which the output is whole; a torn last line of the state is dropped."""
        state, size = _state(self.path or Path()), 0
        if not state.exists() or self.path is None or not self.path.exists():
            state.unlink(missing_ok=True)
            return 0
        whole = list(filter(None, state.read_text("utf-8").rpartition("\n")[0].split("\n")))
        for line in whole:
            entry = json.loads(line)
            if entry["size"] > self.path.stat().st_size:
                break
            self.finished.add(entry["file"])
            size = entry["size"]
        kept = whole[: len(self.finished)]
        state.write_text("".join(line + "\n" for line in kept), "utf-8")
        return size

    def take(self, done: Done) -> None:
        """Write the lines of a file, then that it is done; in this order a cut loses nothing."""
        content = "".join(line + "\n" for line in done.lines)
        if self.file is None or self.state is None:
            sys.stdout.write(content)
            return
        self.file.write(content.encode())
        self.file.flush()
        os.fsync(self.file.fileno())
        self.state.write(
            json.dumps({"file": done.file, "size": self.file.tell()}, ensure_ascii=False) + "\n"
        )
        self.state.flush()

    def __exit__(self, *_error: object) -> None:
        for file in (self.file, self.state):
            if file is not None:
                file.close()
