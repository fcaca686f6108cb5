"""Invented wording: preparing for adulthood, short breaks, transport, places."""

from .item import Item

ADULTHOOD = (
    Item(
        "Begin planning for adult life in Year 9 for every young person with a plan, using one checklist "
        "across services",
        "Young people know their choices well before they leave school",
        ("Preparing for Adulthood Lead", "Adult Social Care Transition Manager"),
        "The checklist was tested in two special schools and shortened from nine pages to three.",
        "Year 9 reviews that used the checklist",
    ),
    Item(
        "Double the number of supported internships by working with the hospital trust, the port and three hotels",
        "More young people with a learning disability are in paid work",
        ("Employment and Skills Manager",),
        "24 interns began in September. The hospital trust has offered six jobs to last year's interns.",
        "Interns who move into paid work",
    ),
    Item(
        "Agree who pays for what when a young person turns 18, in one protocol signed by both directors",
        "Nobody loses support on a birthday",
        ("Director of Adult Services", "Director of Children's Services"),
        "The protocol was signed by one director; the other has asked for a change to section 4.",
        "Young people with a funded plan at 18",
    ),
    Item(
        "Train forty young people as travel buddies and independent travellers",
        "More young people travel by themselves and with confidence",
        ("Travel Training Co-ordinator",),
        "27 have finished. One said: “I went to see my nan on my own and nobody had to wait for me.”",
        "Young people travelling independently",
    ),
    Item(
        "Review short breaks with families and buy more weekend and evening sessions",
        "Families can have a rest when they need one",
        ("Short Breaks Commissioner", "Parent Carer Forum Chair"),
        "418 families answered. The three most wanted things were Saturdays, siblings welcome, and changing places.",
        "Hours of short breaks used",
    ),
    Item(
        "Open 60 specialist places in mainstream schools for pupils with autism, across all key stages",
        "Children go to school nearer to home with their friends",
        ("School Places Manager", "Head of Inclusion"),
        "Sites for 44 places are agreed. Building at one school is delayed by the discovery of bats.",
        "Places opened",
    ),
    Item(
        "Publish the transport policy in plain words with a page for young people over 16",
        "Families know what they can expect and how to appeal",
        ("Passenger Transport Manager",),
        "The policy went to cabinet. The page for over-16s is in draft.",
        "Transport appeals",
    ),
    Item(
        "Create a 19 to 25 offer with the two colleges so that courses run over five days in a mixture of places",
        "Young people have a full week and parents can keep their jobs",
        ("College Principal", "Post-16 SEND Officer", "Adult Social Care Transition Manager"),
        "One college begins a five-day course next year. Talks with the other have stalled over funding.",
        "Young people on a five-day offer",
    ),
    Item(
        "Ask every special school to share its careers plan and link it with a named business",
        "Work experience is real and not only simulated",
        ("Careers Hub Manager",),
        "All but one school has shared its plan.",
        "Schools with a named business",
    ),
    Item(
        "Set up a housing group for young adults with a learning disability or autism, with a five-year "
        "forecast of need",
        "Young people can live near their families in a home of their own",
        ("Housing Strategy Manager", "Commissioning Manager for Learning Disability"),
        "The first forecast shows a need for 85 homes by 2030.",
        "Homes in the pipeline",
    ),
    Item(
        "Make leisure centres and libraries easier to use: quiet hours, trained staff, better signs",
        "Families can go out together without fear of being stared at",
        ("Leisure Services Manager",),
        "Two centres have quiet hours on Sunday mornings. Staff training is booked.",
        "Venues with quiet hours",
    ),
    Item(
        "Review all placements outside the area that cost more than £60,000 a year and plan a return where "
        "the family wants it",
        "Money is spent locally and children are closer to home",
        ("Placements and Brokerage Manager", "Council Finance Lead"),
        "31 placements were reviewed; four families would like to return and plans are being made with them.",
        "Placements reviewed",
    ),
    Item(
        "Start a young people's shadow board that meets before each partnership board and sets one item on its agenda",
        "Young people change decisions and hear what came of it",
        ("Participation Officer",),
        "Twelve young people applied. The first meeting chose bus passes as its item.",
        "Items set by young people",
    ),
    Item(
        "Agree a dispute route for young people who want a different placement from their parents",
        "Young people over 16 are heard in their own right",
        ("SENDIASS Manager", "Legal Services Solicitor"),
        "A draft was shared with the regional network in spring.",
        "Young people using the route",
    ),
)
