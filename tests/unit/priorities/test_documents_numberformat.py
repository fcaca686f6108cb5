"""Number formats: what a spreadsheet shows for a stored number. Serial 41912 is 30 September 2014."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from priorities.documents.numberformat import (
    Shown,
    is_date_format,
    plain_number,
    serial_of,
    shown_number,
    shown_text,
)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (41912, "mmm-yy", "Sep-14"),
        (41912, "dd/mm/yyyy", "30/09/2014"),
        (41912, "d/m/yy", "30/9/14"),
        (41912, "mmmm yyyy", "September 2014"),
        (41912, "[$-809]dd mmmm yyyy;@", "30 September 2014"),
        (41912, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "30 September 2014"),
        (41912, "dddd d mmm yyyy", "Tuesday 30 Sep 2014"),
        (41912, "ddd dd.mm.yyyy", "Tue 30.09.2014"),
        (41912, "mmmmm yyyy", "S 2014"),
        (41912, "yyyy", "2014"),
        (41912.5, "yyyy-mm-dd h:mm:ss", "2014-09-30 12:00:00"),
        (41912.999999, "dd/mm/yyyy hh:mm", "01/10/2014 00:00"),
        (59, "d/m/yyyy", "28/2/1900"),
        (61, "d/m/yyyy", "1/3/1900"),
    ],
)
def test_dates_are_shown_by_their_format_and_kept_as_dates(value, code, text):
    shown = shown_number(value, code)
    assert (shown.text, shown.doubt) == (text, None)
    assert shown.date is not None


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.1, "0.00", "1.10"),
        (1.1, "General", "1.1"),
        (3.0, "General", "3"),
        (-3, "General", "-3"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901, "General", "12345678901"),
        (1e20, "General", "1E+20"),
        (0.85, "0%", "85%"),
        (0.855, "0.0%", "85.5%"),
        (0.125, "0.00", "0.13"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.004, "0.00", "0.00"),
        (1234567.5, "#,##0", "1,234,568"),
        (999, "#,##0", "999"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (1500000, '0.0,,"m"', "1.5m"),
        (0.5, "#.##", ".5"),
        (7, "000", "007"),
        (12, '"Action "0', "Action 12"),
        (-5, "#,##0_);(#,##0)", "(5)"),
        (-5, "0;[Red]-0", "-5"),
        (0, '0;-0;"none"', "none"),
        (0, '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (1234, "0.00E+00", "1.23E+03"),
        (5, "@", "5"),
        (5, ";;;", ""),
        (0.5, "h:mm", "12:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.0, "h AM/PM", "12 AM"),
        (0.0625, "mm:ss", "30:00"),
        (1.5, "[h]:mm", "36:00"),
        (1.25, "[hh]:mm:ss", "30:00:00"),
    ],
)
def test_numbers_and_times_are_shown_by_their_format(value, code, text):
    assert shown_number(value, code) == Shown(text)


def test_a_date_without_its_year_is_in_doubt():
    doubt = "The cell shows no year; its stored date is 14 September 2026."
    assert shown_number(46279, "d-mmm") == Shown("14-Sep", "2026-09-14", doubt)


def test_a_date_that_shows_only_its_time_is_in_doubt():
    doubt = "The cell shows only a time; its stored date is 30 September 2014."
    assert shown_number(41912.5, "h:mm") == Shown("12:00", "2014-09-30", doubt)


@pytest.mark.parametrize("value", [60, 0, -1, 2958466, 1e300])
def test_a_number_that_is_no_date_is_shown_as_a_number_and_in_doubt(value):
    number = plain_number(value)
    said = f"The cell shows a date but its stored number {number} is no date."
    assert shown_number(value, "dd/mm/yyyy") == Shown(number, None, said)


@pytest.mark.parametrize("code", ["# ?/?", "[>5]0;0.0", "000-000", "[DBNum1]0", "gge"])
def test_a_format_that_is_not_rendered_shows_the_number_and_says_so(code):
    said = f"The cell's number format {code!r} could not be applied, so its stored number is shown."
    assert shown_number(12.5, code) == Shown("12.5", None, said)


def test_text_is_left_alone_unless_its_part_of_the_format_says_otherwise():
    assert shown_text("Lead", "General") == "Lead"
    assert shown_text("Lead", "0.00") == "Lead"
    assert shown_text("Lead", '"By "@') == "By Lead"
    assert shown_text("Lead", "0;-0;0;") == ""


def test_the_two_calendars_are_1462_days_apart():
    assert shown_number(40450, "dd/mm/yyyy", base_1904=True) == Shown("30/09/2014", "2014-09-30")
    assert serial_of(datetime(2014, 9, 30)) == 41912
    assert serial_of(datetime(2014, 9, 30), base_1904=True) == 40450


def test_which_formats_are_dates():
    assert is_date_format("mmm-yy")
    assert not is_date_format('"d"0')


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(9999, 12, 31)))
def test_every_day_comes_back_as_itself(day):
    shown = shown_number(to_excel(day), "yyyy-mm-dd")
    assert shown == Shown(day.isoformat(), day.isoformat())


@given(st.integers(min_value=-(10**9), max_value=10**9), st.integers(min_value=0, max_value=4))
def test_fixed_decimals_show_exactly_the_stored_number(units, places):
    value = units / 10**places
    code = "0" + ("." + "0" * places if places else "")
    assert shown_number(value, code) == Shown(f"{units / 10**places:.{places}f}")


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,%;"[]\\@dmyhsE+-/ _*G£', max_size=12),
)
def test_no_format_stops_the_reader(value, code):
    shown = shown_number(value, code)
    assert isinstance(shown.text, str)
    assert shown.date is None or timedelta(0) <= date.fromisoformat(shown.date) - date(1, 1, 1)
