"""What a verifier says, by message id: English and Chinese."""

from collections.abc import Mapping
from datetime import datetime


PHRASES: Mapping[str, tuple[str, str]] = {
    # faults
    "not_a_bundle": (
        "This is not a Heli bundle, or its beginning or end is missing.",
        "这不是合力核验包，或者缺了开头、结尾。",
    ),
    "too_large": ("The file is larger than {limit} MB.", "文件超过 {limit} MB。"),
    "not_canonical": (
        "Line {line} is not in the one permitted spelling: it was changed.",
        "第 {line} 行不是唯一允许的写法，已被改动。",
    ),
    "malformed": ("Line {line} ({what}) is not as it must be.", "第 {line} 行({what})不合格式。"),
    "wrong_order": (
        "Line {line} ({what}) stands where it must not.",
        "第 {line} 行({what})位置不对。",
    ),
    "changed_after_export": (
        "The file was changed after it was exported: its signature does not match its content.",
        "导出之后文件被改动过：签名与内容不符。",
    ),
    "other_key": (
        "The file and the seal in it were signed with different keys.",
        "文件与其中的签章不是同一把密钥所签。",
    ),
    "unknown_key": (
        "The seal was made with a key that is not among the trusted ones: {key}.",
        "签章所用密钥不在可信之列：{key}。",
    ),
    "seal_broken": (
        "The seal does not match the text, its figures or its proofs: one of them was changed.",
        "签章与正文、数字或证明不符：其中有改动。",
    ),
    "text_changed": (
        "The text is not the one that was sealed.",
        "正文不是签发时的正文。",
    ),
    "quote_differs": (
        "Where the figure “{quote}” was sealed, the text reads “{found}”.",
        "签发时此处是“{quote}”，现在是“{found}”。",
    ),
    "figures_overlap": (
        "The figure “{quote}” is out of order or overlaps another.",
        "数字“{quote}”次序不对或与另一个重叠。",
    ),
    "class_differs": (
        "The figure “{quote}” is not what its class says.",
        "数字“{quote}”与其类别不符。",
    ),
    "wording_contradicts": (
        "The text says “{quote}”, the records make {value}.",
        "正文写“{quote}”，记录算出 {value}。",
    ),
    "wording_unreadable": (
        "The figure “{quote}” is bound to records, but cannot be read.",
        "数字“{quote}”已绑定记录，但无法读出。",
    ),
    "measure_missing": (
        "The definition of the measure “{measure}” is missing.",
        "缺少度量“{measure}”的定义。",
    ),
    "measure_changed": (
        "The definition of the measure “{measure}” is not the sealed one.",
        "度量“{measure}”的定义不是签发时的定义。",
    ),
    "snapshot_missing": (
        "The list of records behind “{quote}” is missing.",
        "缺少“{quote}”背后的记录清单。",
    ),
    "manifest_changed": (
        "The list of records behind “{quote}” is not the sealed one.",
        "“{quote}”背后的记录清单不是签发时的清单。",
    ),
    "value_differs": (
        "The records behind “{quote}” make {found}, not {value}.",
        "“{quote}”背后的记录算出 {found}，而不是 {value}。",
    ),
    "count_differs": (
        "There are {found} records behind “{quote}”, not {n}.",
        "“{quote}”背后有 {found} 条记录，而不是 {n} 条。",
    ),
    "row_twice": (
        "The list behind “{quote}” is not in order, or names a record twice.",
        "“{quote}”背后的清单次序不对，或有记录重复。",
    ),
    "act_missing": (
        "The proof of a record behind “{quote}” is missing.",
        "缺少“{quote}”背后一条记录的证明。",
    ),
    "row_unproved": (
        "A record behind “{quote}” was not written by the act it names.",
        "“{quote}”背后有一条记录并非所称操作所写。",
    ),
    "proof_broken": (
        "The act {act} of {at} is not in the log: its proof leads elsewhere.",
        "{at} 的操作 {act} 不在日志中：证明不成立。",
    ),
    "checkpoint_unreadable": (
        "The state of the log cannot be read.",
        "日志检查点无法读出。",
    ),
    "checkpoint_unsigned": (
        "The state of the log is not signed by its key.",
        "日志检查点的签名不成立。",
    ),
    "checkpoint_differs": (
        "The state of the log is not the one that was sealed.",
        "日志检查点不是签发时的检查点。",
    ),
    "root_differs": (
        "Elsewhere the log of {size} entries is known with another root: history was rewritten.",
        "别处留存的 {size} 条日志的根与此不同：历史被改写过。",
    ),
    "record_foreign": (
        "A record in the file belongs to none of its figures.",
        "文件中有一条记录不属于任何数字。",
    ),
    "record_differs": (
        "A record does not count for “{measure}”: its {what} differs.",
        "有一条记录不应计入“{measure}”：{what} 不符。",
    ),
    "file_changed": (
        "The enclosed file {name} is not the one that was enclosed.",
        "所附文件 {name} 不是原来的文件。",
    ),
    "check_open": (
        "A check was open when the text was sealed: {said}",
        "签发时有一项核对未了结：{said}",
    ),
    "unused": ("Line {line} belongs to nothing in the text.", "第 {line} 行与正文无关。"),
    # what was checked
    "checked_file": (
        "No byte of the file was changed since it was exported.",
        "导出以来文件无一字节改动。",
    ),
    "checked_seal": (
        "The seal {code} of {signer}, {at}, matches the text and its figures.",
        "{signer} {at} 的签章 {code} 与正文和数字相符。",
    ),
    "checked_figures": (
        "{n} figures stand in the text as they were sealed, {bound} of them bound to records.",
        "{n} 个数字与签发时一致，其中 {bound} 个绑定记录。",
    ),
    "checked_values": (
        "{n} values were computed again from {rows} records.",
        "由 {rows} 条记录重算了 {n} 个数值。",
    ),
    "checked_acts": (
        "{n} acts are in the log of {size} entries.",
        "{n} 项操作均在 {size} 条的日志中。",
    ),
    "checked_records": ("{n} records were read in full.", "逐条读了 {n} 条记录的内容。"),
    "checked_files": ("{n} enclosed files are intact.", "{n} 个附件完好。"),
    # what a person should know
    "compare_key": (
        "The key was not known beforehand. Compare its fingerprint with the published one: {key}.",
        "密钥事先未知。请与公布的指纹核对：{key}。",
    ),
    "superseded": (
        "This text was corrected later by {code}: {reason}",
        "此文后来由 {code} 更正：{reason}",
    ),
    "claimed": (
        "{n} figures are claims of named sources; records do not prove them.",
        "{n} 个数字出自署名来源，并无记录可证。",
    ),
    "verdict_holds": ("The figures hold.", "数字成立。"),
    "verdict_refused": ("Refused.", "不予认可。"),
}


def phrase(code: str, language: str, params: Mapping[str, object]) -> str:
    """The sentence of a message id; Chinese for every ``zh…``, English otherwise."""
    english, chinese = PHRASES[code]
    told = {name: _moment(said) if name == "at" else said for name, said in params.items()}
    return (chinese if language.lower().startswith("zh") else english).format(**told)


def _moment(said: object) -> str:
    """A moment as the reader's own clock shows it, with the hours that it is ahead of UTC."""
    try:
        moment = datetime.fromisoformat(str(said)).astimezone()
    except (ValueError, OverflowError):
        return str(said)
    return f"{moment:%Y-%m-%d %H:%M} (UTC{moment:%z})"
