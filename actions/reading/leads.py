"""One cell of leads into the roles and teams that it names, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Collection

from actions.reading.kept import for_one_reading
from priorities.letters import has_unreadable, without_unreadable

# The last word of a role: where both sides of "and" or a comma end so, they are two leads.
_ROLE_NOUN = re.compile(
    r"\b(manager|officer|adviser|advisor|lead|leader|director|head|headteacher|co-?ordinator|commissioner|principal|senco"
    r"|therapist|psychologist|nurse|practitioner|consultant|chair|governor|worker|teacher|member|executive|representative|sponsor"
    r"|champion|analyst|administrator|champion|specialist|clinician|paediatrician|inspector|partner|deputy|ep|dco|dmo|dsco|secretary"
    r"|portfolio holder|caseworker|solicitor|mentor|visitor|psychiatrist|physician|doctor|dsl|assistant|navigator|keyworker|gp|guardian|matron|tutor|trainer|registrar|lecturer|organiser|instructor|midwife|ambassador|paramedic)s?\b(?:\s+(?:for|of|in|at|\()[^,;/]*)?\)?$",
    re.IGNORECASE,
)
_ROLE_START = re.compile(
    r"^(?:(?:the|our|all|joint|interim|acting|deputy|assistant|strategic|executive|designated|senior|principal|group|service|chief|lead)\s+)*"
    r"(head|director|manager|officer|lead|adviser|chair|co-?ordinator|commissioner|principal|representatives?|managers)s?\s+(?:of|for|from|in)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:the\s+)?(?:la|lea|icb|icbs|ccg|nhs|pcf|ncc|ehc|camhs|cyps?|send?ias+|sendiass|health|education|social care|adult social care"
    r"|children'?s social care|public health|early years|early help|finance|commissioning|commissioners|schools?|settings|colleges?"
    r"|nurser(?:y|ies)|childminders|hospitals?|clinics?|librar(?:y|ies)|employers?|charit(?:y|ies)|universit(?:y|ies)"
    r"|parents?|families|police|dfe|ofsted|healthwatch|school improvement|ep service|eps|voluntary sector|all partners|partners"
    r"|local authority|inclusion|admissions|transport|housing|legal|hr|it|communications|virtual school|headteachers|head teachers|sencos"
    r"|salt|ot|cdc|ofsted|send|(?-i:[A-Z]{2,6}s?))$",
    re.IGNORECASE,
)
_BODY_NOUN = re.compile(
    r"\b(council|trust|service|services|team|teams|board|forum|partnership|partnerships|group|school|schools|college|colleges|academy|hubs?|icb|nhs"
    r"|authority|network|charity|foundation|directorate|department|provider|providers|alliance|committee|panel|agency|agencies|sendiass|camhs|unit"
    r"|settings|leads|carers|pcf|voices?|cluster|clusters|union|unions|federation|consortium|store|commerce|company|association|society|parents|families|headteachers|sencos|commissioners)$",
    re.IGNORECASE,
)
# A post whose field follows without a word between: "Group Manager Children with Disabilities".
_POST = re.compile(
    r"^(?:[A-Z][\w'’/&-]{0,30}\s+){0,3}(?:Manager|Officer|Director|Lead|Adviser|Advisor|Co-?ordinator|Principal|Commissioner|Consultant)"
    r"(?:\s+(?:and|&|of|for|with|in|the|[A-Z][\w'’/&-]{0,30})){1,7}$"
)
# Pairs that belong together although a stroke stands between them.
_ONE_WORD = re.compile(
    r"\b(?:parents?/carers?|and/or|carers?/parents?|his/her|he/she|n/a|w/c|c/o|SEN/D|SEND?/AP|AP/SEND?|SEN/SEND|SEND/SEN|school/setting"
    r"|schools/settings|setting/school|0/25|24/7|EHC/P|ASC/ADHD|ASD/ADHD|SEN/Inclusion|SEND/Inclusion|mental health/wellbeing|speech/language"
    r"|youth/community|and / or)\b",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r",?\s+(?:(?:with|and)\s+)?(?:the\s+)?(?:support(?:ed)?|help|input|advice)\s+(?:from|of|by):?\s+", re.IGNORECASE
)
# Signs and words between leads: arrows, waves, "jointly with", "(i) … (ii)".
_JOINED = re.compile(
    r"\s*(?:→|⇒|➔|»|~|//)\s*|\s*-(?:and|&)-\s*|(?:^|\s+)\((?:i{1,3}|iv|v)\)\s+"
    r"|,?\s+(?:(?:jointly|together|in partnership|in conjunction|along) with|alongside|and also|as well as|backed by)\s+(?:the\s+)?(?=[A-Z])"
)
_LABEL = re.compile(
    r"^(?:lead(?:s|ing)?|support(?:ed by|ing)?|owner|partners?|accountable|responsible)\s*[:–-]\s*", re.IGNORECASE
)
_NOBODY = re.compile(
    r"(?:t\.?b\.?[cad]\.?|n/?a|yes|no|none(?: (?:yet|identified|named|agreed))?|no[ -]?one(?: yet)?|nobody(?: yet)?|not applicable|blank|x+"
    r"|to be (?:confirmed|agreed|determined|decided|appointed|identified|named|advised|assigned|allocated|recruited)|to follow"
    r"|not (?:yet )?(?:known|stated|named|agreed|assigned|identified|appointed|decided|allocated|confirmed)|unknown|unassigned|unallocated"
    r"|(?:post |currently )?vacan(?:t|cy)(?: post)?|awaiting appointment)",
    re.IGNORECASE,
)
# Bodies of one common word, which may as well be what a role is "of".
_OF_WHAT = re.compile(
    r"\b(?:head|director|manager|officer|lead|adviser|chair|commissioner)s?\s*(?:\b(?:of|for)\b|[,:–—-]|\()",
    re.IGNORECASE,
)
# Bodies that stand whole, whatever comes behind "and".
_WHOLE = re.compile(
    r"(?:the )?(?:(?:(?:city|county|borough|district) )?council|local authority|la|lea|icb|ics|ccg|nhs|pcf|pccf)",
    re.IGNORECASE,
)
# The last word of a body's own name, behind which "and" names another: no service is called "… Council and Skills".
_ENDS_AS_BODY = re.compile(
    r"\b(?:Council|Trust|Forum|Group|Board|Committee|ICB|Academy|College|Partnership|Team|Hub|Network|Panel|Cluster|Alliance)$"
)
_PROPER = re.compile(r"(?:[A-Z][\w'’-]*(?:\s+(?:of|for|the|and)\b)?\s*){1,5}")
# Of these bodies a role before a comma may be a part: "Chair, Parent Carer Forum".
_OF_A_FORUM = re.compile(
    r"\b(?:chair|co-?chair|vice|representatives?|reps?|co-?ordinator|member|parents?|trustee)$|^\w+$", re.IGNORECASE
)
# Groups that stand beside a post; a council, a trust or an ICB behind a comma is whose post it is.
_GROUPED = re.compile(
    r"\b(?:forum|pcf|network|team|service|group|board|alliance|cluster|voices?|hub|panel|together)$(?<!care board)(?<!Care Board)",
    re.IGNORECASE,
)
# Words of posts that say nothing of what they are for: what follows a comma does.
_ANY_POST = frozenset(
    "a adult and area assistant associate chair chief children's deputy director executive general group head interim joint lead leader"
    " locality manager nurse of officer operational operations practice principal programme project senior service services strategic team"
    " the vice".split()
)
_PEOPLE = {"schools", "parents", "headteachers", "sencos", "families", "colleges"}
_KEPT_STROKE = "\u2044"


def split_leads(cell: str, initials: Collection[str] = ()) -> list[str]:
    """The leads that a cell names: "Head of SEND / Health" gives two; words with unreadable letters are left out.

    Divided are strokes, semicolons, line breaks, bullets, and "and", "&" and commas where both sides can stand alone as a
    role or a body: "LA and ICB" is two leads, "Manager SEN and Inclusion" is one. `initials` are those that the
    document explains, which stand alone as roles do.
    """
    return list(_split_leads(cell, frozenset(initials)))


def joins_by_commas(cells: Collection[str]) -> bool:
    """Whether a column of leads parts them by commas: in three of its cells at least, and in most that have one."""
    with_comma = [cell for cell in cells if ", " in cell]
    parted = [cell for cell in with_comma if not any(", " in lead for lead in split_leads(cell))]
    return len(parted) >= 3 and len(parted) * 2 > len(with_comma)


_EMPLOYER = re.compile(
    r"\b(?:council|trust|icb|ics|ccg|nhs|board|hospitals?|colleges?|schools?|academy|company|university|unit|partnership|alliance|forum|health(?:care)?"
    r"|borough|county|city|authority|charity|services ltd)\b",
    re.IGNORECASE,
)


def may_be_two(lead: str) -> bool:
    """Whether nobody can tell if a comma parts two leads: "Front Door Manager, SEND Business Support".

    Not where a body is named whose post it is ("Therapies Manager, Northfell NHS Trust"), or where the post says nothing
    of its field ("Service Manager, Early Help").
    """
    left, comma, right = lead.partition(", ")
    if not comma or ", " in right or not _is_role(left) or _EMPLOYER.search(right):
        return False
    return not all(word in _ANY_POST for word in re.findall(r"[\w']+", left.lower()))


def parted_at_comma(lead: str) -> list[str]:
    """A post and a body behind a comma ("Lead, Ambulance Trust") as two leads, for a column that joins leads so; else one."""
    parts = [part.strip() for part in lead.split(", ")]
    return parts if len(parts) == 2 and all(map(_stands_alone, parts)) else [lead]


@for_one_reading
def _split_leads(cell: str, initials: frozenset[str]) -> tuple[str, ...]:
    """The same; a plan names the same leads again and again."""
    text = _ONE_WORD.sub(lambda match: match[0].replace("/", _KEPT_STROKE), cell)
    parts: list[str] = []
    text = re.sub(
        r"\s+((?:support(?:ed by)?|partners?|lead|accountable|responsible)\s*:)", r"\n\1", text, flags=re.IGNORECASE
    )
    text = _JOINED.sub(" / ", _SUPPORT.sub(" / ", text))
    for listed in re.split(r"\s*(?:;|\||[•▪●◦\\]|\s\+\s)\s*(?:(?:and|&)\s+)?", text):
        for line in _rejoined(listed.split("\n")):
            for piece in _split_strokes(line):
                parts.extend(_split_comma(_LABEL.sub("", piece), initials))
    leads: list[str] = []
    for part in parts:
        readable = without_unreadable(part.replace(_KEPT_STROKE, "/"))
        lead = _LABEL.sub("", readable).strip(" ,.;:/–—-·'*#\t")
        lead = re.sub(r"\s+", " ", lead)
        if lead.count("(") < lead.count(")"):
            lead = lead.replace(")", "")
        if any(map(str.isalnum, lead)) and not _NOBODY.fullmatch(lead) and lead not in leads:
            leads.append(lead)
    return tuple(leads)


def _split_strokes(line: str) -> list[str]:
    """Divide at strokes; not within "Service Manager SEND/EP", where both sides are parts of one role."""
    pieces: list[str] = []
    for piece in re.split(r"\s+/\s*|\s*/\s+|(/)", line):
        if piece is None or piece == "":
            continue
        if piece == "/":
            pieces.append("/")
        elif len(pieces) > 1 and pieces[-1] == "/":
            left = pieces[-2]
            pieces.pop()
            if (
                len(left.split()) > 1
                and re.search(r"\b[A-Z]{2,5}$", left)
                and re.fullmatch(r"[A-Z]{2,5}", piece)
                and not _is_named_body(piece)
            ):
                pieces[-1] = f"{left}/{piece}"
            else:
                pieces.append(piece)
        else:
            pieces.append(piece)
    return [piece for piece in pieces if piece != "/"]


def _rejoined(lines: list[str]) -> list[str]:
    """Lines of a cell, where a role wrapped over two lines is one again: "Head of" and "SEND"."""
    joined: list[str] = []
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if joined and (
            re.search(r"(?:\b(?:of|for|and|the|in|with|to)|[&,/(-])$", joined[-1], re.IGNORECASE)
            or re.match(r"(?:and|of|for|&|/|\)|\()\s?", line)
            or line[0].islower()
        ):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _split_comma(text: str, initials: Collection[str]) -> list[str]:
    parts = [part.strip() for part in re.split(r",\s+(?![^(]*\))", text) if part.strip()]
    if len(parts) > 1:
        last = [piece for piece in re.split(r"^(?:and|&)\s+", parts[-1]) if piece]
        parts[-1] = last[-1]
        tail = _split_and(parts[-1])
        alone = [*parts[:-1], *tail]
        roles = [_is_role(part) or _POST.match(part) is not None or part in initials for part in alone]
        standing = sum(role or _stands_alone(part) for part, role in zip(alone, roles, strict=True))
        if len(alone) == 2 and _are_body_and_role(*alone):
            return alone
        # "Director of Education, Skills and Inclusion" is one role, whatever its parts could be alone.
        one_role = bool(_ROLE_START.match(alone[0])) and not any(roles[1:])
        if not one_role and (
            (standing == len(alone) and (all(roles) or not any(roles) or len(alone) > 2))
            or (len(alone) > 2 and standing * 3 >= len(alone) * 2 and all(len(part.split()) <= 5 for part in alone))
        ):
            return alone
        return [text.strip()]
    return _split_and(text)


def _are_body_and_role(left: str, right: str) -> bool:
    """Whether a comma parts a body and a post of another: "North ICB, Workforce Manager", "Inclusion Adviser, SENCO Network".

    Not where the body is whose post it is: "Chief Nurse, North ICB", "Service Manager, Disabled Children's Team".
    """
    if _is_named_body(left) and not _is_role(left) and _is_role(right) and not _is_body(right):
        return True
    if not _is_role(left) or _is_role(right) or not _GROUPED.search(right) or _OF_A_FORUM.search(left):
        return False
    return not all(word in _ANY_POST for word in re.findall(r"\w+", left.lower()))


_AND = re.compile(
    r"\s+(and|&|\+|plus|(?<![Cc]hildren )(?<![Pp]eople )(?<![Pp]upils )(?<![Aa]dults )with(?: the)?(?=\s+[A-Z]))\s+"
)
_MOST_JOINED = 30
"""How many words and signs for "and" a cell of leads may have; one with more is no list of roles, and stays whole."""


def _split_and(text: str) -> list[str]:
    """Divide at "and" or "&" where every side can stand alone; a body beside a role ("Health and … Managers") cannot."""
    parts = _AND.split(text.strip(), maxsplit=_MOST_JOINED + 1)
    pieces, joints = parts[::2], parts[1::2]
    if len(pieces) < 2 or len(pieces) > _MOST_JOINED + 1 or not all(map(str.strip, pieces)):
        return [text.strip()] if text.strip() else []
    best: list[str] = []
    current = pieces[0]
    for at, (joint, piece) in enumerate(zip(joints, pieces[1:], strict=True), start=1):
        if _can_part(current, piece, pieces[-1]) or _whole_roles(current, pieces[at:]):
            best.append(current)
            current = piece
        else:
            current = f"{current} {joint} {piece}"
    return [*best, current]


def _can_part(left: str, right: str, last: str) -> bool:
    if _OF_WHAT.search(left) and right.lower() in _PEOPLE:
        return False  # "Director of Children and Families" is one role; "Head of SEND and ICB" are two leads
    if _WHOLE.fullmatch(left) and right[:1].isupper() and not _is_role(last):
        return True
    if re.match(r"NHS [A-Z]", right) and _stands_alone(left) and not _is_role(last):
        return True
    if len(left.split()) > 1 and _ENDS_AS_BODY.search(left) and _PROPER.fullmatch(right):
        return True  # "Wickenholt Council & Parents Together"
    if len(left.split()) > 1 and _ROLE_NOUN.fullmatch(left.split()[-1]) and _PROPER.fullmatch(right):
        return True  # behind "… Officer" nothing goes on with the post
    if _is_role(left) and _is_role(right):
        return not re.fullmatch(r"(head|director|manager|deputy|lead|assistant|executive|chair)", left, re.IGNORECASE)
    if _is_body(left) and _is_body(right) and not _is_role(last):
        # "Health and Social Care" and "Education and Inclusion" are one service; "LA and ICB" are two bodies.
        return _is_named_body(left) and _is_named_body(right)
    return (_is_named_body(left) and _is_role(right)) or (_is_role(left) and _is_named_body(right))


def _whole_roles(left: str, rest: list[str]) -> bool:
    """Whether "and" stands between two whole roles, the second with an "and" of its own: "… and Speech and Language Lead"."""
    ends = len(left.split()) > 1 and _ROLE_NOUN.fullmatch(left.split()[-1])
    starts = len(rest) > 1 and not _is_role(rest[0]) and not _is_named_body(rest[0])
    return bool(ends) and starts and bool(_ROLE_NOUN.fullmatch(rest[-1].split()[-1]))


def _is_role(text: str) -> bool:
    head = re.split(r"\s*:\s*|\s+[–—-]\s+", text)[0]
    return bool(_ROLE_NOUN.search(text) or _ROLE_START.match(text) or _ROLE_NOUN.search(head))


def _is_body(text: str) -> bool:
    return bool(_BODY.match(text) or _BODY_NOUN.search(text))


def _is_named_body(text: str) -> bool:
    """A body that nobody takes for half of another: an acronym, or a phrase that ends in council, trust, team …"""
    if re.fullmatch(r"(?:the\s+)?[A-Z]{2,6}s?", text):
        return text not in {
            "EP",
            "EPS",
            "SEN",
            "SEND",
            "AP",
            "EHC",
            "SEMH",
            "ASD",
            "ASC",
            "PFA",
            "CYP",
            "EY",
            "HR",
            "IT",
        }
    return bool(_BODY_NOUN.search(text)) and (
        len(text.split()) > 1 or text.lower() in {"sendiass", "camhs", "council"} | _PEOPLE
    )


def _stands_alone(text: str) -> bool:
    return _is_role(text) or _is_body(text)


@for_one_reading
def looks_like_lead(cell: str) -> float:
    """How much a cell looks like one of leads, 0 to 1: used where a row has lost or gained a column."""
    text = cell.strip()
    if not text or len(text) > 250:
        return 0.0
    if has_unreadable(text):
        return 0.9
    parts = [part.strip() for part in re.split(r"[/;\n,]", text) if part.strip()]
    alone = sum(1 for part in parts if len(part.split()) <= 9 and (_stands_alone(part) or _POST.match(part)))
    share = alone / len(parts) if parts else 0.0
    if len(text.split()) > 25 or re.search(r"[.!?]\s+[A-Z]", text) or text.endswith("."):
        share *= 0.3
    if re.search(r"\b(?:a|an|each|every)\b", text):
        share *= 0.3  # "Pair each young adult with a mentor" is something to do
    return share
