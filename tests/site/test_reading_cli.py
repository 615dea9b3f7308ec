"""``heli read`` and ``heli check`` as a shell sees them: no database, no Django, two languages."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


KEYS = [
    "start", "end", "text", "kind", "role", "low", "high", "low_open", "high_open", "exactness",
    "precision", "unit", "per", "what", "subject", "iso", "confidence",
]  # fmt: skip
TEXT = "2月8日起，甲会捐款1000萬元，乙会捐款100萬元，合計1104萬元。\r\n收到建议近500条，其中120多条被采纳。\n"


def heli(
    *arguments: str, stdin: bytes = b"", lang: str = "C"
) -> subprocess.CompletedProcess[bytes]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("HELI_", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "heli", *arguments],
        capture_output=True,
        check=False,
        input=stdin,
        env=environ | {"LANG": lang},
        timeout=120,
    )


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "通报.txt"
    file.write_bytes(TEXT.encode("gb18030"))
    return file


def test_read_gives_one_object_per_figure_with_exactly_these_keys(report: Path) -> None:
    found = objects(heli("read", str(report)))

    assert [list(each) for each in found] == [KEYS] * len(found)
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in found)  # type: ignore[misc]
    assert [each["text"] for each in found][1:4] == ["1000萬元", "100萬元", "1104萬元"]


def test_read_from_standard_input_and_with_a_date(report: Path) -> None:
    given = TEXT.encode("utf-8-sig")

    undated, dated = (
        heli("read", "-", *more, stdin=given) for more in ([], ["--date", "2020-03-01"])
    )

    assert objects(undated)[0]["low"] is None
    assert (objects(dated)[0]["low"], objects(dated)[0]["iso"]) == (20200208, "--02-08")


def test_read_prints_the_text_that_offsets_refer_to(report: Path) -> None:
    assert heli("read", str(report), "--text").stdout == TEXT.encode()


def test_read_table_is_for_people(report: Path) -> None:
    done = heli("read", str(report), "--format", "table", lang="zh_CN.UTF-8")

    lines = done.stdout.decode().splitlines()
    assert lines[0].split() == ["位置", "原文", "类型", "角色", "断言", "单位", "所数"]
    assert "近500条" in lines[-2]
    assert "[450, 500)" in lines[-2]


def test_check_names_what_nobody_listed_in_both_languages(report: Path) -> None:
    english, chinese = (objects(heli("check", str(report), lang=at)) for at in ("C", "zh_CN.UTF-8"))

    assert [list(each) for each in english] == [["class", "verdict", "spans", "message", "gap"]] * 2
    assert (english[0]["verdict"], english[0]["gap"]) == ("residual", 40000)
    assert "4 万元 not itemised (未列明 4 万元)" in str(english[0]["message"])
    assert str(chinese[0]["message"]).endswith("未列明 4 万元")
    assert (chinese[1]["class"], chinese[1]["verdict"]) == ("part<=whole", "holds")


def test_check_table_marks_verdicts_by_sign_and_word(report: Path) -> None:
    lines = heli("check", str(report), "--format", "table").stdout.decode().splitlines()

    assert [line.split()[:2] for line in lines[2:]] == [["△", "residual"], ["✓", "holds"]]


@pytest.mark.parametrize("command", ["read", "check"])
@pytest.mark.parametrize(
    ("lang", "says"),
    [("C", "This is an image"), ("zh_CN.UTF-8", "这是图片"), ("zh_TW.UTF-8", "这是图片")],
)
def test_unreadable_input_ends_with_2_and_one_line(command: str, lang: str, says: str) -> None:
    done = heli(command, "-", stdin=b"\x89PNG\r\n\x1a\n" + bytes(40), lang=lang)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert says in done.stderr.decode()


def test_missing_file_ends_with_2_and_one_line(tmp_path: Path) -> None:
    done = heli("check", str(tmp_path / "none.txt"))

    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("command", ["read", "check"])
def test_neither_loads_django_nor_opens_a_database(report: Path, command: str) -> None:
    code = (
        "import sys; from heli.site.cli import main\n"
        f"main([{command!r}, {str(report)!r}])\n"
        "sys.exit(any(name.partition('.')[0] in ('django', 'sqlite3') for name in sys.modules))"
    )

    assert (
        subprocess.run(
            [sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL
        ).returncode
        == 0
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    (made / "deep").mkdir(parents=True)
    for number in range(5):
        (made / "deep" / f"{number}.txt").write_text(
            f"第{number}号：收到建议{number + 10}条。", "utf-8"
        )
    (made / "page.html").write_text("<html><p>编审47篇</p></html>", "utf-8")
    (made / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    (made / "notes.xyz").write_text("9条", "utf-8")
    (made / ".hidden.txt").write_text("9条", "utf-8")
    return made


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_read_folder_gives_a_line_per_figure_with_its_file(
    folder: Path, tmp_path: Path, jobs: str
) -> None:
    output = tmp_path / "out.jsonl"

    done = heli("read", str(folder), "--jobs", jobs, "-o", str(output))

    assert done.returncode == 0
    lines = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert {tuple(line) for line in lines} == {("file", *KEYS)}
    counted = [(line["file"], line["text"]) for line in lines if line["kind"] == "count"]
    assert counted == [*((f"deep/{n}.txt", f"{n + 10}条") for n in range(5)), ("page.html", "47篇")]
    assert "scan.pdf: The pdf is damaged" in done.stderr.decode()
    assert done.stderr.decode().splitlines()[-1] == "6 files read, 1 refused."


def test_read_folder_takes_up_where_it_was_cut(folder: Path, tmp_path: Path) -> None:
    output, state = tmp_path / "out.jsonl", tmp_path / "out.jsonl.state"
    heli("read", str(folder), "-o", str(output))
    whole, kept = output.read_bytes(), state.read_text("utf-8").splitlines()
    # Killed while the fourth file was being written: a torn line of output, a torn line of state.
    state.write_text("\n".join(kept[:3]) + "\n" + kept[3][:9], "utf-8")
    output.write_bytes(whole[: json.loads(kept[2])["size"] + 7])

    done = heli("read", str(folder), "-o", str(output))

    assert output.read_bytes() == whole
    assert "3 of 7 files are done" in done.stderr.decode()
    assert done.stderr.decode().splitlines()[-1] == "3 files read, 1 refused."


def test_read_folder_begins_anew_without_its_output(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    heli("read", str(folder), "-o", str(output))
    whole = output.read_bytes()
    output.unlink()

    heli("read", str(folder), "-o", str(output))

    assert output.read_bytes() == whole


def test_read_folder_to_standard_output(folder: Path) -> None:
    done = heli("read", str(folder), "--jobs", "2")

    assert [json.loads(line)["file"] for line in done.stdout.decode().splitlines()][
        -1
    ] == "page.html"


def test_read_folder_with_nowhere_to_write_ends_with_2(folder: Path, tmp_path: Path) -> None:
    done = heli("read", str(folder), "-o", str(tmp_path / "none" / "out.jsonl"))

    assert (done.returncode, done.stderr.decode().count("\n")) == (2, 1)


def test_read_folder_killed_in_the_middle_has_every_line_once(tmp_path: Path) -> None:
    folder, output = tmp_path / "corpus", tmp_path / "out.jsonl"
    state, calm = tmp_path / "out.jsonl.state", tmp_path / "calm.jsonl"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.txt").write_text(
            f"第{number}号：收到建议{number + 10}条。" * 300, "utf-8"
        )
    running = subprocess.Popen(
        [sys.executable, "-m", "heli", "read", str(folder), "--jobs", "2", "-o", str(output)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while running.poll() is None and not (state.exists() and state.read_bytes().count(b"\n") > 5):
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    again = heli("read", str(folder), "--jobs", "2", "-o", str(output))

    heli("read", str(folder), "-o", str(calm))
    assert "of 120 files are done" in again.stderr.decode()
    assert output.read_bytes() == calm.read_bytes()
