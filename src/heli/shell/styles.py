"""One stylesheet out of many small files: ``python -m heli.shell.styles`` writes it.

There is no build: the files are put one after the other. A test compares ``shell.css`` with them.
"""

from pathlib import Path


HERE = Path(__file__).parent / "static" / "shell"
TARGET = HERE / "shell.css"


def parts() -> list[Path]:
    """The files in their order."""
    css = HERE / "css"
    head = [css / f"{name}.css" for name in ("layers", "reset", "tokens", "base")]
    return [
        *head,
        *sorted((css / "components").glob("*.css")),
        *sorted((css / "pages").glob("*.css")),
    ]


def assembled() -> str:
    """The stylesheet."""
    return "".join(
        f"/* {part.relative_to(HERE)} */\n{part.read_text(encoding='utf-8')}" for part in parts()
    )


if __name__ == "__main__":
    TARGET.write_text(assembled(), encoding="utf-8")
