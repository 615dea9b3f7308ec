"""What is written out of other files is in step with them; nothing in a page needs a looser CSP."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

import heli
from heli.shell import reference, styles


SRC = Path(heli.__file__).parent
VENDOR = SRC / "shell" / "static" / "vendor"
TEMPLATES = sorted(SRC.rglob("templates/**/*.html"))
SCRIPTS = sorted((SRC / "shell" / "static" / "shell" / "js").glob("*.js"))


def test_stylesheet_is_assembled_from_its_parts() -> None:
    assert styles.TARGET.read_text(encoding="utf-8") == styles.assembled()


def test_reference_page_is_written_from_the_components() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()


def vendored() -> list[dict[str, str]]:
    files: list[dict[str, str]] = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["file"]
    return files


@pytest.mark.parametrize("entry", vendored(), ids=lambda entry: entry["path"])
def test_vendored_file_is_the_one_that_was_recorded(entry: dict[str, str]) -> None:
    content = (VENDOR / entry["path"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert (VENDOR / entry["licence_file"]).is_file()


def test_nothing_vendored_is_unrecorded() -> None:
    known = {e["path"] for e in vendored()} | {e["licence_file"] for e in vendored()}
    found = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}

    assert found == known | {"VENDOR.toml"}


INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals='?js",
    re.IGNORECASE,
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def test_template_has_no_inline_style_or_script(template: Path) -> None:
    assert INLINE.findall(template.read_text(encoding="utf-8")) == []


def test_stylesheet_has_no_important_and_no_id_selectors() -> None:
    css = re.sub(r"/\*.*?\*/", "", styles.assembled(), flags=re.DOTALL)

    assert "!important" not in css
    assert re.findall(r"(?:^|[\s,>])#[a-z][\w-]*\s*[{,]", css) == []


def test_scripts_of_a_page_stay_below_60_kilobytes() -> None:
    size = sum(
        len(gzip.compress(path.read_bytes(), 9))
        for path in [*SCRIPTS, VENDOR / "htmx" / "htmx.min.js"]
    )

    assert size <= 60 * 1024


def test_a_page_asks_for_at_most_three_stylesheets() -> None:
    base = (SRC / "shell" / "templates" / "shell" / "base.html").read_text(encoding="utf-8")

    assert base.count('rel="stylesheet"') == 1


def test_the_start_script_imports_every_module() -> None:
    start = (SCRIPTS[0].parent / "shell.js").read_text(encoding="utf-8")
    every = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)

    unused = [p.name for p in SCRIPTS if p.name != "shell.js" and f"./{p.name}" not in every]
    assert unused == []
    assert start.count("import ") == 18
