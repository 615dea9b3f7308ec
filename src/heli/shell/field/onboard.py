"""What the service worker keeps in the browser's cache: styles, scripts and icons, never a page.

Its version is the hash of their contents, so a new release is seen and an old one is let go.
"""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from heli.shell.field.carrying import files_on_board


HERE = Path(__file__).parents[1] / "static"
ALWAYS = (
    "shell/shell.css",
    "shell/mark.svg",
    "shell/icons/field-192.png",
    "vendor/htmx/htmx.min.js",
    "vendor/lucide/icons.svg",
)
WORKER = "shell/js/offline/worker.js"


def files() -> list[str]:
    """Every static file of the field face by name."""
    scripts = sorted(p.relative_to(HERE).as_posix() for p in (HERE / "shell" / "js").rglob("*.js"))
    return [*ALWAYS, *scripts, *files_on_board()]


@lru_cache(maxsize=1)
def version() -> str:
    """The hash of all of them."""
    digest = sha256()
    for name in files():
        digest.update(name.encode())
        digest.update(Path(str(finders.find(name))).read_bytes())
    return digest.hexdigest()[:16]


def worker_script(offline: str) -> str:
    """The service worker: our module, told what to keep."""
    told = {"version": version(), "files": [static(name) for name in files()], "offline": offline}
    return f'import {{ start }} from "{static(WORKER)}";\n\nstart({json.dumps(told)});\n'
