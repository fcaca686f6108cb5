"""Bullets and numbers before points."""

from itertools import pairwise

import pytest

from actions.outlines.marks import Mark, bullets_within, follows, mark_in_a_cell, mark_of, numbers_within, values_of


@pytest.mark.parametrize("sign", "• ▪ ◦ ● ■ ➢ ✓ ✔ ➔ ► » ❖ ⁃ − – — - * o · \uf0b7 \uf0fc".split())
def test_bullets(sign):
    assert mark_of(f"  {sign} train staff") == Mark("bullet", "", "train staff")
    assert mark_of(sign) == Mark("bullet", "", "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. train", "1"), ("12) train", "12"), ("(3) train", "3"), ("(a) train", "a"), ("b) train", "b"), ("c. train", "c"),
        ("iv. train", "iv"), ("(ii) train", "ii"), ("1.2 train", "1.2"), ("1.2.3. train", "1.2.3"), ("4.train", "4"), ("A) train", "A"),
    ],
)  # fmt: skip
def test_numbers(text, number):
    assert mark_of(text) == Mark("number", number, "train")


@pytest.mark.parametrize(
    "text",
    [
        "train",
        "2024 plans",
        "3 hubs",
        "A plan",
        "I. Smith",
        "e-learning",
        "1.5% of pupils",
        "5-16 pages",
        "offer",
        "-train",
    ],
)
def test_words_without_a_mark(text):
    assert mark_of(text) == Mark("", "", text)


def test_marks_alone_in_a_cell():
    assert mark_in_a_cell("1.") == mark_in_a_cell("1") == Mark("number", "1", "")
    assert mark_in_a_cell("2.1") == Mark("number", "2.1", "")
    assert mark_in_a_cell("•") == Mark("bullet", "", "")
    assert mark_in_a_cell("Aim") is None


def test_several_points_in_a_line():
    assert bullets_within("train • listen • meet at 5 • go") == ["train", "listen", "meet at 5", "go"]
    assert bullets_within("well-being - and more") == ["well-being - and more"]
    assert numbers_within("1", "train 2. listen 3. meet") == [("1", "train"), ("2", "listen"), ("3", "meet")]
    assert numbers_within("1", "train 3. listen") == [("1", "train 3. listen")]
    assert numbers_within("a", "train 2. listen") == [("a", "train 2. listen")]
    assert numbers_within("1", "spend 2.5 million") == [("1", "spend 2.5 million")]


def test_how_lists_count():
    assert [sorted(values_of(text)) for text in ("3", "c", "C", "iii", "iv", "v", "1.2", "")] == [
        [3],
        [3],
        [3],
        [3],
        [4],
        [5, 22],
        [],
        [],
    ]
    numerals = "i ii iii iv v vi vii viii ix x xi".split()
    assert all(follows(second, first) for first, second in pairwise(numerals))
    assert all(follows(second, first) for first, second in pairwise("abcdefghijklm"))
    assert not follows("iv", "ii")
    assert not follows("1.2", "1.1")
