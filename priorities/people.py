"""What looks like a person's name, an email address or a telephone number in a document. Pure.

It must not reach the public until somebody gives a role for it. The search errs on the side of holding back: a role
that looks like a name costs an officer one click, a name that looks like a role costs a person their privacy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from priorities.given_names import GIVEN_NAMES

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+44[\s(0)-]{0,5}|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?![\w/]|[.-]\d)")
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Lady|Lord|Rev|Revd|Reverend)\.?"
_NAME = r"(?:[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*|[A-Z]['’][A-Z][a-z]+|(?:Mc|Mac|De|Le|Van|Von|Di)[A-Z][a-z]+|[A-Z]{3,})"
_PARTICLE = r"(?:\s+(?:de|van|von|der|la|el|al|bin|ibn))?"
_TITLED = re.compile(rf"\b{_TITLE}\s+(?:(?:[A-Z]\.?\s*){{0,3}}{_NAME})(?:{_PARTICLE}\s+{_NAME}){{0,2}}")
_CAPITALISED_PAIR = re.compile(rf"\b({_NAME})((?:\s+[A-Z]\.?)?{_PARTICLE}\s+({_NAME})(?:\s+({_NAME}))?)")
_INITIAL_SURNAME = re.compile(rf"\b(?:[A-Z]\.\s?){{1,3}}({_NAME})\b")

# Words of roles, teams, bodies and places. A capitalised pair with one of them is no person.
WORDS_OF_ROLES = frozenset(
    """
    academies academy access accountable action active administrator admissions adult adults advice adviser advisers
    advisor advisors advisory advocate agencies agency ageing all alliance allied alternative and annual area areas
    assessment assistant associate association attendance authority autism autistic base based behaviour behavioural
    board boards borough business cabinet camhs capital care career careers carer carers caseworker ccg centre chair
    challenge champion champions charity chief child childcare childhood children childrens church city clerk clinic
    clinical co co-chair college colleges commissioner commissioners commissioning committee communication
    communications communities community complex conference connexions consultant coordinator co-ordinator corporate
    council councillor councils county court cyp data deaf delivery department deputy design designated designation
    developer development dfe digital director directorate directors disabilities disability disabled district dsco
    dcso dco dmo dsl dynamic early education educational ehc ehcp ehcps emotional employer employment engagement
    england equality executive exclusion exclusions external families family feedback finance first focus forum
    foundation framework further general governance government governor governors group groups head heads headteacher
    headteachers health healthcare healthwatch healthy hearing her higher home hospital housing hub icb icbs impact
    implementation improvement in inclusion inclusive independent information initial infant inspector institute
    integrated intelligence intervention job join joint junior justice key keyworker lac language la lead leader
    leaders leadership leads learners learning legal liaison life link local looked lsa maintained mainstream
    management manager managers mainstreaming medical member members mental mentor midwife midwifery ministry
    multi-agency national needs neighbourhood network neurodevelopmental neurodiversity neurodivergent new nhs north
    northern nurse nursery nurses nursing nurture occupational of office officer officers ofsted operational
    operations outreach oversight paediatric paediatrician paediatricians parent parents participation partner
    partners partnership partnerships pastoral pathway pathways people performance permanent personal phase physical
    physiotherapist physiotherapy place placement placements planning plans play policy portage portfolio post
    practice practitioner practitioners preparation preparing primary principal principals principle priorities
    priority processes professional professionals programme project property provider providers provision
    psychological psychologist psychologists psychology public pupil pupils quality rapid reablement referral reform
    regional registered rehabilitation relationship relationships representative representatives research resource
    resources respite review reviewing reviews risk safeguarding school schools scrutiny second secondary secretary
    sector semh sen senco sencos send sendiass sendias senior sensory service services setting settings short single
    site skills social solicitor south southern specialist specialists speech sponsor staff stakeholder stakeholders
    standards statutory steering strategic strategy street strengthening sub-group subgroup supervisor support
    supported supporting system systems task teacher teachers teaching team teams technical technician term therapies
    therapist therapists therapy through town trainer training transfer transformation transition transitions
    transport trust trustee trusts tuition tutor under unit university upper various vice virtual visual voice
    voluntary volunteer volunteers ward wellbeing well-being west western east eastern with work worker workers
    workforce working year young youth pcf ep eps salt slt ot ots ahp cdc cdt ndt
    january february march april may june july august september october november december monday tuesday wednesday
    house hall court lodge park road lane grove street hill farm green bridge view close gardens wood manor abbey villa
    thursday friday saturday sunday spring summer autumn winter easter christmas
    """.split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to hold back: its kind ("name", "email", "telephone") and its words as they stand in the text."""

    kind: str
    words: str


def people_in_lead(text: str) -> list[Found]:
    """Persons in one lead. A lead should be a role or team, so two or three capitalised words without one are a name."""
    found = _contacts(text)
    rest = _without(text, found)
    found += _names(rest)
    if not any(item.kind == "name" for item in found):
        for part in re.split(r"[,(/;)]| - | – |:", rest):
            words = part.split()
            if 2 <= len(words) <= 3 and all(
                re.fullmatch(_NAME, word) or re.fullmatch(r"[A-Z]\.?", word) for word in words
            ):
                if not any(_is_role_word(word) for word in words) and not all(word.isupper() for word in words):
                    found.append(Found("name", part.strip()))
    return found


def people_in_text(text: str) -> list[Found]:
    """Persons in a text: a title and a name, a known given name and a surname, an email address, a telephone number."""
    found = _contacts(text)
    return found + _names(_without(text, found))


def _contacts(text: str) -> list[Found]:
    emails = [Found("email", match[0].rstrip(".")) for match in _EMAIL.finditer(text)]
    return emails + [Found("telephone", match[0].strip()) for match in _TELEPHONE.finditer(_without(text, emails))]


def _without(text: str, found: list[Found]) -> str:
    for item in found:
        text = text.replace(item.words, " ; ")
    return text


def _names(text: str) -> list[Found]:
    names = [match[0].strip() for match in _TITLED.finditer(text)]
    for name in names:
        text = text.replace(name, " ; ")
    for match in _CAPITALISED_PAIR.finditer(text):
        given, surname, third = match[1], match[3], match[4]
        if given.lower() not in GIVEN_NAMES or _is_role_word(surname):
            continue
        whole = match[0]
        if third is not None and _is_role_word(third):
            whole = whole[: -len(third)].strip()
        names.append(whole)
    for match in _INITIAL_SURNAME.finditer(text):
        if not _is_role_word(match[1]) and match[0].strip() not in names:
            names.append(match[0].strip())
    return [Found("name", name) for name in dict.fromkeys(names)]


def _is_role_word(word: str) -> bool:
    return (
        word.lower().strip(".") in WORDS_OF_ROLES or word.lower().replace("’", "'").removesuffix("'s") in WORDS_OF_ROLES
    )
