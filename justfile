# One place for hand, hook and CI. `just` comes with the development environment.

python := ".venv/bin/python"

# List what there is.
default:
    @just --list

# Everything that must be green before a change is shown to others.
gates: lint types contracts templates migrations messages-check

lint:
    {{python}} -m ruff check
    {{python}} -m ruff format --check

types:
    {{python}} -m mypy

contracts:
    .venv/bin/lint-imports --config .importlinter.toml

templates:
    git ls-files '*.html' | xargs {{python}} -m djhtml --check --tabwidth 2

migrations:
    HELI_DATA=$(mktemp -d) DJANGO_SETTINGS_MODULE=heli.site.settings {{python}} -m django makemigrations --check --dry-run

messages-check:
    {{python}} tools/messages.py --check

# Collect, complete and compile the translations.
messages:
    {{python}} tools/messages.py

# Write docs/reference from the code.
reference:
    {{python}} tools/reference.py

# Export the lock for those who have no uv.
requirements:
    uv lock
    uv export -q --frozen --no-dev --group build --no-emit-project -o requirements.txt
    uv export -q --frozen --group dev --no-emit-project -o requirements-dev.txt

# Put code and templates into shape.
format:
    {{python}} -m ruff format
    {{python}} -m ruff check --fix
    git ls-files '*.html' | xargs {{python}} -m djhtml --tabwidth 2

# The whole suite, both databases.
test *args:
    ./heli test {{args}}

# The same with branch coverage of kit, core and loops.
coverage:
    {{python}} -m coverage erase
    {{python}} -m coverage run -m pytest
    {{python}} -m coverage combine
    {{python}} -m coverage report --skip-covered --show-missing

# The long ones at full size: kill -9 (R1), forgeries (S42) and the rest marked so.
full *args:
    HELI_FULL=1 {{python}} -m pytest tests/security {{args}}

# R18 at full size: 32 workers, 1,000 moves of goods each; then everything else a crowd does to a ledger.
crowd *args:
    HELI_FULL=1 {{python}} -m pytest tests/core/ledger/test_together.py {{args}}
