"""Logs: one JSON object a line, without secrets and without what people typed."""

import json
import logging as python_logging
import traceback
from datetime import UTC, datetime
from typing import Any


SHOWN = ("request_id", "status_code")


class JsonLines(python_logging.Formatter):
    """A record as one line. Only what is listed is taken from it; never a request's content."""

    def format(self, record: python_logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "says": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in SHOWN if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            kind, _error, trace = record.exc_info
            # Values stay out: the message of an exception may quote what somebody typed.
            line["error"] = kind.__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)
            ]
        return json.dumps(line, ensure_ascii=False)


def logging(*, debug: bool) -> dict[str, Any]:
    """Django's ``LOGGING``: everything to standard error, as JSON lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else "WARNING"},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": "INFO" if debug else "WARNING"},
            "heli": {"level": "INFO"},
        },
    }
