"""Which column means what. Areas head the same column in dozens of ways; `Meaning` is what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from actions.reading.kept import for_one_reading


class Meaning(StrEnum):
    """What a column holds. `OTHER` is a heading that we know and have no field for; its words are kept as problems."""

    REFERENCE = "reference"
    PRIORITY = "priority"
    AIM = "aim"
    ACTION = "official_words"
    OUTCOME = "outcome"
    MEASURE = "measure"
    LEAD = "leads"
    START = "start"
    REVIEW = "review"
    DUE = "timescale"
    RATING = "rating"
    PROGRESS = "progress"
    NAME = "name"
    """Who holds the role that another column names: a person, never a lead by that name."""
    OTHER = "other"


_EXACT: dict[Meaning, str] = {
    Meaning.REFERENCE: """
        ref|reference|task id|nr|unique ref|uid|row id|no|nos|number|#|id|ref no|ref number|reference no|reference number|action ref|action reference
        |action no|action number|action id|item|wbs|item no|s/n|line|ref id|unique reference|code|action code""",
    Meaning.PRIORITY: """
        priority|priorities|priority area|strategic priority|theme|themes|area|area for improvement|area of focus
        |focus area|workstream|work stream|strand|proposal|weakness|area of weakness|area of significant weakness
        |significant weakness|recommendation|priority action|ambition|goal|principle|pillar|priority theme
        |improvement area|key area|outcome area|strategic theme|section|priority no|priority number|key priority
        |priority title|focus|concern|significant concern|finding|key theme|thematic area|domain|bucket|bucket name""",
    Meaning.AIM: """
        aim|aims|objective|objectives|objective s|what we want|what we wanted|want|wanted|where do we want to be
        |purpose|why|why is this important|need|requirement|duty|strategic objective|key objective|commitment
        |what do we want to achieve|what do we want|what we need to improve|what needs to improve|areas to develop""",
    Meaning.ACTION: """
        action|actions|action s|what we will do|what will we do|what we did|what we are doing|what are we doing
        |what we plan to do|what we are going to do|our actions|activity|activities|task|tasks|key action|key actions
        |action required|actions required|required action|action to be taken|actions to be taken|agreed action
        |agreed actions|improvement action|improvement actions|planned action|planned actions|specific action
        |specific actions|how will we get there|how will we do it|how we will do it|how we will get there
        |what needs to be done|what needs to happen|what do we need to do|what we need to do|what|steps
        |key steps|step|deliverable|deliverables|action description|description of action|description|key activity
        |key activities|intervention|interventions|action point|action points|our commitment|what will be done
        |what we have agreed to do|action we will take|actions we will take|the action|milestone|milestones
        |primary|primary column|task name|our promise|our promises|promise|promises|pledge|pledges|initiative|initiatives|things to do|to do|work to be done|work to do|undertaking|what we promise|what will happen
        |key milestone|key milestones|action/task|actions/tasks|key task|key tasks""",
    Meaning.OUTCOME: """
        outcome|outcomes|outcome s|intended outcome|intended outcomes|expected outcome|expected outcomes
        |desired outcome|desired outcomes|what we will see|what will we see|what will be different
        |what will success look like|what does success look like|what success looks like|success looks like
        |what does good look like|what good looks like|success criteria|what difference will it make
        |the difference it will make|the difference this will make|difference it will make|what difference will this make
        |expected impact|intended impact|impact|impact expected|what will change|result|results|expected result
        |so that|what we want to see|what this means for families|what this will mean for families|benefit|benefits
        |outcome for children|outcomes for children and young people|outcome for children and young people
        |desired impact|impact for children and young people|impact on children and young people
        |how will things be better|outcome we want|outcomes we want|planned outcome|anticipated outcome
        |what will this achieve|what will it look like when we get there|the difference|difference""",
    Meaning.MEASURE: """
        success measure|success measures|measure|measures|measure of success|measures of success|kpi|kpis
        |key performance indicator|key performance indicators|how will we know|how we will know|how will we measure it
        |how we will measure success|how will we measure success|performance measure|performance measures|indicator
        |indicators|targets|impact measure|impact measures|success indicator|success indicators|metric|metrics
        |how will we know we have made a difference|key indicators of success|performance indicator
        |performance indicators|outcome measure|outcome measures""",
    Meaning.LEAD: """
        lead|leads|lead s|lead officer|lead officers|lead officer s|lead person|lead role|lead agency|lead agencies
        |lead organisation|lead organisations|lead partner|lead partners|lead service|lead team|lead name|leading
        |role|roles|roles responsible|role responsible|responsible|responsible officer|responsible officers
        |responsible person|responsible lead|responsible team|responsibility|person responsible|persons responsible
        |people responsible|owner|owners|action owner|action owners|who|by whom|who by|by who|who will do it
        |who will lead|who is responsible|who is leading|who will do this|who leads|led by|accountable
        |accountable officer|accountable officers|accountable lead|accountable manager|accountability|agency|agencies
        |organisation|organisations|sro|senior responsible officer|delivery lead|delivery leads|strategic lead
        |operational lead|project lead|task and finish group|task & finish group|task and finish group lead|group
        |working group|board|partner|partners|delivery partner|delivery partners|partner lead|lead and partners|leads and partners|assigned to|officer
        |officers|officer responsible|lead s and partners|owned by|in charge|person in charge|assignee|sponsor|helped by|with help from|working with|others involved|contributors|stakeholders|job title|job titles|post title|lead job title|supporting partners|support|supported by
        |responsible agency|resource name|resource names|lead department|department|service|team|who's responsible|whose job is it""",
    Meaning.START: "start|start date|from|date started|starts|started|begin|begins|commence|commencement date|starting",
    Meaning.REVIEW: """
        review|review date|reviewed|next review|date of review|rev|rev date|revised|revision date|date reviewed
        |last reviewed|last updated|updated|date updated|date of update|date achieved|date completed|completed on
        |actual completion date|actual date|date of completion|monitoring date|update due""",
    Meaning.DUE: """
        timescale|timescales|time scale|time scales|time-scale|timeframe|time frame|timeline|timing|timings|by when|when
        |by|target date|target dates|due|due date|due dates|date due|deadline|deadlines|completion date
        |target completion date|target completion|planned completion date|expected completion date|planned completion
        |expected completion|date for completion|complete by|to be completed by|end|end date|finish
        |finish date|date|dates|target|start/rev/end|start/end|start/review/end|start - end
        |start rev end|start review end|start end|start/end date|start and end date|start and end dates|when by|when will it be done|when will it happen
        |when will this happen|when will we do it|delivery date|implementation date|date to be completed
        |milestone date|baseline date|baseline end date|baseline finish|baseline completion date|forecast date
        |forecast end date|forecast finish|forecast completion date|planned date|planned end date|planned finish
        |current due date|current target date|current end date|period|quarter|term|projected completion date|revised due date
        |revised date|revised deadline|revised target date|original due date|due by|to be done by|end/due date""",
    Meaning.RATING: """
        rag|brag|rag rating|brag rating|rag status|brag status|status|rating|ratings|current status|action status
        |r/a/g|b/r/a/g|rag rated|rag/brag|progress rating|progress status|progress rag|delivery status|rag score
        |status rag|status brag|overall rag|current rag|overall status|colour|rag now|current rag rating|bragg
        |status of action|traffic light|ragb|bragp|delivery rag|delivery confidence|rag (status)|status (rag)""",
    Meaning.PROGRESS: """
        progress|progress report|progress to date|progress update|progress updates|update|updates|latest update
        |current update|status update|commentary|comment|comments|narrative|latest position|current position
        |position statement|what we have done|what have we done|what has been done|what we have done so far
        |progress so far|progress since last report|progress made|progress and impact|progress/impact
        |progress & impact|progress notes|notes|note|update/progress|progress/update|highlights|achievements
        |progress against action|update on progress|latest progress|latest|summary of progress|progress summary
        |progress comments|progress commentary|actions taken|action taken|action taken to date|where are we up to
        |how is it going|how are we doing|latest news|news|remarks|observations|feedback|state of play|what's happened|what has changed|what's changed|what happened|what has happened|what has happened so far|current progress""",
    Meaning.OTHER: """
        baseline|where are we now|where we are now|the problem|problem|issue|current picture|starting point
        |evidence|evidence of impact|evidence of progress|source of evidence|evidence source|monitoring|evaluation
        |evaluation impact|evaluation (impact)|benchmark|benchmarking|budget|cost|costs|funding|resource|resources
        |resource implications|resources required|resources needed|risk|risks|risk rating|risk score|mitigation
        |rag rationale|reason for rag|rationale|reason for rating|next step|next steps|what next|what's next
        |what we need to do next|dependencies|dependency|quality assurance|qa|links|link|linked to
        |links to other plans|horizon|short/medium term action|short/medium term|short/medium/long term|term of action
        |year 1|year 2|year 3|governance|reporting to|how will we monitor|who will monitor|monitored by|date added
        |origin|source|category|type|ofsted finding|barriers|escalation|decision|approval|approved by|assurance
        |late|created date|created by|completed date|completed by|labels|outline level|checklist|checklist items
        |completed checklist items|% complete|percent complete|percentage complete|version|author|date created
        |trend|direction of travel|confidence|priority level|high/medium/low|importance|impact score|likelihood""",
}

_BY_HEADING: dict[str, Meaning] = {
    re.sub(r"\s+", " ", heading).strip(): meaning for meaning, text in _EXACT.items() for heading in text.split("|")
}

# Tried in order where the whole heading is unknown: the first that matches says what the column is.
_BY_WORDS: tuple[tuple[str, Meaning], ...] = (
    (r"\bmilestones?\b.*\b\d+ months?\b|\b\d+[ -]months? milestones?\b|\bmilestones? (at )?(month|term|year) \d", Meaning.OTHER),
    (r"^(open|live|done|complete|closed)[/ ]+(or )?(complete|closed|done|not done|not|open)$", Meaning.RATING),
    (r"\bsince (the )?last\b|^(board |officer |team )?notes?\b(?! of)|\bnotes$|\b(highlight|exception|monthly|quarterly|termly) reports?$", Meaning.PROGRESS),
    (r"\bwhat (comes|happens|is) next\b", Meaning.OTHER),
    (r"\b(desired|intended|expected|anticipated|planned|hoped[- ]for) (changes?|results?|effects?|improvements?)\b|^results?\b", Meaning.OUTCOME),
    (r"\b(sponsors?|sro|commissioners?|champions?|officers?|managers?|directors?)$", Meaning.LEAD),
    (r"^(what )?(must|needs? to|should|has to|have to|will) (be done|happen)$|^(steps?|things?|work) (that )?we (will|are|must|need)\b", Meaning.ACTION),
    (r"^so,? we (will|are)$|^(what )?(was|is|has been|we have|we) agreed( to do)?$|^(agreed|proposed|planned) (steps?|work|tasks?)$|\bintentions?\b", Meaning.ACTION),
    (r"^(you|families|parents|parents and carers|inspectors|ofsted|the inspection|peer review)( have)? (told us|said|found|saw)\b", Meaning.OTHER),
    (r"^what (we|inspectors|officers) ((have|had) )?(heard|found|saw|learn(ed|t))\b|\btold us\b", Meaning.OTHER),
    (r"\b(over(sight|sees?|seen)|scrutini[sz](e|ed|es|ing)|scrutiny|decision[- ]mak(er|ing)s?)\b", Meaning.OTHER),
    (r"^(done|finished|finish|achieved|ready|in place|delivered|completed?) by\b(?! whom)", Meaning.DUE),
    (r"\b(number|count|percentage|total|how many)\b.*\bof\b|^(count|percentage|totals?|%)$", Meaning.OTHER),
    (r"\bneeds? to (improve|develop|change|get better|be better)\b", Meaning.AIM),
    (r"\bhow\b.*\b(going|getting on|doing|progressing)\b|\bhow far\b|\bwhere (it|this|things) stands?\b", Meaning.PROGRESS),
    (r"^start\W*(rev(iew|ised)?\W*)?(end|finish)$", Meaning.DUE),
    (r"\b(has|have) happened\b|\bso far\b|\bfar (have|has)\b|\bhave we (got|done)\b|\bwe have (got|done)\b|\bgot to\b|\b(are|is) (we|it) up to\b", Meaning.PROGRESS),
    (r"\b(commentary|narrative|highlights?)\b|\bto date\b", Meaning.PROGRESS),
    (r"\b(rationale|reason for|rag key|baseline|evidence|budget|cost|fund|resourc|risk|mitigat|depend|benchmark)", Meaning.OTHER),
    (r"^(progress|updates?)\b.*\bnext steps?\b", Meaning.PROGRESS),
    (r"\bnext steps?\b|\bmonitor|\bevaluat|\bgovernance\b|\breport(s|ing)? to\b|\bdirection of travel\b", Meaning.OTHER),
    (r"\b(b?rags?|traffic light)\b", Meaning.RATING),
    (r"\b(date|when) (of )?(review|updated?|achieved|completed)|\breview(ed)? (date|on)\b|\blast (updated?|review)", Meaning.REVIEW),
    (r"\bstart\b.*\b(end|finish|due|completion)\b", Meaning.DUE),
    (r"^(when|what date)\b.*\b(start|begin|commence)s?\b", Meaning.START),
    (r"^start (date|by)|\bstart date\b|[-:/(]\s*(start|from)\)?$", Meaning.START),
    (r"[-:/(]\s*(end|finish)\)?$", Meaning.DUE),
    (r"\b(by when|when by|deadline|time ?-?(scale|frame|line)s?|due( date| by)?|target date|completion|end date|finish date)\b", Meaning.DUE),
    (r"\b(go[- ]live|launch) date\b", Meaning.DUE),
    (r"\b(target|finish|end|delivery|due|completion|expected|planned) (month|quarter|term|year)\b|\bhow soon\b", Meaning.DUE),
    (r"\b(measure|kpi|indicator|metric)s?\b|\bhow (will |do |can |would )?(we|you|families|parents|i)( will|'ll)? (know|tell|measure)\b", Meaning.MEASURE),
    (r"\b(progress|updates?|commentary|comments?|narrative|position|latest|headlines?|news)\b", Meaning.PROGRESS),
    (r"\bstatus\b|\brating\b", Meaning.RATING),
    (r"\b(action|task|activit(y|ies)|milestone|step|deliverable|commitment|promise) (ref|reference|no|number|id)\b|^ref(erence)?\b|^\w+ ref(erence)?$", Meaning.REFERENCE),
    (r"\blead[ -]times?\b", Meaning.OTHER),
    (r"\b(leads?|owners?|responsib|accountab|by whom|who (will|is|leads)|led by)", Meaning.LEAD),
    (r"^who (benefits?|gains?|it (helps|is for)|this (helps|is for)|is (affected|it for|this for))\b", Meaning.OUTCOME),
    (r"^who(se)?\b(?!.*\b(told|said|asked|consulted|informed|involved|affected|heard|raised|wrote|reported|approved|monitors?|monitored|checks?)\b)", Meaning.LEAD),
    (r"^when\b", Meaning.DUE),
    (r"\b(notice|sought|expect to (see|happen)|will (it|this) mean|will be better|get better|what will happen for)\b", Meaning.OUTCOME),
    (r"\b(outcomes?|success|impact|differen(t|ce)|look like|we (will|want to) see|benefits?)\b", Meaning.OUTCOME),
    (r"^(what|where) (do )?we want|\bwe want to achieve\b", Meaning.AIM),
    (r"^(what )?we (will|are going to|plan to|promise to)\b|^what (we|will we|are we)\b", Meaning.ACTION),
    (r"\b(board|group|team|crew|forum|agency|organisation)\b(?!.*\b(said|told|decided|asked|agreed|heard|view|views|comments?|feedback|notes?)\b)", Meaning.LEAD),
    (r"^(named )?(officers?|managers?|sponsors?|champions?)\b|\bin charge\b", Meaning.LEAD),
    (r"^how (is |are |do |have )?(it|we|this|they|actions?)( is| are| have| has)?( been)? rated?\b|^our rating\b", Meaning.RATING),
    (r"^(the )?colou?rs?( rating)?$|^(is it )?on track$", Meaning.RATING),
    (r"\b(actions?|tasks?|activit(y|ies)|(will|going to|plan to|need to|are) (we )?(do|doing|be done))\b", Meaning.ACTION),
    (r"\b(objectives?|aims?)\b", Meaning.AIM),
    (r"^(how|what)\b(?=[^,]*\b(will|means?)\b)[^,]*\b(famil(y|ies)|child(ren)?|parents|carers|young people|pupils|learners)\b", Meaning.OUTCOME),
    (r"\b(priority|priorities|theme|workstream|work stream|weakness|area for improvement)\b", Meaning.PRIORITY),
)  # fmt: skip
_PATTERNS = tuple((re.compile(words), meaning) for words, meaning in _BY_WORDS)


@for_one_reading
def folded(heading: str) -> str:
    """A heading without case, line breaks, doubled blanks and end punctuation: "By  When?\\n" gives "by when"."""
    # Exports of databases head their columns "action_reference" and "ActionReference".
    text = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", heading.replace("_", " "))
    text = text.replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"\(s\)", " s", text.lower())
    text = re.sub(r"[*\"“”‘]+", "", text)
    text = re.sub(r"\s*([/&-])\s*", r"\1", text) if "/" in text else text
    return re.sub(r"\s+", " ", text).strip(" :.…?;,-–'\t\n")


# What may stand before a heading that we know: "Our pledge", "Proposed next steps".
_BEFORE = re.compile(
    r"^(?:(?:the|our|all|main|key|proposed|planned|agreed|current|latest|new|detailed|specific|overall|principal|named|joint"
    r"|desired|intended|expected|anticipated)\s+)+"
)


@for_one_reading
def meaning_of(heading: str) -> Meaning | None:
    """What a heading says its column holds; None where we do not know it."""
    text = folded(heading)
    if not text or len(text) > 120:
        return None
    for form in (text, text.replace("/", " / "), re.sub(r"\s*\([^)]*\)", "", text).strip(), text.replace(" s", "s")):
        if form in _BY_HEADING:
            return _BY_HEADING[form]
    bare = _BEFORE.sub("", text)
    if bare in _BY_HEADING:
        return _BY_HEADING[bare]
    if len(text.split()) > 12:
        return None
    for pattern, meaning in _PATTERNS:
        if pattern.search(text):
            return meaning
    return None


@for_one_reading
def is_exact(heading: str) -> bool:
    """Whether the whole heading is one that we know, and not just a word in it."""
    text = folded(heading)
    return text in _BY_HEADING or text.replace("/", " / ") in _BY_HEADING


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_YEAR = r"(?:\d{4}(?:\s*[/-]\s*\d{2,4})?|\d{2}\s*[/-]\s*\d{2})"
_PERIOD = re.compile(
    rf"(?:{_MONTH}(?:\s*[-/]\s*{_MONTH})?[\s'.-]*(?:\d{{2}}|\d{{4}})?|(?:q|qtr|quarter|term|year|yr|month|phase)\s*\d{{1,2}}"
    rf"|(?:spring|summer|autumn|winter)(?: term)?|{_YEAR})"
    rf"(?:\s*[,(-]*\s*(?:{_MONTH}(?:\s*[-/]\s*{_MONTH})?|{_YEAR})(?:\s+{_YEAR})?\)?)?"
)


@for_one_reading
def is_period(heading: str) -> bool:
    """Whether a heading is a month, a quarter, a term or a year: "Apr-26", "Q1 (Apr-Jun)", "Year 2", "Summer term 2026"."""
    return bool(_PERIOD.fullmatch(folded(heading)))


_CORE = {Meaning.LEAD, Meaning.DUE, Meaning.RATING, Meaning.PROGRESS, Meaning.OUTCOME, Meaning.MEASURE}


def heads_something_else(texts: Sequence[str]) -> bool:
    """Whether headings are those of a risk register or of the document's own history, which look like a plan's."""
    words = [folded(text) for text in texts]
    if any("risk" in word for word in words) and {"likelihood", "mitigation"} & set(words):
        return True
    if {"version", "version no", "version number"} & set(words) and len(words) <= 6:
        return True
    return any(word in ("risk", "risk no", "risk description", "risk ref") for word in words[:2])


def _are_short(texts: Sequence[str]) -> bool:
    """Whether cells may be headings of which none is a usual one: a few words, no figure and no full stop."""
    return all(len(text.split()) <= 7 and not re.search(r"\d|\.\s*$", text) for text in texts)


def _speak_of_a_plan(texts: Sequence[str], known: Sequence[Meaning]) -> bool:
    """Whether headings of which none is a usual one name an action and three other kinds between them."""
    kinds = set(known)
    return Meaning.ACTION in kinds and len(kinds) >= 4 and len(known) * 4 >= len(texts) * 3


def header_score(headings: Sequence[str]) -> int:
    """How much a row of cells looks like the heading row of a table of actions; 0 when it does not.

    A heading row names an action column and at least one other, or three different columns of an action plan, or the
    references, leads and dates; its cells are short, and most of them are known.
    """
    texts = [text for text in headings if text.strip() and not is_period(text)]
    if len(texts) < 2 or any(len(text) > 160 or text.count(" ") > 14 for text in texts):
        return 0
    if heads_something_else(texts):
        return 0
    exact = sum(1 for text in texts if is_exact(text))
    if exact == 0 and not _are_short(texts):
        return 0  # said before the meaning of each cell is looked for: most rows of a plan are no headings
    known = [meaning for text in texts if (meaning := meaning_of(text)) is not None]
    kinds = set(known)
    if exact == 0 and not _speak_of_a_plan(texts, known):
        return 0
    if len(known) * 2 < len(texts):
        return 0
    # A question may be long: "What will be better for children, young people and families?"
    long = [text for text in texts if len(text.split()) > 9 and not is_exact(text)]
    if len(long) > (exact >= 2) or any(meaning_of(text) is None for text in long):
        return 0
    has_words = bool(kinds & {Meaning.ACTION, Meaning.AIM, Meaning.OUTCOME})
    if Meaning.ACTION in kinds and (
        kinds & (_CORE | {Meaning.REFERENCE, Meaning.PRIORITY, Meaning.AIM, Meaning.OTHER})
    ):
        return 2 * exact + len(kinds)
    if has_words and len(kinds & _CORE) >= 2:
        return exact + len(kinds)
    if {Meaning.REFERENCE, Meaning.LEAD, Meaning.DUE} <= kinds:
        return exact  # the actions stand under a heading that we do not know
    return 0
