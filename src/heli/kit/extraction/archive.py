"""Zip archives, looked at before anything is unpacked."""

import io
import zipfile
import zlib
from typing import Final

from heli.kit.extraction.outcome import Unreadable


ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 100
_SMALL: Final = 1024 * 1024
"""Members up to this size may be packed as tightly as they like."""


def checked(content: bytes) -> zipfile.ZipFile:
    """Open an archive whose stated sizes are within bounds; nothing is unpacked yet."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    if len(members) > MAX_ENTRIES or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise _bomb()
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > _SMALL and member.file_size / packed > MAX_RATIO:
            raise _bomb()
        if member.flag_bits & 1:
            raise Unreadable("文件已加密，无法读取。", "The file is encrypted and cannot be read.")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The content of one member, never more than it stated; None where it does not exist."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _damaged() from error
    if len(content) > info.file_size:
        raise _bomb()
    return content


def _damaged() -> Unreadable:
    return Unreadable("文件已损坏，无法打开。", "The file is damaged and cannot be opened.")


def _bomb() -> Unreadable:
    return Unreadable(
        "压缩内容大得反常，为安全起见未解压。",
        "The packed content is abnormally large; for safety it was not unpacked.",
    )
