"""The date that a document bears, as people write it."""

from datetime import date

import pytest

from actions.importing import ImportRefused, document_date

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", (None, "day")),
        (None, (None, "day")),
        ("2024-03-31", (date(2024, 3, 31), "day")),
        ("31/3/2024", (date(2024, 3, 31), "day")),
        ("2024-02", (date(2024, 2, 29), "month")),
        ("2/2024", (date(2024, 2, 29), "month")),
        ("2024", (date(2024, 12, 31), "year")),
        ("2026-03", (TODAY, "month")),
        ("2026", (TODAY, "year")),
    ],
)
def test_a_day_a_month_and_a_year_are_read(typed, expected):
    assert document_date(typed, today=TODAY) == expected


@pytest.mark.parametrize("typed", ["2024-13", "31/13/2024", "March", "2024-3-1", "24", "٢٠٢٤"])
def test_anything_else_is_refused_in_one_sentence(typed):
    with pytest.raises(ImportRefused) as refusal:
        document_date(typed, today=TODAY, name="Date")
    assert str(refusal.value) == (
        f"Date is '{typed}'; write it as YYYY-MM-DD, such as 2024-03-31, or as 2024-03 or 2024 where the document names "
        "no day."
    )
