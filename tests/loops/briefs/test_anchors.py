"""A figure stays with its words, whatever happens to the text around it."""

from hypothesis import given, strategies as st

from heli.loops.briefs.queries.anchors import Span, reanchor


WORDS = st.text(alphabet="收到建言56篇4期，。\n", max_size=30)


def test_reanchor_text_before_grows_shifts_the_figure() -> None:
    old, new = "收到56篇。", "截至2月底，累计收到56篇。"

    assert reanchor(old, new, {"a": Span(2, 5)}) == {"a": Span(10, 13)}


def test_reanchor_deleted_words_lose_their_figure() -> None:
    old, new = "收到56篇，编审47篇。", "编审47篇。"

    assert reanchor(old, new, {"a": Span(2, 5), "b": Span(8, 11)}) == {"a": None, "b": Span(2, 5)}


def test_reanchor_rewritten_sentence_finds_the_figure_by_its_surroundings() -> None:
    old = "一月收到7次批示。二月收到7次表扬。"
    new = "今年一月里共收到7次批示；在二月收到7次表扬信。"

    found = reanchor(old, new, {"a": Span(4, 6), "b": Span(13, 15)})

    assert found == {"a": Span(8, 10), "b": Span(18, 20)}


def test_reanchor_changed_digits_are_not_the_figure_any_more() -> None:
    assert reanchor("收到56篇。", "收到57篇。", {"a": Span(2, 5)}) == {"a": None}


@given(st.lists(WORDS, min_size=2, max_size=6), WORDS, st.data())
def test_reanchor_always_finds_the_same_words_in_the_same_order(
    pieces: list[str], typed: str, data: st.DataObject
) -> None:
    old = "".join(pieces)
    spans, at = {}, 0
    for n, piece in enumerate(pieces):
        if n % 2 and piece:
            spans[n] = Span(at, at + len(piece))
        at += len(piece)
    low = data.draw(st.integers(0, len(old)))
    high = data.draw(st.integers(low, len(old)))
    new = old[:low] + typed + old[high:]

    found = reanchor(old, new, spans)

    kept = [(spans[key], span) for key, span in found.items() if span]
    assert found.keys() == spans.keys()
    assert [new[s.start : s.end] for _, s in kept] == [old[b.start : b.end] for b, _ in kept]
    ends = [0, *(s.end for _, s in kept)]
    assert all(s.start >= end for (_, s), end in zip(kept, ends, strict=False))


@given(st.lists(WORDS, min_size=2, max_size=6), WORDS, st.data())
def test_reanchor_typing_between_figures_loses_none(
    pieces: list[str], typed: str, data: st.DataObject
) -> None:
    old = "".join(pieces)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
    spans = {
        n: Span(end - len(pieces[n]), end) for n, end in enumerate(ends) if n % 2 and pieces[n]
    }
    caret = data.draw(st.sampled_from([0, *ends]))

    found = reanchor(old, old[:caret] + typed + old[caret:], spans)

    assert [key for key, span in found.items() if span] == list(spans)
