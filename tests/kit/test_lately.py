"""What was found out lately is not found out again, until it is some seconds old."""

from heli.kit.lately import Lately


def test_it_is_found_out_anew_once_it_is_old() -> None:
    asked: list[str] = []
    known: Lately[str, int] = Lately(60)

    def find(key: str) -> int:
        def look() -> int:
            asked.append(key)
            return len(asked)

        return known.of(key, look)

    assert [find("甲"), find("甲"), find("乙")] == [1, 1, 2]
    known.forget()
    assert find("甲") == 3
    known.seconds = -1
    assert [find("丙"), find("丙")] == [4, 5]


def test_it_keeps_so_many() -> None:
    known: Lately[int, str] = Lately(60, most=2)
    for n in range(3):
        assert known.of(n, "早".upper) == "早"
    assert known.of(0, "晚".upper) == "晚"
