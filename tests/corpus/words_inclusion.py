"""Invented wording: inclusion, exclusions, alternative provision, youth justice, workforce."""

from .item import Item

INCLUSION = (
    Item(
        "Hold an inclusion summit with all headteachers and sign a shared promise on suspensions",
        "Schools act together and fewer pupils with SEND are suspended",
        ("Director of Education", "Secondary Headteacher Representative"),
        "88 schools attended and 80 have signed. The promise will be looked at again in a year's time.",
        "Suspensions of pupils with SEND",
    ),
    Item(
        "Move the outreach service to one number and one form, with a reply in three days",
        "Schools ask for help before a placement breaks down",
        ("Outreach Service Manager",),
        "The form is live. 134 requests so far; nine in ten had a reply in three days.",
        "Requests answered in three days",
    ),
    Item(
        "Open a short-stay place for primary pupils at risk of exclusion with a plan for going back from the first day",
        "Pupils return to their own school within two terms",
        ("Alternative Provision Lead", "Primary Headteacher Representative"),
        "Twelve pupils attended, eight of whom are back in school full time.",
        "Pupils who return within two terms",
    ),
    Item(
        "Check part-time timetables every month and challenge any that last longer than six weeks",
        "Children receive the full-time education that is their right",
        ("Attendance Service Manager",),
        "The list has 94 names, down from 160. Eleven schools send no return.",
        "Timetables over six weeks",
    ),
    Item(
        "Train youth justice workers to recognise speech, language and communication needs",
        "Young people understand what is happening to them and why",
        ("Youth Justice Service Manager", "Speech and Language Therapy Lead"),
        "All case workers have done level one and six have done level two.",
        "Workers trained",
    ),
    Item(
        "Introduce a relational behaviour policy template and help ten schools to put it into practice",
        "Pupils are understood before they are punished",
        ("Principal Educational Psychologist",),
        "Ten schools were chosen from 23 that applied. Coaching began in the second half of the term.",
        "Schools using the template",
    ),
    Item(
        "Follow up all children with SEND who are educated at home, with a yearly visit and an offer of support",
        "Children at home are safe and learning, and parents know how to come back",
        ("Elective Home Education Officer",),
        "Visits were made to 71 of 118 families; the others preferred to send written information.",
        "Families with contact in the year",
    ),
    Item(
        "Use a bank of specialist teachers to cover gaps in hearing and vision support",
        "Pupils with sensory impairments do not miss support when somebody is away",
        ("Sensory Service Manager",),
        "Three specialist teachers have joined the bank. A fourth withdrew.",
        "Sessions lost to absence",
    ),
    Item(
        "Give newly qualified teachers two days on SEND in their first year, delivered with parents",
        "New teachers feel ready to teach every child",
        ("SEND Training Manager", "Teaching School Hub Director"),
        "119 teachers took part. The talk by parents was rated the most useful part.",
        "Teachers taking part",
    ),
    Item(
        "Publish a directory of alternative provision with inspection results and a list of what each place offers",
        "Schools choose places that are safe and right for the pupil",
        ("Alternative Provision Lead",),
        "The directory lists 27 providers. Three were removed after a visit.",
        "Providers visited in the year",
    ),
    Item(
        "Set up a termly challenge meeting with the five schools that suspend most pupils with SEND",
        "Suspensions fall in each of the five schools",
        ("Director of Education",),
        "Four of five schools came. Suspensions fell in two and rose in one.",
        "Suspensions in the five schools",
    ),
    Item(
        "Develop a mainstream inclusion fund that schools can draw on quickly for up to 20 weeks",
        "Help arrives while it can still make a difference",
        ("High Needs Finance Officer", "Schools Forum Chair"),
        "Schools Forum agreed £400,000. The first 52 bids were decided within ten days.",
        "Bids decided within ten days",
    ),
    Item(
        "Collect the views of pupils who have been excluded and use them to change practice",
        "What pupils say is heard by those who decide",
        ("Participation Officer", "Alternative Provision Lead"),
        "Fifteen pupils made a film which was shown to governors. It may be used in training, with their consent.",
        "Pupils heard",
    ),
    Item(
        "Make accessibility plans of schools easier to write with a template, site visits and a small grant",
        "Disabled pupils can reach every part of school life",
        ("Access and Buildings Officer",),
        "The template is out; 14 grants have been paid for ramps, handrails and acoustic panels.",
        "Schools with a plan under three years old",
    ),
)
