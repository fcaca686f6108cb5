import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.leads import looks_like_lead, split_leads
from priorities.letters import has_unreadable
from tests.unit.actions.reading.making import read, said, table


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("Head of SEND / ICB / Parent Carer Forum", ["Head of SEND", "ICB", "Parent Carer Forum"]),
        ("LA and ICB", ["LA", "ICB"]),
        ("Head of Children with Disabilities Service", ["Head of Children with Disabilities Service"]),
        ("Attendance Manager with support from SENCO Network", ["Attendance Manager", "SENCO Network"]),
        ("LA with support from all partners", ["LA", "all partners"]),
        ("Hillshire Council & NHS Hill Valley", ["Hillshire Council", "NHS Hill Valley"]),
        ("Hillshire Council & Hillshire Parents Together", ["Hillshire Council", "Hillshire Parents Together"]),
        ("North Hills ICB, Workforce Manager", ["North Hills ICB", "Workforce Manager"]),
        ("Inclusion Adviser, Education Welfare Service", ["Inclusion Adviser", "Education Welfare Service"]),
        ("Service Manager, Disabled Children's Team", ["Service Manager, Disabled Children's Team"]),
        ("Chief Nurse, North Hills ICB", ["Chief Nurse, North Hills ICB"]),
        ("Chair, Parent Carer Forum", ["Chair, Parent Carer Forum"]),
        (
            "Customer Services Manager with Hillshire Parent Carer Forum",
            ["Customer Services Manager", "Hillshire Parent Carer Forum"],
        ),
        ("Portage Lead;#Home Teacher Team", ["Portage Lead", "Home Teacher Team"]),
        ("Designated Medical Officer and School Nursing", ["Designated Medical Officer", "School Nursing"]),
        ("Area SENCO Team and Portage", ["Area SENCO Team", "Portage"]),
        ("Head of SEND and Inclusion", ["Head of SEND and Inclusion"]),
        ("Director of Education and Skills", ["Director of Education and Skills"]),
        ("SENCO Network → Casework Officers", ["SENCO Network", "Casework Officers"]),
        ("Participation Officer ~ Hillshire Young Voices", ["Participation Officer", "Hillshire Young Voices"]),
        ("Therapy Lead jointly with Head of Inclusion", ["Therapy Lead", "Head of Inclusion"]),
        ("(i) Therapy Manager (ii) Teaching School Hub", ["Therapy Manager", "Teaching School Hub"]),
        ("Quality Lead -and- Clinical Officer", ["Quality Lead", "Clinical Officer"]),
        ("Chief Finance Officer, Integrated Care Board", ["Chief Finance Officer, Integrated Care Board"]),
        ("To be appointed", []),
        ("Not yet known", []),
        ("Post vacant", []),
        ("No one yet", []),
        ("ICB/LA", ["ICB", "LA"]),
        ("ICB & Council", ["ICB", "Council"]),
        ("Council and NHS", ["Council", "NHS"]),
        ("ICB & Community Paediatrics", ["ICB", "Community Paediatrics"]),
        ("Sensory Team Manager & Finance", ["Sensory Team Manager", "Finance"]),
        ("Head of Sensory & Finance", ["Head of Sensory & Finance"]),
        ("Education; Health; Social Care", ["Education", "Health", "Social Care"]),
        ("Head of SEND\nDesignated Clinical Officer (DCO)", ["Head of SEND", "Designated Clinical Officer (DCO)"]),
        ("Head of\nSEND", ["Head of SEND"]),
        ("Headteachers and SENCOs", ["Headteachers", "SENCOs"]),
        ("PCF Chair & Head of Service", ["PCF Chair", "Head of Service"]),
        (
            "Virtual School Head, Principal EP and SEND Advisers",
            ["Virtual School Head", "Principal EP", "SEND Advisers"],
        ),
        (
            "Family Hubs Manager and Speech and Language Therapy Lead",
            ["Family Hubs Manager", "Speech and Language Therapy Lead"],
        ),
        ("DCO and families", ["DCO", "families"]),
        ("Lead: SEND Manager Support: EP Service", ["SEND Manager", "EP Service"]),
        ("Clinical Officer; social care link officer", ["Clinical Officer", "social care link officer"]),
        ("SEND Manager; and the ICB", ["SEND Manager", "the ICB"]),
        ("Head of\ninclusion • ICB", ["Head of inclusion", "ICB"]),
        ("Family hubs, nurseries", ["Family hubs", "nurseries"]),
        (
            "Assistant Director Education, Head of School Organisation",
            ["Assistant Director Education", "Head of School Organisation"],
        ),
        # One lead, whatever stands in it.
        ("Group Manager Children with Disabilities", ["Group Manager Children with Disabilities"]),
        ("Director of Children and Families", ["Director of Children and Families"]),
        ("Assistant Director - Schools and Colleges", ["Assistant Director - Schools and Colleges"]),
        ("Group Manager SEN and Inclusion", ["Group Manager SEN and Inclusion"]),
        ("Health and Social Care Managers", ["Health and Social Care Managers"]),
        (
            "Director of Education, Skills and Children's Services",
            ["Director of Education, Skills and Children's Services"],
        ),
        ("Representatives of parents/carers", ["Representatives of parents/carers"]),
        ("Service Manager SEND/EP", ["Service Manager SEND/EP"]),
        ("Health & Social Care", ["Health & Social Care"]),
        # Nobody.
        ("TBC", []),
        ("n/a", []),
        ("-", []),
        ("", []),
        # Readable words only.
        ("கல்வி Manager SEN and Inclusion / Group Manager", ["Manager SEN and Inclusion", "Group Manager"]),
    ],
)
def test_a_cell_of_leads(cell, leads):
    assert split_leads(cell) == leads


def test_a_lead_is_named_once():
    assert split_leads("SENDIASS / SENDIASS") == ["SENDIASS"]


def test_prose_does_not_look_like_a_lead():
    assert looks_like_lead("Head of SEND / Health") == 1.0
    assert looks_like_lead("ICB") == 1.0
    assert looks_like_lead("Slow") == 0.0
    assert looks_like_lead("Pair each young adult with a mentor") < 0.4
    assert looks_like_lead("Bring a story of a child or young person to every meeting of the board") == 0.0


@given(st.text(max_size=200))
def test_leads_are_readable_and_never_empty(text):
    for lead in split_leads(text):
        assert lead.strip()
        assert not has_unreadable(lead)


def test_a_post_and_a_body_are_two_leads_where_the_column_joins_leads_by_commas():
    heads = ("Action", "Lead", "By when")
    cells = (
        "Head of Schools Finance, SEND Commissioner",
        "Placements Officer, Continuing Care Nurse",
        "Fostering Manager, Occupational Therapy Lead",
        "Mental Health Lead, Ambulance Trust",
    )
    actions = read(table(heads, *((f"Do a thing {at}", cell, "May 2026") for at, cell in enumerate(cells)))).actions
    assert [action.leads for action in actions] == [cell.split(", ") for cell in cells]
    message = (
        "'Mental Health Lead, Ambulance Trust' was taken for two leads, as commas stand between leads elsewhere: "
        "join them if it is one."
    )
    assert [said(action) for action in actions] == [[], [], [], [("leads", cells[3], message)]]


def test_a_post_with_its_body_stays_one_lead_where_few_cells_join_leads_by_commas():
    heads = ("Action", "Lead", "By when")
    cells = ("Chief Nurse, North ICB", "Placements Officer, Continuing Care Nurse", "Head of SEND")
    actions = read(table(heads, *((f"Do a thing {at}", cell, "May 2026") for at, cell in enumerate(cells)))).actions
    assert actions[0].leads == ["Chief Nurse, North ICB"]


@pytest.mark.parametrize(
    ("lead", "unsure"),
    [
        ("Front Door Manager, SEND Business Support", True),
        ("Data Manager, Children's Services", True),
        ("Therapies Manager, Northfell NHS Trust", False),
        ("Service Manager, Early Help", False),
        ("Head of SEND", False),
    ],
)
def test_a_comma_that_may_part_two_leads_is_said(lead, unsure):
    rows = (("Train", lead, "May 2026"), ("Ask", "Forum", "June 2026"))
    first = read(table(("Action", "Lead", "By when"), *rows)).actions[0]
    message = f"A comma stands in the lead '{lead}', which was taken for one: divide it if it names two."
    assert first.leads == [lead]
    assert said(first) == ([("leads", lead, message)] if unsure else [])
