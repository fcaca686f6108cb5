"""Words that stand in every plan: the commonest ones of English, and those of plans and their progress. Pure.

Words of roles, teams and bodies are in `priorities.role_words`.
"""

from __future__ import annotations

COMMON_WORDS = frozenset(
    """
    a about above across after again against ago agree agreed all almost along already also although always am among an
    and another any anyone anything are around as ask asked at away back be became because become been before began begin
    begun behind being below better between big both bring brought build building built but by call called came can
    cannot change changed changes check checked clear close come comes coming complete completed consider continue
    continued continues could course create created current currently day days did different do does doing done down due
    during each earlier early either end ended enough ensure ensured even ever every everyone everything existing face far
    few find first five follow following for found four from full further gave get gets getting give given gives go goes
    going gone good got great had half hand hard has have having he help helped helps her here hers him his hold home hour
    hours how however if improve improved improving in include included includes increase increased into is it its itself
    just keep kept kind know known large last late later least left less let like likely list little long look looked
    looking lot low made main make makes making many may me mean means meet meeting meetings met might mine month months
    more most much must my near nearly need needed never new next nine no nobody none nor not nothing now number numbers of
    off often old on once one only open or order other others our ours out over own part past per perhaps place planned
    point possible present put quite ran rate rather ready really reduce reduced remain remains right round run said same
    saw say says second see seem seen sent set seven several shall share shared she should show shown shows side since six
    small so some something soon start started starts state stay still stop stopped such take taken takes taking ten than
    that the their theirs them then there these they thing things think this those three through thus time times to today
    together told too took top toward towards tried try turn two type under until up update updated updates upon us use
    used using usually very via want wanted was way ways we week weeks well went were what when where whether which while
    who whole whom whose why wide will with within without word words would wrote year years yes yet you your yours

    achieve achieved actions aim aims amber approach approaches approved attend attended average barriers board cases co
    cohort collected commission commissioned complaint completion consultation consulted co-production coproduction count
    counted date dates deadline decision decisions decrease delay delayed delays deliver delivered delivering difference
    draft drafted effective embed embedded embedding evaluate evaluated evaluation event events evidence expected
    experience experiences figure figures finding findings funded funding gap gaps goal goals grow growth guidance
    identified identify implement implemented improvements indicator indicators issue issues item items joined kpi launch
    launched learn learned learnt level levels map mapped mapping measure measured measures milestone milestones model
    monitor monitored monitoring note noted objective objectives offered offer offers outcome outcomes page pages paper
    papers percent period phase pilot piloted pilots plan positive produce produced progress public publish published
    publishes publishing purpose quarter quarterly rag rated rating ratings receive received recommendation recommendations
    recorded recruit recruited recruitment red refreshed regular regularly report reported reports request requests required
    requirement requirements result results reviewed revised rise role roles rolled scheme section serve sessions
    signed slipped source staffing status step steps stage stages stated submitted success survey surveyed surveys table
    target targets theme themes timeline timely timescale timescales timetable title total track trained trend
    underway understand understanding value values version versions vision visit visits wait waited waits weekly work workshop
    workshops works written

    ahps asc asd adhd aac ap bame cameo cpd eal edi edu ey eyfs fft gcse gp gps hr hv icp iep it ks1 ks2 ks3 ks4 led lap
    loa local mash mdt neet ok pa pbs pe pfa psed qa sar semhs sen sef ta tas tor uk usa vs
    """.split()
)

NEVER_IN_A_NAME = frozenset(
    """
    and are as at be been by can could for from had has have in is it not of or our should that the their them there these
    they this those us was we were which who with would your
    """.split()
)
"""Nobody is called so: "We Have" is no name, whatever its capital letters."""

ALSO_SHORT_NAMES = frozenset("an do he her long my on see so to you".split())
"""Common words that are names of people as well: An Do."""
