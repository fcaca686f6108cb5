"""Numbers and dates as a spreadsheet shows them: the number format codes of ECMA-376 part 1, section 18.8.31.

Only what a plan needs is rendered exactly. For the rest `shown` gives the plain number and says so in
`doubt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# Formats that a file names only by number. 14 and 22 follow the reader's country: here the United Kingdom.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "£#,##0;-£#,##0",
    6: "£#,##0;-£#,##0",
    7: "£#,##0.00;-£#,##0.00",
    8: "£#,##0.00;-£#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: "#,##0",
    42: "£#,##0",
    43: "#,##0.00",
    44: "£#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}
_LONG_DATE, _LONG_TIME = "d mmmm yyyy", "hh:mm:ss"
# Written out, because the calendar module follows the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_NOUGHT = datetime(1899, 12, 30)  # noqa: DTZ001 (a workbook's times have no zone)
_DAYS_1904 = 1_462  # days between the two first days
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]
    |(?P<general>General)|(?P<exponent>E[+-])
    |(?P<ampm>AM/PM|A/P)|(?P<date>y+|m+|d+|h+|s+|e+|b+|g+)|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows: the text, the stored date ("YYYY-MM-DD") if it is one, and a doubt if it is
    unsure.
    """

    text: str
    date: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Section:
    """One of a format's parts, as (kind, value) tokens; kinds: text, date, ampm, elapsed, digits, general,
    at.
    """

    tokens: tuple[tuple[str, str], ...]
    conditional: bool = False
    unknown: bool = False

    @property
    def dated(self) -> bool:
        return any(kind in ("date", "ampm", "elapsed") for kind, _ in self.tokens)


def shown_number(value: float, code: str, *, base_1904: bool = False) -> Shown:
    """How the number `value` looks under the format `code`. `base_1904`: day 0 is 1 January 1904 (old
    Macs).
    """
    if code == "General":
        return Shown(plain_number(value))
    sections = _sections(code)
    if any(section.conditional or section.unknown for section in sections):
        return _not_applied(value, code)
    numeric = [section for section in sections[:3] if not _is_text_section(section)] or [_section("General")]
    # A format with an own part for negative numbers writes their sign itself.
    if value < 0 and len(numeric) > 1:
        section, amount = numeric[1], -value
    elif value == 0 and len(numeric) > 2:
        section, amount = numeric[2], value
    else:
        section, amount = numeric[0], value
    if section.dated:
        return _shown_date(value, section, base_1904)
    try:
        return Shown(_render_number(amount, section))
    except (ArithmeticError, ValueError):
        return _not_applied(value, code)


def shown_text(value: str, code: str) -> str:
    """How the text `value` looks under the format `code`: most formats leave text alone, "@" parts may add
    to it.
    """
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) > 3 or _is_text_section(section):
        return "".join(value if kind == "at" else text for kind, text in section.tokens)
    return value


def is_date_format(code: str) -> bool:
    """Whether positive numbers under this format show as a date or a time."""
    return _sections(code)[0].dated


def plain_number(value: float) -> str:
    """The number as Excel's General format shows it in a wide cell: "3", "1.1", "0.333333333"."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if 1e-5 <= abs(value) < 1e15:
        exact = repr(value)
        if len(exact) <= 11 and "e" not in exact:
            return exact
        whole = len(str(int(abs(value))))
        exact = Decimal(format(value, ".15g"))
        rounded = exact.quantize(Decimal(1).scaleb(-max(0, 10 - whole)), ROUND_HALF_UP)
        text = format(rounded, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = format(value, ".5E").partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def serial_of(moment: datetime, *, base_1904: bool = False) -> float:
    """The number under which a workbook stores this moment (for cells that write a date out in ISO form)."""
    return (moment - _DAY_NOUGHT) / timedelta(days=1) - (_DAYS_1904 if base_1904 else 0)


def _is_text_section(section: _Section) -> bool:
    return any(kind == "at" for kind, _ in section.tokens)


def _not_applied(value: float, code: str) -> Shown:
    return Shown(
        plain_number(value),
        doubt=f"The cell's number format {code[:60]!r} could not be applied, so its stored number is shown.",
    )


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The format's parts. Semicolons inside quotes, brackets or behind a backslash do not part."""
    if "[$-F800]" in code.upper() or "[$-X-SYSDATE]" in code.upper():
        code = _LONG_DATE
    elif "[$-F400]" in code.upper() or "[$-X-SYSTIME]" in code.upper():
        code = _LONG_TIME
    parts = re.findall(r'((?:"[^"]*"?|\\.|\[[^\]]*\]|[_*].|[^;"])*)(?:;|$)', code, re.DOTALL)
    # The pattern also matches the empty end of the code.
    parts = parts[:-1] if len(parts) > 1 and not code.endswith(";") else parts
    return tuple(_section(part) for part in parts[:4]) or (_section("General"),)


def _section(part: str) -> _Section:
    tokens: list[tuple[str, str]] = []
    conditional = unknown = False
    for found in _TOKEN.finditer(part):
        kind = found.lastgroup or "other"
        value = found.group(kind)
        if kind == "bracket":
            conditional |= value[:1] in ("<", ">", "=")
            token = _bracket(value)
            unknown |= token is None and not conditional
            tokens += [token] if token else []
        elif kind == "date":
            # "e", "b" and "g" count the years of other calendars.
            unknown |= value[0].lower() in "ebg"
            tokens.append((kind, value.lower()))
        elif kind in ("general", "ampm"):
            tokens.append((kind, value))
        elif kind == "exponent":
            tokens.append(("digits", "E"))
        elif kind == "other" and value in "0#?.,%/":
            tokens.append(("digits", value))
        elif kind == "other" and value == "@":
            tokens.append(("at", ""))
        elif kind != "fill":
            tokens.append(("text", " " if kind == "width" else value.strip('"') if kind == "quoted" else value))
    return _Section(tuple(_minutes(tokens)), conditional, unknown)


def _bracket(value: str) -> tuple[str, str] | None:
    """The token for what stands in square brackets: elapsed time, a currency, a colour (nothing); None if
    unknown.
    """
    if value and not value.lower().strip("hms"):
        return ("elapsed", value.lower())
    if value.startswith("$"):
        return ("text", value[1:].partition("-")[0])
    return ("text", "") if _COLOURS.match(value) else None


def _minutes(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The tokens with "m" turned into "n" where it means minutes: next to hours before it or seconds behind
    it.
    """
    times = [i for i, (kind, _) in enumerate(tokens) if kind in ("date", "elapsed")]
    for order, i in enumerate(times):
        kind, value = tokens[i]
        if kind == "date" and value in ("m", "mm"):
            before = tokens[times[order - 1]][1][0] if order else ""
            behind = tokens[times[order + 1]][1][0] if order + 1 < len(times) else ""
            if before == "h" or behind == "s":
                tokens[i] = ("date", "n" * len(value))
    return tokens


def _render_number(value: float, section: _Section) -> str:
    """The number under a part that holds no date. Raises ValueError for what is not rendered (fractions)."""
    pattern = "".join(value for kind, value in section.tokens if kind == "digits")
    if not pattern:
        text = "".join(plain_number(value) if kind in ("general", "at") else t for kind, t in section.tokens)
        return text.strip()
    if "/" in pattern and not any(c in pattern for c in "0#?"):
        raise ValueError(pattern)
    if "E" in pattern.upper():
        return _render_scientific(value, section, pattern)
    if "/" in pattern:
        raise ValueError(pattern)
    whole, _, decimals = pattern.replace("%", "").partition(".")
    if "." in decimals:
        raise ValueError(pattern)
    thousands = "," in whole.rstrip(",")
    shrink = len(whole) - len(whole.rstrip(",")) + len(decimals) - len(decimals.rstrip(","))
    whole, decimals = whole.replace(",", ""), decimals.replace(",", "")
    amount = Decimal(format(value, ".15g")).scaleb(2 * pattern.count("%") - 3 * shrink)
    amount = amount.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    sign = "-" if amount < 0 else ""
    left, _, right = format(abs(amount), "f").partition(".")
    least = sum(c == "0" for c in whole)
    left = left.lstrip("0").rjust(least, "0")
    if thousands:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and right.endswith("0"):
        right, optional = right[:-1], optional - 1
    number = left + (f".{right}" if "." in pattern else "")
    return sign + _place(number, section)


def _render_scientific(value: float, section: _Section, pattern: str) -> str:
    if not re.fullmatch(r"0(\.0*)?[Ee]0+", pattern):
        raise ValueError(pattern)
    places = len(pattern.partition(".")[2].upper().partition("E")[0]) if "." in pattern else 0
    mantissa, _, exponent = format(value, f".{places}E").partition("E")
    digits = str(abs(int(exponent))).rjust(len(pattern.upper().partition("E")[2]), "0")
    return f"{mantissa}E{'-' if int(exponent) < 0 else '+'}{digits}"


def _place(number: str, section: _Section) -> str:
    """The literal text of the part with the number where its first digit stands.

    Raises ValueError when digits stand on both sides of literal text, as in a telephone number's format.
    """
    pieces: list[str] = []
    placed = closed = False
    for kind, value in section.tokens:
        if kind == "digits" and value == "%":
            pieces.append("%")
            closed = placed
        elif kind == "digits":
            if closed:
                raise ValueError("digits in two places")
            if not placed:
                pieces.append(number)
                placed = True
        else:
            closed = placed
            pieces.append(value)
    return "".join(pieces).strip()


def _shown_date(value: float, section: _Section, base_1904: bool) -> Shown:
    """The moment `value` days after the workbook's first day. Fractions of a second are rounded."""
    tokens = section.tokens
    names = {value[0] for kind, value in tokens if kind == "date"}
    calendar = bool(names & set("ymd"))
    serial = value + _DAYS_1904 if base_1904 else value
    if any(kind == "elapsed" for kind, _ in tokens):
        return Shown(_render_elapsed(value, section)) if value >= 0 else _impossible(value)
    # 1900 had no 29 February, but the first spreadsheet thought so (serial 60): days before March are one
    # off.
    if not 0 <= serial < _LAST_SERIAL or (calendar and not base_1904 and (serial < 1 or 60 <= serial < 61)):
        return _impossible(value)
    if not base_1904 and serial < 60:
        serial += 1
    seconds = round((serial % 1) * 86_400)
    try:
        moment = _DAY_NOUGHT + timedelta(days=int(serial), seconds=seconds)
    except OverflowError:
        return _impossible(value)
    text = _render_moment(moment, tokens)
    day = moment.date()
    if calendar:
        doubt = None
        if "y" not in names:
            doubt = f"The cell shows no year; its stored date is {day.day} {_MONTHS[day.month - 1]} {day.year}."
        return Shown(text, day.isoformat(), doubt)
    if value < 1:
        return Shown(text)
    said = f"The cell shows only a time; its stored date is {day.day} {_MONTHS[day.month - 1]} {day.year}."
    return Shown(text, day.isoformat(), said)


def _impossible(value: float) -> Shown:
    number = plain_number(value)
    return Shown(number, doubt=f"The cell shows a date but its stored number {number} is no date.")


def _render_moment(moment: datetime, tokens: tuple[tuple[str, str], ...]) -> str:
    half_day = any(kind == "ampm" for kind, _ in tokens)
    pieces = []
    for kind, value in tokens:
        if kind == "date":
            pieces.append(_date_part(moment, value, half_day))
        elif kind == "ampm":
            word = "AM" if moment.hour < 12 else "PM"
            pieces.append(word if len(value) > 3 else word[0])
        else:
            # Separators such as "/", "." and "," count as digits in a number but are plain text in a date.
            pieces.append(value)
    return re.sub(r"\.0+$", "", "".join(pieces)).strip()


def _date_part(moment: datetime, code: str, half_day: bool) -> str:
    letter, length = code[0], len(code)
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "m" and length > 2:
        month = _MONTHS[moment.month - 1]
        return month[:3] if length == 3 else month[0] if length == 5 else month
    if letter == "d" and length > 2:
        day = _DAYS[moment.weekday()]
        return day[:3] if length == 3 else day
    hour = ((moment.hour - 1) % 12 + 1) if half_day else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[letter]
    return f"{number:02}" if length > 1 else str(number)


def _render_elapsed(value: float, section: _Section) -> str:
    seconds = round(value * 86_400)
    units = {"h": 3600, "m": 60, "n": 60, "s": 1}
    pieces = []
    for kind, code in section.tokens:
        if kind == "elapsed" or (kind == "date" and code[0] in units):
            amount, seconds = divmod(seconds, units[code[0]])
        else:
            pieces.append(code)
            continue
        pieces.append(str(amount).rjust(len(code), "0"))
    return "".join(pieces).strip()


def date_of(text: str) -> date | time | datetime | None:
    """The date, time or moment that an ISO 8601 cell writes out, or None."""
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return read(text.strip())
        except ValueError:
            continue
    return None
