"""What looks like a person's name, an email address or a telephone number in a document. Pure.

It must not reach the public until somebody gives a role for it. The search errs on the side of holding back: a role
that looks like a name costs an officer one click, a name that looks like a role costs a person their privacy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from priorities.given_names import GIVEN_NAMES
from priorities.invisible import as_read
from priorities.people_in_stories import people_in_stories
from priorities.role_words import is_role_word, without_bodies

_AT = re.compile(r"\s?@\s?|%40|\s?[(\[{]\s?(?:at|AT|@)\s?[)\]}]\s?|\s(?:at|AT)\s")
_BEFORE_AT = re.compile(r"[\w.+'-]{1,64}")
_AFTER_AT = re.compile(r"[\w-]{1,63}(?:(?:\.|\s?[(\[{]\s?(?:dot|DOT|\.)\s?[)\]}]\s?)[\w-]{1,63}){1,8}")
_AFTER_AT_IN_WORDS = re.compile(
    r"[\w-]{1,63}(?:\sDOT\s[\w-]{1,63}){1,8}"
    r"|[\w-]{1,63}(?:\sdot\s[\w-]{1,63}){0,7}\sdot\s(?:uk|com|org|net|info|eu|ie|example)\b"
)
"""Behind "at" as a word: without "dot" as a word it is a place or a time. "look at polka dot boards" is no address."""
_BEHIND_LETTERS = re.compile(
    r"(?<![\w/=.-])(?!(?:[Rr]ef|[Ii]d|[Cc]ase|[Dd]oc|[Ii]nv)\d)(?:[A-Za-z]{0,20}[a-z]|TEL|MOB|T|M)"
    r"(07\d{3}[ -]?\d{3}[ -]?\d{3})(?![\w/]|[.-]\d)"
)
"""A mobile number that follows a word without a blank: "tel07700900123"; "REF07…" is a reference."""
_IN_A_LINK = re.compile(
    r"(?:(?<=\bwa\.me/)|(?<=\btel:)|(?<=[?&]phone=))(?:\+|00|%2B)?[1-9](?:[ .()-]{0,2}\d){9,14}(?!\w)"
)
"""Behind "wa.me/", "tel:" or "phone=" stands a telephone number and nothing else, the country's code first."""
_ABROAD = re.compile(r"(?<![\w£$€+])\+([1-9]\d{0,2}(?:[ ().‐–-]{0,2}\d){7,14})(?![\w/%]|[.,]\d)")
_COUNTRY = re.compile(
    r"(?:[17](?=\d{10}$)|(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])(?=\d{8,12}$)"
    r"|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[0578]|9[679])\d(?=\d{8,12}$))"
)
"""The code of a country, as the ITU gives them, before as many digits as a number has there: "+250 000" is a figure."""
_TELEPHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00\s?)44[\s(0)-]{0,5}|\(?0|O(?=7\d{3}))\d(?:[\s()-]{0,2}\d){8,9}(?![\w/]|[.-]\d)"
)
_DIALLED = re.compile(
    r"(?<![\w£$€/.-])\(?0[1235789]\d{1,4}\)?(?:\s?[./‐‑–—·_-]\s?\d{3,8}|\s\d{3,8}){1,3}(?![\w/]|[.-]\d)"
    r"|(?<![\w£$€/.-])07\d{3}(?:\s?[./‐‑–—·_-]\s?\d\d){3}(?![\w/]|[.-]\d)"
)
"""Digits in groups as a telephone number has them: its code has three digits or more, so it is no date."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BORN = r"(?:D\.?O\.?B\.?|date of birth|born(?: on)?)(?:\s(?:is|was))?"
_A_YEAR_GROUP = r"(?!\s?(?:or|and)\s(?:after|before|later|earlier)\b|\s?onwards|\s?(?:to|and|until|–|-)\s?\d)"
"""Not behind a date of birth: "born 1 September 2019 or later" is a rule about ages."""
_DETAIL = re.compile(
    rf"\b(?:{_BORN}|(?:NHS (?:number|no\.?)|UPN)(?:\s(?:is|was))?)\W{{0,3}}[A-Z]?\d[\d\s/.-]{{4,14}}\w?"
    rf"|\b{_BORN}\W{{0,3}}(?:the\s)?(?:{_DAY}(?:\sof)?[\s.-]{{0,2}}{_MONTH}|{_MONTH}\s?{_DAY})\b"
    rf"(?:[\s.,-]{{0,2}}(?:\d{{4}}|['’]?\d\d))?+\b{_A_YEAR_GROUP}"
    r"|\bNHS\W{0,3}\d{3}[\s.-]?\d{3}[\s.-]?\d{4}\b",
    re.IGNORECASE,
)
_INSURANCE_NUMBER = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
"""A National Insurance number, in capitals: two letters, six figures and a last letter."""
_NHS_NUMBER = re.compile(r"(?<![\w£$€/=#.,-])(?<!\d[ ,])\d{3}([ ‐‑–-]?)\d{3}\1\d{4}(?![\w%/]|[ .,-]\d)")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lady|Lord|Rev|Revd|Reverend)\.?"
# Every repeat has an end: a search must not read the same letters again from each of them.
_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_NAME = (
    rf"(?:(?:Mc|Mac|De|Le|Van|Von|Di)[{_UPPER}][{_LOWER}]{{1,40}}"
    rf"|[{_UPPER}]['’][{_UPPER}][{_LOWER}]{{1,40}}(?:-[{_UPPER}][{_LOWER}]{{1,40}}){{0,3}}"
    rf"|[{_UPPER}][{_LOWER}]{{1,40}}(?:['’-][{_UPPER}]?[{_LOWER}]{{1,40}}){{0,3}}|[{_UPPER}]{{3,40}})"
)
_PARTICLES = r"(?:(?:de|van|von|der|den|la|el|al|bin|ibn|du|da)\s{1,3}){0,4}"
_TITLED = re.compile(
    rf"\b{_TITLE}\s{{1,3}}(?:[{_UPPER}]\.?\s{{1,3}}){{0,3}}{_PARTICLES}{_NAME}(?:\s{{1,3}}{_PARTICLES}{_NAME}){{0,2}}"
)
_INITIAL_SURNAME = re.compile(rf"\b(?:[{_UPPER}]\.\s?){{1,3}}({_NAME})\b")
_CAPITALISED = re.compile(rf"[{_UPPER}][\w'’-]*")
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")

# A given name before one of these names a school or a place, not a person.
_INSTITUTIONS = frozenset(
    """
    school schools college academy centre center trust house hall hospital foundation nursery unit hub road
    street ward partnership institute university clinic award fund project programme church park primary
    secondary infant junior special grammar community lodge court house's house, avenue lane way close estate
    service services
    """.split()
)
# Behind "School", "Service", "Trust" … these make a role of it, so that the name before them is a person's.
_ROLES_BEHIND = frozenset(
    """
    improvement lead leads leader manager managers director directors officer officers adviser advisers advisor advisors
    coordinator co-ordinator commissioner commissioning business nurse nurses nursing liaison governor consultant
    practitioner administrator assistant support worker head deputy chair development delivery inclusion send senior
    partner operations quality data link
    """.split()
)
_ALSO_SURNAMES = frozenset({"park", "house", "hall", "church", "lane", "way", "close", "court", "lodge", "special"})
# Surnames that are also words of plans, ratings and places: alone they are no name.
_ALSO_WORDS = frozenset(
    """
    green red amber blue grey gray black white brown gold silver bronze long short day best good price cost page case
    law bridge bridges field fields hill hills wood woods banks bank cross ford marsh moss power pool small stone swift
    waters wells winters wise child children bell bond parish castle temple abbott bishop dean reading bath york
    """.split()
)
# Given names that are also words, months, places or schools' names: alone they are no name.
_EVERYDAY = frozenset(
    """
    jan mark rose grace max frank dawn eve jean bill sue pat joy penny poppy daisy violet iris lily ruby robin
    jordan chelsea florence victoria charlotte georgia guy rob stan carol harry ken ray christian heather hazel
    glen miles norman lewis leo jade jack charlie ted dean joe rich will drew grant kay jay sid reg val tim don
    art amber faith hope summer olive basil crystal jasmine martin alexandra edward francis george james john
    mary michael paul peter stephen thomas luke matthew andrew anne david joseph nicholas patrick catherine
    margaret albert alfred elizabeth henry edith
    """.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to hold back: its kind ("name", "email", "telephone", "detail") and its words as they stand in the text."""

    kind: str
    words: str


def people_in_lead(text: str) -> list[Found]:
    """Persons in one lead. A lead should be a role or team, so capitalised words without one are taken for a name."""
    return list(_people_in_lead(text))


@lru_cache(maxsize=4096)
def _people_in_lead(text: str) -> tuple[Found, ...]:
    """The same; a plan names the same leads again and again."""
    return _as_written(text, _search_lead)


def _search_lead(text: str) -> list[Found]:
    surname_first = re.fullmatch(rf"\s*({_NAME}),\s+([\w'’-]+)\s*", text)
    if surname_first and _is_given(surname_first[2]) and not is_role_word(surname_first[1]):
        return [Found("name", text.strip())]
    found = people_in_text(text)
    rest = without_bodies(_without(text, found))
    for part in re.split(r"[,(/;)&+]|\s[–—-]\s|:|\band\b", rest):
        words = part.split()
        if (len(words) == 1 and _is_given(words[0]) and words[0].lower() not in ("amber", "will")) or (
            2 <= len(words) <= 3 and not any(is_role_word(word) for word in words) and _looks_like_a_name(words)
        ):
            found.append(Found("name", part.strip()))
    return found


def people_in_text(text: str) -> list[Found]:
    """Persons in a text: titles with names, known given names, email addresses, telephone and other personal numbers."""
    return list(_people_in_text(text))


@lru_cache(maxsize=4096)
def _people_in_text(text: str) -> tuple[Found, ...]:
    """The same; a plan repeats its short texts, and each is searched once."""
    return _as_written(text, _search_text)


def _search_text(text: str) -> list[Found]:
    found = _search_details(text)
    rest = without_bodies(_without(text, found))
    titled = [match[0].strip() for match in _TITLED.finditer(rest)]
    found += [Found("name", name) for name in dict.fromkeys(titled)]
    rest = _without(rest, found)
    names = [*_given_and_surname(rest), *_initial_and_surname(rest)]
    known = " ".join(names)
    names += [name for name in people_in_stories(rest) if name not in known]
    return [*found, *(Found("name", name) for name in dict.fromkeys(names))]


def details_in_text(text: str) -> list[Found]:
    """Email addresses, telephone numbers and other personal numbers in a text."""
    return list(_as_written(text, _search_details))


def _search_details(text: str) -> list[Found]:
    found = [Found("email", address) for address in _addresses(text)]
    found += [Found("telephone", _number(match)) for match in _TELEPHONE.finditer(_without(text, found))]
    dialled = [_number(match) for match in _DIALLED.finditer(_without(text, found))]
    found += [Found("telephone", words) for words in dialled if sum(map(str.isdigit, words)) in (10, 11)]
    rest = _without(text, found)
    found += [Found("telephone", match[1]) for match in _BEHIND_LETTERS.finditer(rest)]
    found += [Found("telephone", match[0]) for match in _IN_A_LINK.finditer(rest)]
    rest = _without(text, found)
    found += [Found("telephone", match[0]) for match in _ABROAD.finditer(rest) if _is_a_number_abroad(match[1])]
    found += [Found("detail", match[0].strip()) for match in _DETAIL.finditer(_without(text, found))]
    found += [Found("detail", match[0]) for match in _INSURANCE_NUMBER.finditer(_without(text, found))]
    numbers = [match[0] for match in _NHS_NUMBER.finditer(_without(text, found))]
    return found + [Found("detail", number) for number in numbers if _is_nhs_number(number)]


def _number(match: re.Match[str]) -> str:
    """A telephone number without a bracket that opens before it and closes behind it."""
    words = match[0].strip()
    return words if ")" in words else words.lstrip("(")


def _addresses(text: str) -> Iterator[str]:
    """Email addresses, also with "(at)", "AT" or "%40" for the sign: from each sign backwards and forwards."""
    last = 0
    for sign in _AT.finditer(text):
        before = _BEFORE_AT.match(text[max(last, sign.start() - 64) : sign.start()][::-1])
        in_words = sign[0].strip().isalpha()
        after = (_AFTER_AT_IN_WORDS if in_words else _AFTER_AT).match(text, sign.end())
        if before and after:
            last = after.end()
            yield text[sign.start() - before.end() : last].rstrip(".")


def _is_a_number_abroad(words: str) -> bool:
    """Whether what stands behind a "+" begins with a country's code and is neither a round figure nor years."""
    digits = re.sub(r"\D", "", words)
    return bool(_COUNTRY.match(digits)) and not re.fullmatch(r"\d{1,3}(?: 000)+|\d{1,4}(?: (?:19|20)\d\d)+", words)


def _is_nhs_number(words: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number: eleven less the weighted sum's rest."""
    digits = [int(letter) for letter in words if letter.isdigit()]
    check = -sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check == digits[9]


def _as_written(text: str, search: Callable[[str], list[Found]]) -> tuple[Found, ...]:
    """What a search finds in the text as people read it, in the letters that are stored, each spelling once."""
    seen, stands = as_read(text)
    found = search(seen)
    if seen == text:
        return tuple(found)
    written: dict[Found, None] = {}
    for item in dict.fromkeys(found):
        start = seen.find(item.words)
        while start >= 0:
            end = start + len(item.words)
            written[Found(item.kind, text[stands[start] : stands[end]])] = None
            start = seen.find(item.words, end)
    return tuple(written)


def is_everyday_name(word: str) -> bool:
    """A given name that is also a word or a month: "mark", "may"."""
    return _plain(word) in _EVERYDAY | _MONTHS_AND_VIRTUES


def is_ordinary_word(word: str) -> bool:
    """Whether a word of a name is also one of roles, bodies, places or ratings, or a month: "Green", "Hall", "May"."""
    plain = _plain(word)
    return is_role_word(plain) or plain in _INSTITUTIONS | _ALSO_WORDS or is_everyday_name(plain)


def makes_a_body(behind: str) -> bool:
    """Whether the words behind a name make a school or a street of it: " Road School", not " School Nurse"."""
    tokens = [token[0] for token in _WORD.finditer(behind)]
    count = next((number for number, token in enumerate(tokens) if token.lower() not in _INSTITUTIONS), len(tokens))
    capital = bool(count) and tokens[0][:1].isupper()
    return capital and (count == len(tokens) or tokens[count].lower() not in _ROLES_BEHIND)


def _looks_like_a_name(words: list[str]) -> bool:
    """Two or three words of a lead none of which is a word of roles: capitalised, or a given name in lower case."""
    if all(word.isupper() for word in words) or words[0].strip(".").lower() in ("st", "saint"):
        return False
    if all(re.fullmatch(rf"{_NAME}|[{_UPPER}]\.?", word) for word in words):
        return True
    return _is_given(words[0]) and all(word.replace("-", "").isalpha() for word in words)


def _without(text: str, found: list[Found]) -> str:
    for item in found:
        text = text.replace(item.words, " ; ")
    return text


def _given_and_surname(text: str) -> list[str]:
    """Known given names in a text, with the surname behind them; alone where the name is not also an everyday word."""
    names: list[str] = []
    if not any(map(_is_given, _CAPITALISED.findall(text))):
        return names
    tokens = list(_WORD.finditer(text))
    number = 0
    while number < len(tokens):
        token = tokens[number][0]
        if (
            not token[:1].isupper()
            or not _is_given(token)
            or _before(tokens, number) in ("st", "saint", "king", "queen")
        ):
            number += 1
            continue
        last = _end_of_name(tokens, number, text)
        following = tokens[last + 1][0].lower() if last + 1 < len(tokens) else ""
        alone = last == number
        names_a_body = following in _INSTITUTIONS and _is_body(tokens, number, last)
        if names_a_body or (alone and (token.lower() in _EVERYDAY or token.isupper())):
            number = last + 1
            continue
        if alone and following[:1].isalpha() and tokens[number + 1][0][:1].isupper() and not is_role_word(following):
            number += 1
            continue
        names.append(text[tokens[number].start() : tokens[last].end()])
        number = last + 1
    return names


def _is_body(tokens: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether a name and the word for a body behind it are a body: "Florence Nightingale School".

    "Jane Smith School Improvement Lead" and "Jane Smith Oakwood Academy" are persons with a role or a place behind them,
    or cannot be told from it: then the name is held back.
    """
    if last - first >= 2 and not any(_is_given(tokens[at][0]) for at in range(first + 1, last)):
        return False
    behind = last + 1
    while behind < len(tokens) and tokens[behind][0].lower() in _INSTITUTIONS:
        behind += 1
    return behind >= len(tokens) or tokens[behind][0].lower() not in _ROLES_BEHIND


def _end_of_name(tokens: list[re.Match[str]], first: int, text: str) -> int:
    """The index of a name's last token: its surname, double surname, or the given name itself."""
    last = first
    position = first + 1
    while position < len(tokens) and last - first < 3:
        token = tokens[position][0]
        if (
            text[tokens[position - 1].end() : tokens[position].start()].strip(" ")
            or "\n" in text[tokens[position - 1].end() : tokens[position].start()]
        ):
            break
        if re.fullmatch(rf"[{_UPPER}]\.?|\.", token) or token in ("de", "van", "von", "der", "la", "al", "bin"):
            position += 1
            continue
        if not re.fullmatch(_NAME, token) or is_role_word(token):
            break
        following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
        if last > first and _is_given(token) and re.fullmatch(_NAME, following) and not is_role_word(following):
            break  # the next person begins
        if token.lower() in _INSTITUTIONS - _ALSO_SURNAMES or (
            token.lower() in _ALSO_SURNAMES and following.lower() in _INSTITUTIONS
        ):
            break
        last = position
        position += 1
    return last


def _before(tokens: list[re.Match[str]], number: int) -> str:
    previous = tokens[number - 1][0] if number else ""
    if previous == "." and number > 1:
        previous = tokens[number - 2][0]
    return previous.lower()


def _initial_and_surname(text: str) -> list[str]:
    return [match[0].strip() for match in _INITIAL_SURNAME.finditer(text) if not is_role_word(match[1])]


def _is_given(word: str) -> bool:
    """A known given name, or a double one ("Anne-Marie"); "Jan-14" is none."""
    folded = _plain(word)
    first, hyphen, second = folded.partition("-")
    return folded in GIVEN_NAMES or bool(hyphen and second.isalpha() and first in GIVEN_NAMES)


_MONTHS_AND_VIRTUES = frozenset(
    "will april may june august faith hope joy grace grant amber summer dawn rose chase".split()
)


def _plain(word: str) -> str:
    """A word in lower case without accents: "Siân" is "sian"."""
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
