"""Invented wording: assessments, education, health and care plans, annual reviews."""

from .item import Item

PLANS = (
    Item(
        "Recruit and keep enough plan co-ordinators that no one holds more than 150 cases",
        "Families have one person to call who knows their child",
        ("Head of SEND", "Human Resources Business Partner"),
        "Four co-ordinators were appointed in September and one has left since. Average caseload stands at 187.",
        "Average caseload of co-ordinators",
    ),
    Item(
        "Quality-check one plan in ten each month with colleagues from health and social care",
        "Plans are clear about the child's voice, the provision and who gives it",
        ("SEND Quality Assurance Officer", "Designated Clinical Officer", "Designated Social Care Officer"),
        "72 plans were read between June and October. Section F was specific in just over half.",
        "Plans judged good or better",
    ),
    Item(
        "Write a recovery timetable for annual reviews that are more than a year late, starting with young "
        "people in Year 9 and above",
        "Every plan describes the young person as he or she is now",
        ("Annual Review Team Manager",),
        "The backlog has fallen from 1,140 to 905. Reviews of Year 11 pupils are up to date.",
        "Reviews completed within twelve months",
    ),
    Item(
        "Agree with the ICB how health advice reaches the council within six weeks of the request",
        "Assessments are not held up by missing advice",
        ("Designated Clinical Officer", "Head of SEND"),
        "A shared mailbox and a weekly call began in May. Advice in time rose from 44% to 63%.",
        "Health advice received within six weeks",
    ),
    Item(
        "Bring in a decision panel with a headteacher, a health practitioner and a parent representative",
        "Decisions to assess are consistent and the reasons are understood",
        ("SEND Casework Manager",),
        "The panel meets weekly. Its terms are on the Local Offer.",
        "Decisions overturned at mediation",
    ),
    Item(
        "Replace the paper assessment file with a portal in which families can see each step and add documents",
        "Parents can see where their request has got to without having to ring",
        ("Digital Programme Manager", "Head of SEND"),
        "The supplier showed a first version to 14 parents. They liked the timeline but asked for text "
        "messages as well.",
        "Families using the portal",
    ),
    Item(
        "Give all new co-ordinators a ten-day induction that includes a day with a special school and a day "
        "with SENDIASS",
        "Co-ordinators understand the law and what family life is like",
        ("SEND Workforce Development Lead",),
        "Two groups have been through the induction; the third is planned.",
        "Co-ordinators inducted within three months",
    ),
    Item(
        "Clear the waiting list for educational psychology advice by buying in extra sessions and by using "
        "assistants for early consultations",
        "Advice is given within the time that the regulations allow",
        ("Principal Educational Psychologist",),
        "Locums have taken 96 requests. The list stood at 212 in January and is 131 now.",
        "Requests waiting over six weeks",
    ),
    Item(
        "Send every family a letter at the start of an assessment that says who will do what and by when",
        "Families know what to expect",
        ("SEND Casework Manager", "Parent Carer Forum Chair"),
        "The letter was written with nine parents and is in use.",
        "Letters sent within two weeks",
    ),
    Item(
        "Hold a monthly learning meeting on complaints, mediations and appeals and act on what they show",
        "The same mistake is not made twice and fewer families appeal",
        ("Customer Feedback Manager", "SEND Tribunal Officer"),
        "Three themes so far: late letters, unclear Section F, and placements named without a visit.",
        "Appeals registered per 1,000 plans",
    ),
    Item(
        "Make sure that social care advice says what was looked at, even where the family is not known to the service",
        "Section D and Section H are complete",
        ("Designated Social Care Officer",),
        "A template has been agreed. In the last audit 30 of 38 pieces of advice used it.",
        "Plans with complete social care sections",
    ),
    Item(
        "Tell families the outcome of an annual review meeting within four weeks, in a letter that a parent "
        "would call clear",
        "Families know whether the plan will change",
        ("Annual Review Team Manager", "Business Support Manager"),
        "Letters within four weeks: 38% in spring, 52% in summer.",
        "Letters sent within four weeks",
    ),
    Item(
        "Prepare young people's plans for the move to college by 31 March each year",
        "No young person reaches September without a place",
        ("Post-16 SEND Officer",),
        "17 of 203 plans were late this year, against 64 the year before.",
        "Post-16 plans finished in time",
    ),
    Item(
        "Build a dashboard that shows timeliness, quality and family experience side by side",
        "Leaders see the whole picture and not only the number of weeks",
        ("Performance and Data Manager",),
        "Timeliness and quality are live. The survey of families is being added.",
        "Dashboard seen at each board",
    ),
)
