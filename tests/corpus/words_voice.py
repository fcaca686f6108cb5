"""Invented wording: voice of families, co-production, information, leadership, data."""

from .item import Item

VOICE = (
    Item(
        "Write a co-production charter with parents, carers and young people and measure ourselves against "
        "it twice a year",
        "Families say that they are equal partners",
        ("Participation Officer", "Parent Carer Forum Chair"),
        "The charter was launched at the leisure centre with over 90 people. The first self-check found "
        "that minutes reach families too late.",
        "Score against the charter",
    ),
    Item(
        "Rebuild the Local Offer so that a parent can find what he or she needs in three clicks",
        "More families use the Local Offer and find it helpful",
        ("Local Offer Officer",),
        "Fifty parents tested a first design. The search box was the thing they missed most.",
        "Families who find it helpful",
    ),
    Item(
        "Set up drop-in sessions with SENDIASS in each market town, with an interpreter when booked",
        "Families get independent advice near to home",
        ("SENDIASS Manager",),
        "Sessions run in four of six towns. Mondays were quiet and have moved to Wednesdays.",
        "Families seen at drop-ins",
    ),
    Item(
        "Publish a newsletter every half term that says what families told us and what we did about it",
        "Families see that speaking up makes a difference",
        ("Communications Officer", "Parent Carer Forum Chair"),
        "Issue 3 went to 2,900 families. Issue 4 is late because of illness.",
        "Readers of the newsletter",
    ),
    Item(
        "Survey families each year with the same twelve questions and report the answers by district",
        "We know whether experience is getting better",
        ("Performance and Data Manager",),
        "1,206 families answered, twice as many as last time. Only 41% thought that services work well together.",
        "Families who would recommend support",
    ),
    Item(
        "Recruit ten parent champions from communities that we seldom hear from, including Gypsy, Roma and "
        "Traveller families",
        "The voices of all communities shape services",
        ("Participation Officer", "Community Development Worker"),
        "Six champions have been found. One of them chairs a group at the mosque.",
        "Champions in place",
    ),
    Item(
        "Adopt one joint data set across education, health and care, refreshed monthly",
        "Partners argue about solutions and not about numbers",
        ("Performance and Data Manager", "ICB Business Intelligence Lead"),
        "23 of 35 measures are in. Dental care and absence are the hardest to obtain.",
        "Measures in the data set",
    ),
    Item(
        "Bring a story of a child or young person to every meeting of the board",
        "Leaders remember whom the work is for",
        ("Partnership Board Manager",),
        "Stories were heard in June and September. Families chose how they were told.",
        "Meetings that heard a story",
    ),
    Item(
        "Review the joint strategic needs assessment for children with SEND and forecast need for five years",
        "Services are planned on need to come and not on need gone by",
        ("Public Health Consultant", "Joint Commissioning Manager"),
        "The chapter is drafted and out for comment.",
        "Chapter published",
    ),
    Item(
        "Invite an independent chair for the partnership board and publish the minutes within ten days",
        "Leaders are challenged and families can follow what is decided",
        ("Director of Children's Services", "ICB Chief Nurse"),
        "The chair has been appointed. Minutes took 17 days on average.",
        "Minutes published within ten days",
    ),
    Item(
        "Hold each priority's lead to account at a quarterly highlight meeting with evidence, not opinion",
        "Actions are finished when we say they will be",
        ("Programme Manager",),
        "Two meetings were held. Three actions were moved from green to amber for lack of evidence.",
        "Actions completed on time",
    ),
    Item(
        "Produce a yearly report for families on what was promised, what was done and what was not",
        "Families trust what we say because we also say what went wrong",
        ("Communications Officer", "Head of SEND"),
        "Work has not begun.",
        "Report published",
    ),
    Item(
        "Offer governors a yearly briefing on SEND duties and a set of questions to ask",
        "Governors hold schools to account for pupils with SEND",
        ("Governor Services Manager",),
        "Ninety governors came to three briefings, one of them online.",
        "Governors briefed",
    ),
    Item(
        "Agree a risk-sharing pool between the council and the ICB for the most complex packages",
        "Children are not left waiting while partners argue about money",
        ("ICB Director of Finance", "Director of Children's Services"),
        "Heads of terms are agreed in principle, subject to audit committee.",
        "Days from panel to agreed funding",
    ),
)
