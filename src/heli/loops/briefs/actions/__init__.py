"""Writes: one function per act, from the first word of a brief to the erratum that corrects it."""

from heli.loops.briefs.actions.checks import drop_check, relate_numbers, waive_check
from heli.loops.briefs.actions.figures import (
    bind_number,
    claim_number,
    classify_number,
    confirm_suggestions,
    insert_figure,
    release_number,
)
from heli.loops.briefs.actions.review import (
    approve_brief,
    recall_brief,
    return_brief,
    submit_brief,
)
from heli.loops.briefs.actions.sealing import begin_correction, publish_brief, seal_brief
from heli.loops.briefs.actions.writing import save_brief, start_brief


__all__ = [
    "approve_brief",
    "begin_correction",
    "bind_number",
    "claim_number",
    "classify_number",
    "confirm_suggestions",
    "drop_check",
    "insert_figure",
    "publish_brief",
    "recall_brief",
    "relate_numbers",
    "release_number",
    "return_brief",
    "save_brief",
    "seal_brief",
    "start_brief",
    "submit_brief",
    "waive_check",
]
