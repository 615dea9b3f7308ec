"""A definition drawn for the reference: a Mermaid diagram and a table, from the data itself."""

from collections.abc import Iterator

from heli.core.flow.definitions import BACK, Flow, Transition


def mermaid(flow: Flow) -> str:
    """The states and transitions as a Mermaid state diagram, in the language that is active."""
    lines = ["stateDiagram-v2", f"    [*] --> {flow.initial}"]
    lines += [f"    {s.code}: {s.label}" for s in flow.states]
    for t in flow.transitions:
        lines += [
            f"    {source} --> {source if t.target in (None, BACK) else t.target}: {t.label}"
            for source in t.sources
        ]
    lines += [f"    {s.code} --> [*]" for s in flow.states if not s.is_open]
    return "\n".join(lines) + "\n"


def markdown(flow: Flow) -> str:
    """The definition as a page: diagram, states with their public wording, transitions."""
    return "\n".join(
        [
            f"## {flow.label} (`{flow.key}`)",
            "",
            f"```mermaid\n{mermaid(flow)}```",
            "",
            "| state | for staff | for anybody | kind | awaits |",
            "|---|---|---|---|---|",
            *(
                f"| `{s.code}` | {s.label} | {s.public_label} | {s.kind.value} | {_list(s.awaits)} |"
                for s in flow.states
            ),
            "",
            "| verb | label | from | to | who | needs | counts as | limit |",
            "|---|---|---|---|---|---|---|---|",
            *_rows(flow),
            "",
        ]
    )


def _rows(flow: Flow) -> Iterator[str]:
    for t in flow.transitions:
        cells = [
            *(f"`{t.verb}`", str(t.label), _list(t.sources), f"`{t.target}`" if t.target else "="),
            *(_list(t.who), _list(t.needs), _tag(t), _limit(t)),
        ]
        yield f"| {' | '.join(cells)} |"


def _list(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _tag(t: Transition) -> str:
    if not isinstance(t.counts_as, str):
        return f"`{t.counts_as.__name__}()`"
    return f"`{t.counts_as}`" if t.counts_as else ""


def _limit(t: Transition) -> str:
    return f"{t.limit.n} {t.limit.clock.value}" if t.limit else ""
