"""The command line as a shell sees it: real processes, exit statuses, both languages."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


COMMANDS = [
    "serve",
    "demo",
    "test",
    "worker",
    "figure",
    "export",
    "verify",
    "doctor",
    "migrate",
    "user",
    "key",
    "read",
    "check",
]


def heli(
    *arguments: str, data: Path | None = None, lang: str = "C", **more: str
) -> subprocess.CompletedProcess[str]:
    """One call of the command, with a clean environment."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("HELI_", "LC_", "LANG"))}
    environ |= {"LANG": lang, **more}
    if data is not None:
        environ["HELI_DATA"] = str(data)
    return subprocess.run(
        [sys.executable, "-m", "heli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
        timeout=300,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that has been migrated and has nobody in it."""
    folder = tmp_path_factory.mktemp("installation")
    assert heli("migrate", data=folder).returncode == 0
    return folder


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_both_languages(command: str) -> None:
    asked = [*command.split(), "--help"]
    english, chinese = heli(*asked), heli(*asked, lang="zh_CN.UTF-8")

    assert (english.returncode, chinese.returncode) == (0, 0)
    assert english.stdout.startswith("usage: heli")
    assert chinese.stdout.startswith("用法：heli")
    assert "show this help message" not in chinese.stdout


@pytest.mark.parametrize(
    ("asked", "lang", "start"),
    [
        (["--lang", "zh-hans", "--help"], "en_US.UTF-8", "用法："),
        (["--lang=en", "--help"], "zh_CN.UTF-8", "usage:"),
        (["--help"], "zh_TW.UTF-8", "用法："),
        (["--help"], "fr_FR.UTF-8", "usage:"),
    ],
)
def test_the_language_is_asked_for_or_the_locale_s(asked: list[str], lang: str, start: str) -> None:
    assert heli(*asked, lang=lang).stdout.startswith(start)


@pytest.mark.parametrize("asked", [["--help"], ["verify", "--help"], ["read", "--help"]])
def test_help_and_proofs_never_load_django(asked: list[str]) -> None:
    code = (
        "import sys; from heli.site.cli import main\n"
        f"try: main({asked!r})\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.partition('.')[0] == 'django' for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "asked",
    [
        ["no-such-command"],
        ["serve", "--no-such-option"],
        ["figure", "advice.received", "--from", "2020-02-30"],
        ["verify", "/no/such/file"],
        ["user", "add"],
        ["user", "invite", "nobody"],
        ["figure", "no.such.measure"],
    ],
)
def test_a_wrong_call_ends_with_2_and_a_sentence(data: Path, asked: list[str]) -> None:
    done = heli(*asked, data=data)

    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_setting_that_is_none_ends_with_2(data: Path) -> None:
    done = heli("doctor", data=data, HELI_NONSENSE="1")

    assert (done.returncode, done.stderr) == (2, "HELI_NONSENSE is not a setting of Heli\n")


def test_a_file_that_proves_nothing_is_refused_with_1(tmp_path: Path) -> None:
    file = tmp_path / "bundle"
    file.write_bytes(b"not a bundle")

    done = heli("verify", str(file))

    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "Refused."


def test_a_code_that_was_never_sealed_is_answered_with_1(data: Path, tmp_path: Path) -> None:
    done = heli("export", "brief", "AAAAA-AAAAA", "-o", str(tmp_path / "out"), data=data)

    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_migrating_twice_changes_nothing(data: Path) -> None:
    done = heli("migrate", data=data)

    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_the_doctor_finds_a_fresh_installation_well(data: Path) -> None:
    done = heli("doctor", data=data)

    assert done.stdout.splitlines()[-1] == "All is well."
    assert done.returncode == 0


def test_the_doctor_sees_keys_that_others_can_read(data: Path) -> None:
    key = data / "keys" / "secret_key"
    key.chmod(0o644)

    done = heli("doctor", data=data)
    key.chmod(0o600)

    assert done.returncode == 1
    assert any(
        line.startswith("✗ Keys: others may read: secret_key") for line in done.stdout.splitlines()
    )


def test_the_doctor_sees_a_trigger_that_was_dropped(tmp_path: Path) -> None:
    assert heli("migrate", data=tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "heli.sqlite3") as database:
        database.execute("DROP TRIGGER flow_step_no_update")

    done = heli("doctor", data=tmp_path)

    assert done.returncode == 1
    assert "✗ The past: triggers are missing on flow_step" in done.stdout.splitlines()


def test_an_account_is_added_with_a_link_and_closed_again(tmp_path: Path) -> None:
    assert heli("migrate", data=tmp_path).returncode == 0
    founded = subprocess.run(
        [sys.executable, "-c", FOUND], env=os.environ | {"HELI_DATA": str(tmp_path)}, check=False
    )
    assert founded.returncode == 0

    added = heli("user", "add", "lin", "--person", "示例林", "--role", "editor", data=tmp_path)
    closed = heli("user", "disable", "lin", data=tmp_path)
    listed = heli("user", "list", data=tmp_path)

    assert added.returncode == 0
    assert added.stdout.splitlines()[1].startswith("http://127.0.0.1:8000/account/invitation/")
    assert closed.stdout == "The account lin is closed.\n"
    assert listed.stdout == "lin\tclosed\t\n"


FOUND = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "heli.site.settings"
os.environ.pop("HELI_DATABASE_URL", None)
django.setup()
import sys
sys.path.insert(0, "tests")
import make
make.federation()
"""


def test_figures_without_records_are_told_as_json(tmp_path: Path) -> None:
    done = heli("demo", "--no-serve", "--json", "--data", str(tmp_path))
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0
    bound = {row["id"]: row["records"] for row in rows if row["class"] == "bound"}
    assert bound.items() >= {"F025": 56, "F026": 47, "F027": 4, "F028": 39, "F029": 7}.items()
    assert bound.items() >= {"F037": 8, "F049": 3, "F091": 11, "F102": 2, "F141": 1}.items()
    assert {row["verdict"] for row in rows if row["class"] == "bound"} == {"holds"}


def test_key_is_printed_once_and_revoked_by_its_prefix(data: Path) -> None:
    say = "import make; make.federation()"
    environ = os.environ | {
        "HELI_DATA": str(data),
        "HELI_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "heli.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {say}"], env=environ, check=True
    )

    made = heli("key", "create", "--scope", "measures:read", "--name", "示例系统", data=data)
    listed = heli("key", "list", data=data)
    revoked = heli("key", "revoke", made.stdout.strip(), data=data)
    unknown = heli("key", "create", "--scope", "everything", "--name", "示例系统", data=data)

    prefix = made.stdout.split("_")[1]
    assert (made.returncode, made.stdout.count("\n")) == (0, 1)
    assert listed.stdout.split("\t")[:4] == [prefix, "示例系统", "measures:read", "open"]
    assert (revoked.returncode, revoked.stdout) == (0, f"The key {prefix} is revoked.\n")
    assert (unknown.returncode, unknown.stdout) == (1, "")
