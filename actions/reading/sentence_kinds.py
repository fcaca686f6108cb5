"""What a column of sentences holds, by how they read: things to do, hoped-for results, progress, or measures.

Only for columns whose heading nobody knows. A sentence is judged by its form: "Train every SENCO" is something to do,
"Families wait less" is hoped for, "Two posts were filled in May" is progress, "Number of reviews on time" is a measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.columns import Meaning
from actions.reading.kept import for_one_reading

# How plans begin what is to be done.
_VERBS = frozenset(
    """
    access achieve acknowledge act adapt add address adjust adopt advertise advise agree align allocate allow amend analyse
    answer anticipate apply appoint appraise approve arrange ask assemble assess assign assure attend audit automate avoid
    award balance begin benchmark book brief bring broaden build bus buy calculate call capture carry catch celebrate
    centralise challenge champion change chase check choose circulate clarify clear close coach co-create co-design co-produce
    collaborate collate collect combine commence commission commit communicate compare compile complete conduct confirm
    connect consider consolidate construct consult contact continue contribute convene convert co-ordinate coordinate cost
    count create cut decide dedicate deepen define deliver deploy describe design designate detail determine develop devise
    digitise direct disseminate distribute double draft draw drive drop educate elect eliminate embed employ empower enable
    encourage end engage enhance enlarge enrol ensure equip escalate establish evaluate evidence examine expand explain
    explore extend facilitate feed fill film finalise finance find finish fold follow form formalise formulate foster fund
    gather get give go grow guarantee guide halve harmonise have help hire hold host identify implement improve include
    incorporate increase induct influence inform initiate inspect install instruct integrate introduce invest investigate
    invite involve issue join keep launch lead learn lend let liaise limit link list listen lobby locate look lower maintain
    make manage map market match maximise measure meet mentor minimise mobilise model monitor move name negotiate network
    nominate note notify observe obtain offer open operate organise outline oversee pair participate pass pay phone pilot
    place plan pool post prepare present prevent print prioritise procure produce profile promote propose protect provide
    publicise publish purchase put quality-assure quantify raise read re-design re-launch reach rebuild receive recognise
    recommission record recruit redesign redirect reduce refer refine refresh register relaunch release relocate remind
    remodel remove renew reopen reorganise replace reply report request require research reset reshape resolve resource
    respond restart restructure retain retender retrain retrofit return reveal review revise reward rewrite ring roll
    rotate run sample save scale schedule scope score screen script secure seek select sell send set settle set-up share
    shadow shape shift shorten show sign signpost simplify speak specify split spread staff standardise start step stop
    streamline strengthen study submit summarise supervise supply support survey sustain switch tackle tailor take talk
    target teach tell tender test tidy tighten track trade trail train transfer transform translate treat triage trial
    turn undertake unify unite update upgrade upskill use utilise validate value verify visit walk weave welcome widen
    withdraw work write
    """.split()
)
_WE = re.compile(
    r"^(?:we|the (?:partnership|council|icb|board|area))(?: will|'ll| shall| are going to| plan to| commit to| promise to)\b|^to \w+"
)
# These begin a sentence as nouns, too: "Pilot launched in May", "Draft is with the lawyers".
_NOUNS = frozenset(
    """
    audit contract design draft form guide issue link list map measure model offer order pilot place plan profile record report request
    research review sample schedule score screen share staff start step support survey target test train trial update use visit work
    """.split()
)
_GOES_ON = re.compile(
    r"^\w+(?: \w+){0,2}? (?:has|have|had|was|were|is|are|been|being|now|under way|underway|in (?:place|use|draft|progress)|on hold"
    r"|with (?:the )?(?:lawyers|board|printer|designer|designers)|\w{3,}ed|sent|written|begun|built|made|held|met|chosen|drawn|given|taken"
    r"|found|done|due|ready|complete)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"^(?:\w+ly|also|then|jointly|further|each \w+|every \w+|from \w+|by \w+|in \w+),?\s+", re.IGNORECASE
)
_HOPED_FOR = re.compile(
    r"^(?:all |every |each |more |most |fewer |less |no |nobody |nothing |no-one |everyone |everybody |our |the |a |an |their )*"
    r"(?:(?:young|older|disabled|autistic|local|new|looked-after) )*"
    r"(?:children|child|families|family|parents|parent|carers|carer|pupils|pupil|students|learners|people|schools|school|settings|staff|teachers"
    r"|sencos?|professionals|practitioners|partners|leaders|governors|services|needs|plans|decisions|support|help|data|money|transitions?"
    r"|babies|adults|teenagers|you|everyone|everybody|nobody|no-one|waits?|waiting times?|exclusions?|attendance|outcomes|advice|information)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:can|could|feels?|knows?|understands?|trusts?|fewer|less|more|better|earlier|sooner|faster|quicker|shorter|longer|higher|lower|closer"
    r"|improved|increased|reduced|consistent|confident|able to|without|never|no longer|on time)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:has|have|had)(?: (?:now|also|not|yet|already|all|both|each|only|still|just|so far))* "
    r"(?:been \w+|\w{2,}(?:ed|en|wn|nt|lt|pt|ld|ght|ade|one|eft|un|ung|ound|et)|come|become|put|cut)\b"
    r"|\b(?:was|were|began|met|went|came|rose|fell|took|made|held|left|sent|found|built|written|chosen|drawn|paid|given|taken|underway)\b"
    r"|\bunder ?way\b|\b(?:not yet|so far|to date|since|awaiting|awaited|waiting for|delayed|pending|already|still|now|this (?:term|month|year|autumn|spring|summer))\b"
    r"|\b(?:is|are|being) (?:being |now |still |with |out |in (?:place|use|post|draft|progress))"
    r"|\b(?:due|expected|planned|scheduled|booked|postponed|paused|recruiting|drafted|complete|completed|launched|approved|signed off|agreed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b\w{2,}ed\b(?! (?:to|by|places?|plans?|advice|support|information|children|staff|learning)\b)", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:in|on|since|from|until|last|during|at|by) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter|week|month|term|monday|tuesday|wednesday|thursday|friday)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:the )?(?:number|percentage|proportion|share|rate|average|total|count|%|how many)\b|\b(?:per cent|percent|percentage|proportion|number) of\b"
    r"|\d\s?%|\bat least (?:\d|\w+ (?:in|out of))|\b(?:kpi|survey results?|baseline)\b|\b(?:by|to) \d+ ?%|\bin (?:ten|twenty|a hundred)\b|\bout of (?:\d|ten|five)",
    re.IGNORECASE,
)

_REFERENCE = re.compile(r"^\W*(?:[A-Z]{0,4}[ -]?\d[\d.]*[a-z]?[.:)]?|[a-z][.)])\s+(?=[^\W\d])|^\W+")

TEXTS = (Meaning.ACTION, Meaning.OUTCOME, Meaning.PROGRESS, Meaning.MEASURE)


@for_one_reading
def likeness(text: str) -> dict[Meaning, float]:
    """How much a cell reads like each kind of sentence, from 0 (not at all) to about 1."""
    text = _REFERENCE.sub("", text)
    words = re.findall(r"[\w'’-]+", text)
    if not words:
        return dict.fromkeys(TEXTS, 0.0)
    first = words[0].lower()
    after = _ADVERB.sub("", text).split(" ")[0].lower().strip(",.;:")
    commands = first in _VERBS or (re.match(r"re-?\w+", first) and first.replace("-", "")[2:] in _VERBS)
    if first in _NOUNS and _GOES_ON.match(text):
        commands = False
    to_do = 1.0 if commands or _WE.match(text.lower()) else 0.6 if after in _VERBS else 0.0
    happened = (
        0.6 * bool(_HAPPENED.search(text))
        + 0.3 * bool(_PAST.search(text))
        + 0.3 * bool(_WHEN.search(text))
        + 0.2 * bool(re.search(r"[.;] [A-Z\d]", text))
        + 0.2 * bool(re.search(r"\d", text))
    )
    hoped = 0.6 * bool(_HOPED_FOR.match(text)) + 0.4 * bool(_BETTER.search(text))
    counted = 0.8 * bool(_COUNTED.search(text)) + 0.2 * bool(re.search(r"\d", text))
    if to_do == 1.0:
        happened, hoped, counted = 0.4 * happened, 0.4 * hoped, 0.4 * counted
    return {
        Meaning.ACTION: to_do,
        Meaning.OUTCOME: min(1.0, hoped),
        Meaning.PROGRESS: min(1.0, happened),
        Meaning.MEASURE: min(1.0, counted),
    }


def column_likeness(values: Sequence[str]) -> dict[Meaning, float]:
    """The same for a whole column: the mean over its filled cells; all 0 where fewer than two are filled."""
    if len(values) < 2:
        return dict.fromkeys(TEXTS, 0.0)
    found = [likeness(text) for text in values]
    return {kind: sum(item[kind] for item in found) / len(found) for kind in TEXTS}
