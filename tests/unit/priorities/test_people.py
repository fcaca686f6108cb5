import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities.people import Found, people_in_lead, people_in_text


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


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text):
    for item in people_in_lead(text) + people_in_text(text):
        assert item.words in text
