"""Words of roles, teams, bodies and places, and the names of bodies that sound like persons."""

from __future__ import annotations

import re

# Words of roles, teams, bodies and places. A capitalised pair with one of them is no person.
WORDS_OF_ROLES = frozenset(
    """
    academies academy access accountable action active administrator admissions adult adults advice adviser
    advisers advisor advisors advisory advocate agencies agency ageing all alliance allied alternative and
    annual area areas assessment assistant associate association attendance authority autism autistic base based
    behaviour behavioural board boards borough business cabinet camhs capital care career careers carer carers
    caseworker ccg centre chair challenge champion champions charity chief child childcare childhood children
    childrens church city clerk clinic clinical co co-chair college colleges commissioner commissioners
    commissioning committee communication communications communities community complex conference connexions
    consultant coordinator co-ordinator corporate council councillor councils county court cyp data deaf
    delivery department deputy design designated designation developer development dfe digital director
    directorate directors disabilities disability disabled district dsco dcso dco dmo dsl dynamic early
    education educational ehc ehcp ehcps emotional employer employment engagement england equality executive
    exclusion exclusions external families family feedback finance first focus forum foundation framework
    further general governance government governor governors group groups head heads headteacher headteachers
    health healthcare healthwatch healthy hearing her higher home hospital housing hub icb icbs impact
    implementation improvement in inclusion inclusive independent information initial infant inspector institute
    integrated intelligence intervention job join joint junior justice key keyworker lac language la lead leader
    leaders leadership leads learners learning legal liaison life link local looked lsa maintained mainstream
    management manager managers mainstreaming medical member members mental mentor midwife midwifery ministry
    multi-agency national needs neighbourhood network neurodevelopmental neurodiversity neurodivergent new nhs
    north northern nurse nursery nurses nursing nurture occupational of office officer officers ofsted
    operational operations outreach oversight paediatric paediatrician paediatricians parent parents
    participation partner partners partnership partnerships pastoral pathway pathways people performance
    permanent personal phase physical physiotherapist physiotherapy place placement placements planning plans
    play policy portage portfolio post practice practitioner practitioners preparation preparing primary
    principal principals principle priorities priority processes professional professionals programme project
    property provider providers provision psychological psychologist psychologists psychology public pupil
    pupils quality rapid reablement referral reform regional registered rehabilitation relationship
    relationships representative representatives research resource resources respite review reviewing reviews
    risk safeguarding school schools scrutiny second secondary secretary sector semh sen senco sencos send
    sendiass sendias senior sensory service services setting settings short single site skills social solicitor
    south southern specialist specialists speech sponsor staff stakeholder stakeholders standards statutory
    steering strategic strategy street strengthening sub-group subgroup supervisor support supported supporting
    system systems task teacher teachers teaching team teams technical technician term therapies therapist
    therapists therapy through town trainer training transfer transformation transition transitions transport
    trust trustee trusts tuition tutor under unit university upper various vice virtual visual voice voluntary
    volunteer volunteers ward wellbeing well-being west western east eastern with work worker workers workforce
    working year young youth pcf ep eps salt slt ot ots ahp cdc cdt ndt january february march april may june
    july august september october november december monday tuesday wednesday thursday friday saturday sunday
    spring summer autumn winter easter christmas hospice hospices society federation collaborative consortium
    pru prus cic voices planner planners
    mencap barnardo's barnardos nspcc scope
    analytics assets audit casework complaints contact contracts customer customers enquiries estates ict insight
    insights internal procurement relations reporting triage waiting web website
    """.split()
)

# Bodies known all over England that are called like a person. Short: a name that a person may bear is not among them.
_BODIES = re.compile(
    r"\b(?:Marie Curie|Alder Hey|Great Ormond Street|Chelsea and Westminster|Whizz[ -]?Kidz|Barnardo['’]?s|Roald Dahl['’]s Marvellous)\b"
    r"(?!-)(?:\s{1,3}([A-Z][\w'’-]+))?"
)


def is_role_word(word: str) -> bool:
    """Whether a word, whatever its case and with or without "'s", is one of roles, teams, bodies and places."""
    folded = word.lower().strip(".").replace("’", "'")
    return folded in WORDS_OF_ROLES or folded.removesuffix("'s") in WORDS_OF_ROLES


def without_bodies(text: str) -> str:
    """The text without the bodies that are called like a person; "Marie Curie Smith" stays, because she is one."""

    def _dropped(match: re.Match[str]) -> str:
        following = match[1]
        if following is None:
            return " ; "
        return f" ; {following}" if is_role_word(following) else match[0]

    return _BODIES.sub(_dropped, text)
