"""Invented wording: early years, early help, schools and ordinarily available support."""

from .item import Item

EARLY = (
    Item(
        "Agree one early help form with nurseries, health visitors and schools, so that families give their "
        "details once",
        "Families tell us that they no longer repeat the same story to each service",
        ("Early Help Manager", "Health Visiting Lead"),
        "The draft form was tried in four nurseries over the autumn. Staff asked for a shorter first page "
        "and this is being made.",
        "80% of new early help plans use the agreed form",
    ),
    Item(
        "Set up a weekly early years advice line for childminders and nurseries that are worried about a "
        "child's development",
        "Settings get an answer within five working days and children are supported before they start school",
        ("Early Years SEND Adviser",),
        "The line opened on Tuesdays and Thursdays. 61 calls have been answered, mostly about speech and about sleep.",
        "Calls answered within five working days",
    ),
    Item(
        "Review the two-year check with health visitors and make sure that concerns are passed on to the setting",
        "Needs are seen by the age of three and support starts without a wait",
        ("Health Visiting Lead", "Early Years SEND Adviser", "Public Health Commissioner"),
        "An audit of 40 records found that 26 had been shared with the nursery. A reminder has gone to every team.",
        "Share of two-year checks passed to the setting",
    ),
    Item(
        "Train a SEND champion in every early years setting in the three most deprived wards",
        "Each setting has a named person who knows what to do when a child is not making progress",
        ("Early Years Workforce Lead",),
        "Nineteen champions have completed the four sessions; a further group begins after Easter.",
        "30 champions trained",
    ),
    Item(
        "Extend the home visiting service for babies and toddlers with complex needs to the coastal villages",
        "Parents in the villages have the same support as those in the town",
        ("Portage Team Leader", "Children's Community Nursing Manager"),
        "One post has been filled. The second was advertised twice without success and a new advert is planned.",
        "Visits made in the coastal villages",
    ),
    Item(
        "Write down what every mainstream school is expected to provide from its own budget, with examples "
        "for each area of need",
        "Schools and parents share one understanding of what should ordinarily be available",
        ("Head of SEND", "Primary Headteacher Representative", "Parent Carer Forum Chair"),
        "Three drafting workshops were held with 47 schools. The parents' reading group suggested changes "
        "to the section on sensory needs, and these have been made.",
        "Guidance downloaded by every school",
    ),
    Item(
        "Offer each school a yearly conversation about its SEND data, its plans and the help it may need",
        "Schools know how they compare and support goes where it is most needed",
        ("School Improvement Manager",),
        "Conversations have taken place in 33 of 71 schools. Attendance of pupils with SEND was raised in "
        "nearly all of them.",
        "Share of schools visited",
    ),
    Item(
        "Create a network of SENCOs by locality, meeting half-termly, with a rota of hosts",
        "SENCOs are less isolated and share what works",
        ("SENCO Network Co-ordinator",),
        "All five localities have met. Evening meetings were better attended than afternoon ones.",
        "Attendance at network meetings",
    ),
    Item(
        "Pilot a graduated response toolkit for pupils whose anxiety keeps them from school",
        "Fewer pupils miss more than half of their sessions",
        ("Principal Educational Psychologist", "Attendance Service Manager"),
        "Six secondary schools are taking part. Early signs are good, although two schools started late.",
        "Severe absence among pupils on SEN support",
    ),
    Item(
        "Put a speech and language link worker into each family hub one day a week",
        "Parents can talk to somebody about speech without a referral",
        ("Family Hubs Manager", "Speech and Language Therapy Lead"),
        "Link workers are in five of the eight hubs.",
        "Number of families seen at hubs",
    ),
    Item(
        "Revise the moving-on meetings between nurseries and primary schools for children with additional needs",
        "Children start Reception with their support in place",
        ("Early Years SEND Adviser", "Primary Headteacher Representative"),
        "A common agenda was used this summer for 212 children. Feedback from Reception teachers was warm.",
        "Children with a moving-on meeting before July",
    ),
    Item(
        "Commission a short course on language delay for teaching assistants in Key Stage 1",
        "Teaching assistants recognise delay early and know how to respond",
        ("SEND Training Manager",),
        "The course was bought from a local special school trust and starts in the new term.",
        "Teaching assistants who complete the course",
    ),
    Item(
        "Publish a plain guide to SEN support for parents, in print and on the Local Offer",
        "Parents know what SEN support is and what to ask the school",
        ("Local Offer Officer", "SENDIASS Manager"),
        "The guide is with the parents' editing group. It will be printed in three languages.",
        "Guide in every school reception",
    ),
    Item(
        "Check that each school's SEN information report says how it supports children who are looked after",
        "No child in care is overlooked because of a change of school",
        ("Virtual School Head",),
        "58 reports were read. 21 needed changes and the schools have been written to.",
        "Reports that meet the standard",
    ),
)
