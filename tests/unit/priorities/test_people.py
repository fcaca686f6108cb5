from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.people import Found, details_in_text, people_in_lead, people_in_text


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("Rosalind Merriweather", [Found("name", "Rosalind Merriweather")]),
        ("Head of SEND (Priya Natarajan)", [Found("name", "Priya Natarajan")]),
        ("Priya Natarajan, Head of SEND", [Found("name", "Priya Natarajan")]),
        ("Dr. Anna O'Neill", [Found("name", "Dr. Anna O'Neill")]),
        ("A. Khan", [Found("name", "A. Khan")]),
        ("Cllr Okonkwo", [Found("name", "Cllr Okonkwo")]),
        ("head@exampleshire.example", [Found("email", "head@exampleshire.example")]),
        ("SEND team 01632 960123", [Found("telephone", "01632 960123")]),
    ],
)
def test_persons_in_a_lead(lead, found):
    assert people_in_lead(lead) == found


@pytest.mark.parametrize(
    "lead",
    [
        "Group Manager SEN and Inclusion",
        "Parent Carer Forum",
        "Early Years",
        "Seabrook College",
        "Integrated Youth Support Services",
        "Hollins PRU",
        "Farndale Planner",
        "Young Voices",
        "Seabrook CIC",
        "Speech and Language Therapists",
        "ICB",
        "Health",
        "",
    ],
)
def test_roles_and_teams_are_no_persons(lead):
    assert people_in_lead(lead) == []


def test_persons_in_a_text():
    assert people_in_text("Fatima Siddiqui rang 07700 900123 and wrote to fs@exampleshire.example.") == [
        Found("email", "fs@exampleshire.example"),
        Found("telephone", "07700 900123"),
        Found("name", "Fatima Siddiqui"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Local Offer was published in April 2024 for 1,204 families.",
        "Ofsted and the Care Quality Commission came in July 2023.",
        "Grace Road School opened in 2012/13 with 100 places.",
        "The budget of 01/04/2025 to 31/03/2026 was agreed.",
    ],
)
def test_texts_without_persons(text):
    assert people_in_text(text) == []


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("telephone", "07911.123.456"),
        ("telephone", "07911/123456"),
        ("telephone", "07911–123–456"),
        ("telephone", "07911 – 123 456"),
        ("telephone", "07911.12.34.56"),
        ("telephone", "020.7946.0123"),
        ("telephone", "(01632)/960123"),
        ("telephone", "0044 7911 123456"),
        ("telephone", "00447911123456"),
        ("telephone", "+44 7911 123456"),
        ("email", "p.jones(at)council.example"),
        ("email", "p.jones [at] council [dot] example"),
        ("email", "p.jones (@) council.example"),
        ("email", "p.jones@council.example"),
        ("email", "p.jones @ council.example"),
        ("email", "p.jones%40council.example"),
        ("email", "p.jones AT council DOT example"),
        ("email", "p.jones at council dot gov dot uk"),
        ("telephone", "+353 86 123 4567"),
        ("telephone", "+1 202 555 0143"),
        ("telephone", "+1 (202) 555-0143"),
        ("telephone", "+33 1 23 45 67 89"),
        ("telephone", "O7911 123456"),
        ("detail", "NHS: 943.476.5919"),
        ("detail", "AB123456C"),
        ("detail", "AB 12 34 56 C"),
        ("detail", "NHS number is 943 476 5919"),
        ("detail", "NHS 943 476 5919"),
        ("detail", "943 476 5919"),
        ("detail", "943-476-5919"),
        ("detail", "9434765919"),
        ("detail", "DOB: 04.05.2015"),
        ("detail", "born 4 May 2015"),
        ("detail", "born on 4th of May 2015"),
        ("detail", "born May 4, 2015"),
        ("detail", "date of birth is 4 May"),
        ("detail", "date of birth was 04/05/2015"),
        ("detail", "UPN is A123456789012"),
    ],
)
def test_numbers_and_addresses_of_people_are_found_however_they_are_written(kind, written):
    assert details_in_text(f"Ask ({written}), please.") == [Found(kind, written)]
    assert people_in_text(written) == [Found(kind, written)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tel07700900123", "07700900123"),
        ("Ring mob07700 900123.", "07700 900123"),
        ("TEL07700900123", "07700900123"),
        ("https://wa.me/447700900123", "447700900123"),
        ("tel:447700900123", "447700900123"),
        ("[call](tel:+353861234567)", "+353861234567"),
        ("https://x.example/send?phone=447700900123", "447700900123"),
    ],
)
def test_a_telephone_number_is_found_behind_letters_and_in_a_link(text, number):
    assert details_in_text(text) == [Found("telephone", number)]


def test_an_address_in_a_link_is_found():
    assert details_in_text("mailto:p.jones%40council.example") == [Found("email", "p.jones%40council.example")]


@pytest.mark.parametrize(
    "text",
    [
        "It rose by +250 000 000, +1 200 000, +4500000 and +12345678.",
        "Growth: +1,234,567,890 and +44% and +20 2024 2025 and + 2024 2025 2026",
        "REF07700900123, Ref07700900123 and https://x.example/doc07700900123",
        "Look at polka dot dresses at 10 dot 30. We met at Oak House, DOT on time.",
        "https://x.example/%40team, 5%40 x and S.I. 2014/1530 +2014 No. 1530",
        "The budget is £943 476 5919 and £01632.960.123.",
        "It rose from 943 476 5918 to 12.",
        "1 943 476 5919 people and 943 476 5919 0",
        "01/04/2025 31/03/2026 and 01.04.2025 31.03.2026",
        "01/09/2024–31/08/2025 and 2024/25, 2025/26, 2026/27",
        "S.I. 2014/1530 and 2014 No. 1530, section 19(1), regulation 12.3.4",
        "References 1.2.3, 2.1.10, 001/002/0034, A01632/960123 and 0.016329601",
        "Actions 010, 020, 030, 040 and 2020 2021 2022",
        "Children born 1 September 2019 or later, born 1 May 2019 to 31 August 2020, born 2 May onwards",
        "NHS 111 and NHS 2024 plans; a child is born every 48 seconds.",
        "by 31 03 25 a plan, as 01 02 03 b; Form AB123456 and AB1234567C",
        "Look (at) the offer. Meet at council.example @ noon.",
        "https://exampleshire.example/plan/9434765919 and ?id=9434765919",
    ],
)
def test_figures_dates_and_references_are_no_details_of_people(text):
    assert details_in_text(text) == []


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("name", "K\u00adim Sa\u00admple"),
        ("name", "K\u200bim Sam\u200bple"),
        ("name", "Kim Sam\u2060ple"),
        ("name", "K\u0456m Sample"),
        ("name", "Kim     Sample"),
        ("telephone", "07911\u200b123456"),
        ("email", "p.jones\uff20council.example"),
        ("email", "p.jones\u200b@council.example"),
    ],
)
def test_what_reads_like_a_person_is_found_as_it_is_stored(kind, written):
    assert people_in_text(f"Ask {written} now.") == [Found(kind, written)]
    assert people_in_lead(written) == [Found(kind, written)]


HOSTILE = (
    "Aa'",
    "a_",
    "%20",
    "+4",
    "Kim ",
    "a at ",
    "a AT b DOT ",
    "a%40b.",
    "wa.me/4",
    "tel07",
    "Kim-",
    "a",
    "A.",
    "Mr de ",
    "a@",
    "a@b.",
    "07911.",
    "Kim\u00ad ",
    "Aa, a ",
    "A'A",
    "\n",
    "Aa" + " " * 9_998,
)


@pytest.mark.parametrize("search", [people_in_text, people_in_lead, details_in_text])
@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_as_long_a_text_takes_no_more_than_twice_the_work(search, piece):
    """What reads the same letters again from each of them takes four times as long, and seconds."""

    def taken(length: int) -> float:
        text = (piece * length)[:length] if len(piece) < 100 else piece[:2] + " " * length
        start = process_time()
        search(text)
        return process_time() - start

    assert taken(20_000) < 3 * taken(10_000) + 0.5


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text):
    for item in people_in_lead(text) + people_in_text(text):
        assert item.words in text


@pytest.mark.parametrize(
    "body",
    [
        "St Luke's Hospice",
        "Marie Curie",
        "Alder Hey",
        "John Henry Newman Academy",
        "Florence Nightingale School",
        "James Paget University Hospital",
        "Royal Mencap Society",
        "Barnardo's",
    ],
)
def test_a_body_called_like_a_person_is_none_when_the_cell_says_what_it_is(body):
    assert people_in_lead(body) == []
    assert people_in_text(f"Two visits to {body} were made.") == []


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Jane Smith School Improvement Lead", "Jane Smith"),
        ("Jane Smith Service Manager", "Jane Smith"),
        ("Ann Hughes Hospital Director", "Ann Hughes"),
        ("Jane Smith (Marie Curie)", "Jane Smith"),
        ("Marie Curie Brown", "Marie Curie Brown"),
        ("Jane Smith Oakwood Academy", "Jane Smith Oakwood"),
        ("Claire House", "Claire House"),
    ],
)
def test_a_name_before_a_role_or_a_place_stays_a_name(lead, name):
    assert people_in_lead(lead) == [Found("name", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met with Amber, a Year 5 pupil, and her mother", "Amber"),
        ("Grace (aged 7) now has a taxi", "Grace"),
        ("Jack, aged 9, started at Eastfield", "Jack"),
        ("Rose in Year 9 has a new school", "Rose"),
        ("Zubaydah (Year 4) uses a switch", "Zubaydah"),
        ("Ottoline, who is in Year 6, likes it", "Ottoline"),
        ("A Year 10 boy, Dre, has a new school", "Dre"),
        ("A girl called Solvig moved", "Solvig"),
        ("Harry's mum told us that the taxi was late", "Harry"),
        ("Mark from the PCF chaired the meeting", "Mark"),
        ("Dawn chaired the group in May", "Dawn"),
        ("Charlie has moved to Oak School", "Charlie"),
    ],
)
def test_a_first_name_that_its_sentence_shows_is_found(text, name):
    assert people_in_text(text) == [Found("name", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Suspensions in Year 9 fell and rose in Year 10",
        "Attendance (Year 4) is better; plans (Year 11) are late",
        "Rated Amber in June. Amber from the last quarter is Green now",
        "Rose from 9% to 12%. Grant from the DfE agreed",
        "Children aged 7 to 11 and Pupils in Year 9",
        "The pathway, Transfer (Year 6), was reviewed in May",
        "Amber in Year 1 of the plan",
    ],
)
def test_everyday_words_that_are_first_names_too_are_left(text):
    assert people_in_text(text) == []
