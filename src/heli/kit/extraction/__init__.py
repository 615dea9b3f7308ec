"""Extraction: the text of a txt, docx, pdf or html file, in reading order as well as it allows."""

from heli.kit.extraction.extracting import extract
from heli.kit.extraction.outcome import Extracted, Remark, Told, Unreadable


__all__ = ["Extracted", "Remark", "Told", "Unreadable", "extract"]
