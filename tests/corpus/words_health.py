"""Invented wording: therapies, mental health, the neurodevelopmental pathway, joint commissioning."""

from .item import Item

HEALTH = (
    Item(
        "Shorten the wait for a first autism appointment by moving two clinics to weekends and by using "
        "nurse-led screening",
        "No child waits longer than 26 weeks for a first appointment",
        ("Community Paediatrics Service Manager", "ICB Children's Commissioner"),
        "Weekend clinics began with 22 families. The average wait has come down from 71 weeks to 58, which "
        "is still far too long.",
        "Average wait in weeks",
    ),
    Item(
        "Offer support while families wait: a welcome call, a workshop and a named contact",
        "Parents feel supported before there is any diagnosis",
        ("Neurodevelopmental Pathway Lead", "Parent Carer Forum Chair"),
        "Workshops on sleep and on meltdowns were full each time. Evaluation forms were positive.",
        "Families who had a welcome call",
    ),
    Item(
        "Commission a joint occupational therapy service for home and school with one point of access",
        "Families deal with one therapist and not with three services",
        ("Joint Commissioning Manager", "Occupational Therapy Clinical Lead"),
        "The specification has gone to both legal teams. Staff consultation is under way.",
        "Waiting time for equipment",
    ),
    Item(
        "Place mental health support teams in a further 18 schools, special schools first",
        "Pupils with SEND get help with worry and low mood at school",
        ("CAMHS Service Manager",),
        "Eleven schools have a team; seven more have been told when theirs will come.",
        "Schools with a team",
    ),
    Item(
        "Agree what therapists write into plans, so that provision is stated in hours and sessions",
        "Section F can be checked and families know what was promised",
        (
            "Speech and Language Therapy Lead",
            "Occupational Therapy Clinical Lead",
            "Designated Clinical Officer",
        ),
        "Guidance was agreed by all three services and training took place in two half-days.",
        "Plans with quantified therapy",
    ),
    Item(
        "Map all spending on therapies across education, health and social care and publish the total",
        "Partners commission from one picture of need and money",
        ("ICB Director of Finance", "Council Finance Lead"),
        "Council figures are complete. Figures for two trusts are awaited.",
        "Total published",
    ),
    Item(
        "Write a sensory offer with three levels: advice for everyone, group support, individual assessment",
        "Children with sensory differences are helped without needing a diagnosis",
        ("Occupational Therapy Clinical Lead",),
        "Level one went live on the Local Offer with seven short films.",
        "Views of the films",
    ),
    Item(
        "Make sure that young people aged 14 and over with a learning disability have a yearly health check",
        "Health problems are found early and acted upon",
        ("Primary Care Lead for Learning Disability", "GP Federation Manager"),
        "Uptake is 68%, up from 51%. Two practices have not yet taken part.",
        "Uptake of health checks",
    ),
    Item(
        "Review the key worker service for children at risk of admission to a mental health hospital",
        "Children are supported at home and families are not left alone in a crisis",
        ("Learning Disability and Autism Programme Manager",),
        "Interviews with eight families are complete and the report is being written.",
        "Admissions avoided",
    ),
    Item(
        "Set up a shared record of continence, feeding and epilepsy training for school staff",
        "Pupils with medical needs are safe and do not miss lessons or trips",
        ("School Nursing Manager", "Special School Headteacher"),
        "The record is used in all four special schools and in nine mainstream ones.",
        "Staff with training in date",
    ),
    Item(
        "Bring the dynamic support register up to date every month with education and care colleagues in the room",
        "Nobody falls between services",
        ("ICB Learning Disability Nurse", "Designated Social Care Officer"),
        "Monthly meetings are in the diary until next July.",
        "Reviews held on time",
    ),
    Item(
        "Reduce missed appointments in paediatric physiotherapy by texting families in their own language",
        "Children are seen sooner because fewer slots are lost",
        ("Physiotherapy Manager",),
        "Missed appointments fell from 14% to 9%.",
        "Missed appointments",
    ),
    Item(
        "Test a joint visit by a health visitor and a speech therapist for every child not using words at two",
        "Families get one clear message and one plan",
        ("Speech and Language Therapy Lead", "Health Visiting Lead"),
        "Twenty joint visits were made in the north of the county; parents asked for more time with the therapist.",
        "Joint visits made",
    ),
    Item(
        "Publish waiting times for every children's therapy on the Local Offer, each month, with an explanation",
        "Families can see how long they will wait and why",
        ("ICB Children's Commissioner", "Local Offer Officer"),
        "Waiting times for four services are shown. Dietetics will follow.",
        "Services with published waits",
    ),
)
