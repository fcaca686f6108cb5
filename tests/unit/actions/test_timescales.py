"""How timescales are read: the shared table, our own tables, and laws that hold for every text."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions.timescales import Timescale, read_timescale
from actions.timescales.periods import MONTH_NAMES, easter_sunday, month_end, term
from actions.timescales.recurrences import interval, rate
from actions.timescales.value import PRECISIONS

SHARED_TABLE = Path(__file__).parents[3].parent / "shared" / "design" / "timescales.tsv"
WRITTEN_ON = date(2024, 8, 31)

# as written | start | due | precision | recurrence | ongoing, note, problem
READINGS = """
SEPT 2014 |  | 2014-09-30 | month |  |
31.03.25 |  | 2025-03-31 | day |  |
by year end |  |  |  |  | problem
27 October |  |  |  |  | problem
Septmber 2025 |  | 2025-09-30 | month |  | note
May 2025 |  | 2025-05-31 | month |  |
by May |  |  |  |  | problem
100% by March 2025 |  | 2025-03-31 | month |  | note
March.2025 |  | 2025-03-31 | month |  |
the 31st March 2025 |  | 2025-03-31 | day |  |
25-03-31 |  |  |  |  | problem
Sep-99 |  |  |  |  | problem
1. March 2025 |  |  |  |  | problem
By: March 2025 |  | 2025-03-31 | month |  |
31 March 2025 at 10:00 |  | 2025-03-31 | day |  |
31-03-2025 |  | 2025-03-31 | day |  |
Mar '25 |  | 2025-03-31 | month |  |
"March 2025" |  | 2025-03-31 | month |  |
Day 1 |  |  |  |  | problem
Start by March 2025 |  | 2025-03-31 | month |  | note
By start March 2025 |  | 2025-03-01 | day |  | note
Updated March 2025 |  | 2025-03-31 | month |  | note
2 025 |  |  |  |  | problem
March 20 25 |  |  |  |  | problem
31st Mrach 2025 |  | 2025-03-31 | day |  | note
September '14 |  | 2014-09-30 | month |  |
September2014 |  | 2014-09-30 | month |  |
November – February 2025 | 2024-11-01 | 2025-02-28 | month |  | note
Marcb 2014 |  | 2014-03-31 | month |  | note
0ct 2014 |  | 2014-10-31 | month |  | note
Ju1y 2014 |  | 2014-07-31 | month |  | note
Sep tember 2025 |  | 2025-09-30 | month |  | note
Febuary 2025 |  | 2025-02-28 | month |  | note
Marcn 2025 |  | 2025-03-31 | month |  | note
31March2025 |  | 2025-03-31 | day |  |
M arch 2025 |  | 2025-03-31 | month |  | note
Mar ch 2025 |  | 2025-03-31 | month |  | note
31 Mar ch 2025 |  | 2025-03-31 | day |  | note
Setpember 2025 |  | 2025-09-30 | month |  | note
Sepetmber 2025 |  | 2025-09-30 | month |  | note
Decembr 2025 |  | 2025-12-31 | month |  | note
Juny 2025 |  |  |  |  | problem
Juli 2025 |  | 2025-07-31 | month |  | note
Auguts 2025 |  | 2025-08-31 | month |  | note
Novemeber 2025 |  | 2025-11-30 | month |  | note
Janruary 2025 |  | 2025-01-31 | month |  | note
Mary 2025 |  |  |  |  | problem
Match 2025 |  |  |  |  | problem
Augustt2025 |  | 2025-08-31 | month |  | note
inDecember2013 |  | 2013-12-31 | month |  |
endofMarch2025 |  | 2025-03-31 | month |  |
31/03/2025 |  | 2025-03-31 | day |  |
31/13/2025 |  |  |  |  | problem
30/02/25 |  |  |  |  | problem
03/04/2025 |  | 2025-04-03 | day |  |
2025 |  | 2025-12-31 | year |  |
by 2026 |  | 2026-12-31 | year |  |
FY25 |  |  |  |  | problem
FY 2025 |  |  |  |  | problem
2024/25 |  |  |  |  | problem
2012/13 |  |  |  |  | problem
2024-2025 |  |  |  |  | problem
2024/2025 |  |  |  |  | problem
academic year 2025 | 2025-09-01 | 2026-08-31 | year |  | note
calendar year 2024 | 2024-01-01 | 2024-12-31 | year |  |
1885 |  |  |  |  | problem
20 schools by March 2025 |  |  |  |  | problem
2025 March |  | 2025-03-31 | month |  |
2025-09-01/2026-08-31 |  |  |  |  | problem
01/09/2025-31/08/2026 | 2025-09-01 | 2026-08-31 | day |  |
24/25 |  |  |  |  | problem
11/25 |  | 2025-11-30 | month |  | note
2024/09 |  | 2024-09-30 | month |  |
2024.09 |  | 2024-09-30 | month |  |
2025-3-1 |  | 2025-03-01 | day |  |
31032025 |  |  |  |  | problem
01/09/2024 31/08/2025 |  |  |  |  | problem
late September 2014 |  | 2014-09-30 | month |  | note
by the start of September 2014 |  | 2014-09-01 | day |  | note
By end of academic year 2025-26 |  | 2026-08-31 | year |  |
Starting September 2025 | 2025-09-01 |  | month |  |
Commencing Sept 2025 | 2025-09-01 |  | month |  |
w/e 7 March 2025 |  | 2025-03-07 | day |  |
after March 2025 | 2025-04-01 |  | day |  | note
March 2025? |  | 2025-03-31 | month |  | note
by March 2025 at the latest |  | 2025-03-31 | month |  |
late 2025 |  | 2025-12-31 | year |  | note
mid-March 2025 |  | 2025-03-20 | month |  | note
after March 2025 but before June 2025 | 2025-04-01 | 2025-05-31 | day |  | note
March 2025 at the earliest | 2025-03-01 |  | month |  | note
from end of March 2025 | 2025-03-31 |  | month |  |
March 2025 and beyond | 2025-03-01 |  | month |  |
post-16 review by March 2025 |  | 2025-03-31 | month |  | note
Post 16 by March 2025 |  | 2025-03-31 | month |  | note
After March |  |  |  |  | problem
throughout the academic year 2025/26 | 2025-09-01 | 2026-08-31 | year |  |
about March 2025 |  | 2025-03-31 | month |  | note
by or before 31 March 2025 |  | 2025-03-31 | day |  |
week of 3 March 2025 | 2025-03-03 | 2025-03-09 | day |  | note
from 2023 to 2026 | 2023-01-01 | 2026-12-31 | year |  | note
during 2025/26 |  |  |  |  | problem
2025/26 onwards |  |  |  |  | problem
start of academic year 2025/26 |  | 2025-09-01 | day |  | note
July - September 2024 | 2024-07-01 | 2024-09-30 | month |  |
weekly |  |  |  | weekly |
termly |  |  |  | termly |
per annum |  |  |  | yearly |
Monthly until March 2026 |  | 2026-03-31 | month | monthly |
Reviewed every 6 months |  |  |  | six-monthly |
6 monthly |  |  |  | six-monthly |
Twice weekly |  |  |  | twice a week |
6-8 weekly |  |  |  | every 6 to 8 weeks |
Quarterly (June, September, December, March) |  |  |  | quarterly | note
early Autumn term 2025 |  | 2025-10-10 | term |  | note
Sept-July 2024/25 |  |  |  |  | problem
1 Sept 2024 to 31 July | 2024-09-01 | 2025-07-31 | day |  | note
Each September from 2025 | 2025-01-01 |  | year | yearly | note
termly starting Autumn 2025 | 2025-09-01 |  | season | termly | note
Monthly (from 1 April 2025) | 2025-04-01 |  | day | monthly |
Reviewed annually, next review March 2026 |  |  |  | yearly | note
Annual. Next due March 2026 |  | 2026-03-31 | month | yearly | note
6 x year |  |  |  | every 2 months |
Thrice yearly |  |  |  | every 4 months |
per quarter |  |  |  | quarterly |
every year |  |  |  | yearly |
Sept 2024 July 2025 |  |  |  |  | problem
early summer 2026 |  | 2026-06-30 | season |  | note
First review by March 2026, then annually |  |  |  | yearly | note
Annual report July 2025 |  | 2025-07-31 | month | yearly | note
FY25/26 | 2025-04-01 | 2026-03-31 | year |  |
AY 2025-26 | 2025-09-01 | 2026-08-31 | year |  |
1 Sept 2025 - 31 Aug 2026 | 2025-09-01 | 2026-08-31 | day |  |
Nov-Dec 2024 | 2024-11-01 | 2024-12-31 | month |  |
Nov 2024-Feb 2025 | 2024-11-01 | 2025-02-28 | month |  |
March 2025 - January 2025 |  |  |  |  | problem
March-June |  |  |  |  | problem
Sep 24-25 |  |  |  |  | problem
31-March-2025 |  | 2025-03-31 | day |  |
2025 - March |  |  |  |  | problem
3 to 14 March 2025 | 2025-03-03 | 2025-03-14 | day |  |
March and September 2025 |  |  |  |  | problem
October, November and December 2025 | 2025-10-01 | 2025-12-31 | month |  |
Sept 2024/March 2025 |  |  |  |  | problem
Sept-Dec 24 | 2024-09-01 | 2024-12-31 | month |  |
Sept - Dec '24 | 2024-09-01 | 2024-12-31 | month |  |
Sept 2021 - now | 2021-09-01 |  | month |  | ongoing
Mon 28/03/2025 |  | 2025-03-28 | day |  | note
H1 2025/26 |  |  |  |  | problem
1 - March 2025 |  |  |  |  | problem
one-to-one support by March 2025 |  | 2025-03-31 | month |  | note
XX/XX/2025 |  |  |  |  | problem
01/04/2025 to 31/03/2026 | 2025-04-01 | 2026-03-31 | day |  |
April 25 - March 26 | 2025-04-01 | 2026-03-31 | month |  |
April-June 25 | 2025-04-01 | 2025-06-30 | month |  |
Sept 2025/Sept 2026 |  |  |  |  | problem
Once a term |  |  |  | termly |
12 months from approval |  |  |  |  | problem
N/A |  |  |  |  | problem
n/a |  |  |  |  | problem
– |  |  |  |  | problem
? |  |  |  |  | problem
March 2025 if approved |  |  |  |  | problem
March 2025 TBC |  | 2025-03-31 | month |  | note
TBC March 2025 |  |  |  |  | problem
End of financial year 2024/25 |  | 2025-03-31 | year |  |
by financial year end 2025 |  |  |  |  | problem
Sept 2021 - TBC | 2021-09-01 |  | month |  | problem
quick win |  |  |  |  | problem
From the January 2025 census | 2025-01-01 |  | month |  | note
January 2025 census |  | 2025-01-31 | month |  | note
following March 2025 inspection |  |  |  |  | problem
once agreed |  |  |  |  | problem
When recruited |  |  |  |  | problem
linked to 3.2 |  |  |  |  | problem
See action 1.2 |  |  |  |  | problem
see 1.2 |  |  |  |  | problem
Same as above |  |  |  |  | problem
None |  |  |  |  | problem
nan |  |  |  |  | problem
null |  |  |  |  | problem
#N/A |  |  |  |  | problem
Autumn Term of the 2025/26 academic year | 2025-09-01 | 2025-12-31 | term |  | note
in the next 6 months |  |  |  |  | problem
within 3 months |  |  |  |  | problem
within 12 weeks |  |  |  |  | problem
6 months |  |  |  |  | problem
0-6 months |  |  |  |  | problem
next year |  |  |  |  | problem
this year |  |  |  |  | problem
by May next year |  |  |  |  | problem
this term |  |  |  |  | problem
next term |  |  |  |  | problem
by next March |  |  |  |  | problem
by the end of the academic year |  |  |  |  | problem
by the end of this academic year |  |  |  |  | problem
24/25 academic year | 2024-09-01 | 2025-08-31 | year |  |
New Year 2026 |  | 2026-01-31 | month |  | note
within 2025 |  | 2025-12-31 | year |  |
24-25 academic year | 2024-09-01 | 2025-08-31 | year |  |
2 academic years |  |  |  |  | problem
6 weeks from 1 March 2025 |  |  |  |  | problem
3 months prior to March 2025 |  |  |  |  | problem
6 months after March 2025 |  |  |  |  | problem
1 year |  |  |  |  | problem
one year |  |  |  |  | problem
a year |  |  |  |  | problem
Next review: March 2026 |  | 2026-03-31 | month |  | note
Spring term 2014 | 2014-01-01 | 2014-04-17 | term |  | note
end of Summer Term 2026 |  | 2026-07-31 | term |  | note
Spring 2025/26 term | 2026-01-01 | 2026-04-02 | term |  | note
Spring term 25/26 | 2026-01-01 | 2026-04-02 | term |  | note
2025/26 Autumn term | 2025-09-01 | 2025-12-31 | term |  | note
Autumn term 2025 to Summer term 2026 | 2025-09-01 | 2026-07-31 | term |  | note
Spring and summer terms 2026 | 2026-01-01 | 2026-07-31 | term |  | note
by February half-term 2026 |  | 2026-02-15 | half-term |  | note
Autumn to Spring term 2025/26 | 2025-09-01 | 2026-04-02 | term |  | note
start of autumn term 2025 |  | 2025-09-01 | day |  | note
Autumn term 2025 (October) |  | 2025-10-31 | month |  | note
by Easter 2026 |  | 2026-04-05 | day |  | note
during the spring term 2026 | 2026-01-01 | 2026-04-02 | term |  | note
During Spring 2026 | 2026-03-01 | 2026-05-31 | season |  | note
in the summer of 2025 | 2025-06-01 | 2025-08-31 | season |  | note
by the autumn |  |  |  |  | problem
Summer2025 | 2025-06-01 | 2025-08-31 | season |  | note
Autumn2025 | 2025-09-01 | 2025-11-30 | season |  | note
Spring 2 2025/26 | 2026-02-16 | 2026-04-02 | half-term |  | note
Aut term 2025 | 2025-09-01 | 2025-12-31 | term |  | note
Autumn half-term 2025 |  | 2025-10-31 | half-term |  | note
October half-term |  |  |  |  | problem
Feb half term 2026 |  | 2026-02-15 | half-term |  | note
end of term 3 2025 |  |  |  |  | problem
Summer Term (2026) | 2026-04-07 | 2026-07-31 | term |  | note
Autumn term - December 2025 | 2025-09-01 | 2025-12-31 | month |  | note
Q3 2024/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Q3 24/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Quarter 4 2025-26 | 2026-01-01 | 2026-03-31 | quarter |  |
Q1 2025 |  |  |  |  | problem
Q2-Q3 2025/26 | 2025-07-01 | 2025-12-31 | quarter |  |
Q2/3 2025/26 | 2025-07-01 | 2025-12-31 | quarter |  |
first quarter of 2022/23 | 2022-04-01 | 2022-06-30 | quarter |  |
Q1 (Apr-Jun) 2025 | 2025-04-01 | 2025-06-30 | quarter |  |
Q1 (Jan-Mar) 2025 | 2025-01-01 | 2025-03-31 | quarter |  |
Q4 (Jan-Mar 2014) | 2014-01-01 | 2014-03-31 | quarter |  |
Q4 2013/14 (Jan-Mar) | 2014-01-01 | 2014-03-31 | quarter |  |
Q4 2013/14 (Jan-Mar 2014) | 2014-01-01 | 2014-03-31 | quarter |  |
Q3 |  |  |  |  | problem
2025 Q1 |  |  |  |  | problem
Q3 (2024/25) | 2024-10-01 | 2024-12-31 | quarter |  |
Qtr 3 2024/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Q.3 2024/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Q4 2024/25 (by March 2025) |  | 2025-03-31 | month |  |
FY 2024/25 Q3 | 2024-10-01 | 2024-12-31 | quarter |  |
Q3, 2024/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Q3 2024/5 |  |  |  |  | problem
Q3 calendar year 2025 | 2025-07-01 | 2025-09-30 | quarter |  |
Quarter three 2024/25 | 2024-10-01 | 2024-12-31 | quarter |  |
Q1 2024/25 to Q4 2025/26 | 2024-04-01 | 2026-03-31 | quarter |  |
Q4 24-25 | 2025-01-01 | 2025-03-31 | quarter |  |
Q3 2024/25 onwards | 2024-10-01 |  | quarter |  |
On-going |  |  |  |  | ongoing
Continuous |  |  |  |  | ongoing
BAU |  |  |  |  | ongoing
Rolling |  |  |  |  | ongoing
Ongoing – review March 2026 |  |  |  |  | ongoing note
Ongoing from 2024 | 2024-01-01 |  | year |  | ongoing
March 2025 and ongoing |  | 2025-03-31 | month |  | ongoing note
Sept 2021 to present | 2021-09-01 |  | month |  | ongoing
Ongoing until March 2026 |  | 2026-03-31 | month |  | ongoing
Ongoing, subject to funding |  |  |  |  | problem
Ongoing (monthly) |  |  |  | monthly | ongoing
Ongoing with termly review |  |  |  | termly | ongoing
Ongoing termly |  |  |  | termly | ongoing
Ongoing. Review July 2025 |  |  |  |  | ongoing note
Reviewed July 2025 and ongoing |  |  |  |  | ongoing note
March 2025/ongoing |  | 2025-03-31 | month |  | ongoing note
Ongoing/March 2025 |  | 2025-03-31 | month |  | ongoing note
Ongoing – annual review |  |  |  | yearly | ongoing
Ongoing with annual review |  |  |  | yearly | ongoing
1 April 2025 – 31 March 2026 (ongoing) | 2025-04-01 | 2026-03-31 | day |  | ongoing
2025 - ongoing | 2025-01-01 |  | year |  | ongoing
2023-present | 2023-01-01 |  | year |  | ongoing
2025/26 and ongoing |  |  |  |  | problem
Ongoing – by July 2025 |  | 2025-07-31 | month |  | ongoing
ongoing throughout 2025 | 2025-01-01 | 2025-12-31 | year |  | ongoing note
Ongoing throughout the year |  |  |  |  | ongoing
Complete |  |  |  |  | problem
Done |  |  |  |  | problem
Complete by July 2025 |  | 2025-07-31 | month |  |
To be completed by July 2025 |  | 2025-07-31 | month |  |
The plan will be in place by 31 March 2025 |  | 2025-03-31 | day |  |
Launch March 2025 |  | 2025-03-31 | month |  | note
Started March 2025 | 2025-03-01 |  | month |  |
Starting Sept 2025 and completed by March 2026 | 2025-09-01 | 2026-03-31 | month |  |
From September 2024, complete by July 2025 | 2024-09-01 | 2025-07-31 | month |  |
Completed and ongoing |  |  |  |  | ongoing note
In progress - March 2025 |  | 2025-03-31 | month |  | note
Green |  |  |  |  | problem
March 2025 to completion | 2025-03-01 |  | month |  | problem
Complete by the end of July 2025 |  | 2025-07-31 | month |  |
Consultation March to May 2025, launch September 2025 |  |  |  |  | problem
Ongoing (started Sept 2024) | 2024-09-01 |  | month |  | ongoing
Not started - March 2025 |  | 2025-03-31 | month |  | note
Completed by July 2024 |  | 2024-07-31 | month |  |
Completed in July 2024 |  |  |  |  | problem
Completed - July 2024 |  |  |  |  | problem
July 2024 achieved |  |  |  |  | problem
Delivered March 2025 |  |  |  |  | problem
In place |  |  |  |  | problem
in place since April 2023 | 2023-04-01 |  | month |  |
To be launched Sept 2025 |  | 2025-09-30 | month |  |
To be launched by Sept 2025 |  | 2025-09-30 | month |  |
Start: Sept 2024 / Rev: Jan 2025 / End: July 2025 | 2024-09-01 | 2025-07-31 | month |  | note
March 2025 (revised from December 2024) |  | 2025-03-31 | month |  | note
Revised: June 2025 Original: March 2025 |  | 2025-06-30 | month |  | note
Original: March 2025 Revised: June 2025 |  | 2025-06-30 | month |  | note
March 2025 extended to July 2025 |  | 2025-07-31 | month |  | note
March 2025, now June 2025 |  | 2025-06-30 | month |  | note
March 2025 (was December 2024) |  | 2025-03-31 | month |  | note
March 2025 (originally December 2024) |  | 2025-03-31 | month |  | note
Dec 2024 (revised March 2025) |  | 2025-03-31 | month |  | note
Phase 1 by March 2025, phase 2 by Sept 2025 |  |  |  |  | problem
Phase 1 March 2025 |  |  |  |  | problem
start: 1/9/24 end: 31/7/25 | 2024-09-01 | 2025-07-31 | day |  |
Start date 1/9/24 End date 31/7/25 | 2024-09-01 | 2025-07-31 | day |  |
Start: Sept 2024, by July 2025 | 2024-09-01 | 2025-07-31 | month |  |
March 2025; June 2025 |  |  |  |  | problem
Deadline 31/03/2025 (extended) |  | 2025-03-31 | day |  | note
Phase one by March 2025 |  |  |  |  | problem
Draft by March 2025; final by June 2025 |  |  |  |  | problem
Delayed until September 2025 |  | 2025-09-30 | month |  | note
Delayed to Sept 2025 |  | 2025-09-30 | month |  | note
delayed - September 2025 |  |  |  |  | problem
Dec 2024 -> March 2025 |  |  |  |  | problem
Sept 14-16 |  |  |  |  | problem
Sept 5 |  |  |  |  | problem
Sept 05 |  | 2005-09-30 | month |  | note
Sep-05 |  | 2005-09-30 | month |  |
Sept 24/25 |  | 2024-09-30 | month |  | note
May 24/25 |  |  |  |  | problem
2009-10 |  |  |  |  | problem
2009/10 academic year | 2009-09-01 | 2010-08-31 | year |  |
2005-10 |  |  |  |  | problem
2024-05 |  | 2024-05-31 | month |  |
12/13 |  |  |  |  | problem
9/14 |  | 2014-09-30 | month |  | note
5/6 |  |  |  |  | problem
March 20 schools |  |  |  |  | problem
March 25% |  |  |  |  | problem
March 20255 |  |  |  |  | problem
March 202 |  |  |  |  | problem
04/13/2025 |  |  |  |  | problem
31 February 2025 |  |  |  |  | problem
29 February 2024 |  | 2024-02-29 | day |  |
29 February 2025 |  |  |  |  | problem
Tuesday 31 March 2025 |  | 2025-03-31 | day |  | note
Monday 31 March 2025 |  | 2025-03-31 | day |  |
last Friday in March 2025 |  | 2025-03-28 | day |  |
First Monday of June 2025 |  | 2025-06-02 | day |  |
2025-03-31T00:00:00 |  | 2025-03-31 | day |  |
March 31, 2025 |  | 2025-03-31 | day |  |
25-Mar |  |  |  |  | problem
27-Oct |  |  |  |  | problem
45747 |  |  |  |  | problem
12 |  |  |  |  | problem
1.2 |  |  |  |  | problem
Year 9 May 2025 |  |  |  |  | problem
1st draft March 2025 |  |  |  |  | problem
may be reviewed March 2025 |  | 2025-03-31 | month |  | note
By March 2025, but may change |  | 2025-03-31 | month |  | note
Sunderland 2025 |  |  |  |  | problem
Michaelmas 2025 |  |  |  |  | problem
__/__/2025 |  |  |  |  | problem
??/03/2025 |  |  |  |  | problem
½ 2025 |  |  |  |  | problem
<March 2025 |  |  |  |  | problem
✓ March 2025 |  |  |  |  | problem
bi-monthly |  |  |  |  | problem
bi-monthly (every two months) |  |  |  | every 2 months |
biannual |  |  |  |  | problem
biennially |  |  |  | every 2 years |
bi-weekly |  |  |  |  | problem
semi-annually |  |  |  | six-monthly |
tri-annually |  |  |  |  | problem
monthly/quarterly |  |  |  |  | problem
Weekly then monthly |  |  |  |  | problem
twice a term |  |  |  | twice a term |
three times a year |  |  |  | every 4 months |
every other month |  |  |  | every 2 months |
every half-term |  |  |  | half-termly |
every 4th week |  |  |  | every 4 weeks |
24 monthly |  |  |  | every 2 years |
18 monthly |  |  |  | every 18 months |
once every half term |  |  |  | half-termly |
Every September |  |  |  | yearly | note
Improve annual reviews by March 2025 |  | 2025-03-31 | month |  | note
Annual review |  |  |  | yearly |
March 2025 (reviewed annually) |  | 2025-03-31 | month | yearly | note
not before March 2025 | 2025-03-01 |  | month |  | note
not before March 2025 and no later than June 2025 | 2025-03-01 | 2025-06-30 | month |  |
before the end of March 2025 |  | 2025-03-31 | month |  |
before 31 March 2025 |  | 2025-03-30 | day |  | note
before March 2025 |  | 2025-02-28 | day |  | note
before start of Spring term 2026 |  | 2025-12-31 | day |  | note
3-14 March 2025 | 2025-03-03 | 2025-03-14 | day |  |
3 and 17 March 2025 |  |  |  |  | problem
November 2024 to February | 2024-11-01 | 2025-02-28 | month |  | note
2025 to 2026 |  |  |  |  | problem
winter 2025 |  |  |  |  | problem
winter 2025/26 | 2025-12-01 | 2026-02-28 | season |  | note
Autumn and Spring terms 2025/26 | 2025-09-01 | 2026-04-02 | term |  | note
Autumn and Spring terms 2025 |  |  |  |  | problem
Autumn/Spring term 2025/26 | 2025-09-01 | 2026-04-02 | term |  | note
Summer term (July 2026) |  | 2026-07-31 | month |  |
Q2 (Apr-Jun) 2025/26 |  |  |  |  | problem
Q5 2024/25 |  |  |  |  | problem
first half of 2025 | 2025-01-01 | 2025-06-30 | month |  |
second half of the 2025/26 financial year | 2025-10-01 | 2026-03-31 | month |  |
first half of the autumn term 2025 | 2025-09-01 | 2025-10-31 | half-term |  | note
Summer 2 2026 | 2026-06-01 | 2026-07-31 | half-term |  | note
mid 2025 |  | 2025-08-31 | year |  | note
March 2025 - end of term | 2025-03-01 |  | month |  | problem
March 2025 to align with the budget | 2025-03-01 |  | month |  | problem
Termly or by March 2025 |  |  |  |  | problem
March or April 2025 |  |  |  |  | problem
Sept 2021 to date | 2021-09-01 |  | month |  | ongoing
Sept 2021 – | 2021-09-01 |  | month |  | problem
Sept 2021 until now | 2021-09-01 |  | month |  | ongoing
not ongoing |  |  |  |  | problem
By March 2025 and thereafter annually |  | 2025-03-31 | month | yearly |
w/c 3 March 2025 | 2025-03-03 | 2025-03-09 | day |  | note
2025+ | 2025-01-01 |  | year |  |
first week of March 2025 |  | 2025-03-07 | day |  | note
½ termly |  |  |  | half-termly |
two per term |  |  |  | twice a term |
2 per year |  |  |  | six-monthly |
20 schools per term |  |  |  |  | problem
Spring-term 2026 | 2026-01-01 | 2026-04-02 | term |  | note
Spring Term: 2026 | 2026-01-01 | 2026-04-02 | term |  | note
w.e.f. 1 April 2025 | 2025-04-01 |  | day |  |
every March and September |  |  |  |  | problem
April and October each year |  |  |  |  | problem
six-monthly in March and October |  |  |  | six-monthly | note
Annually in March |  |  |  | yearly | note
March to 2026 |  |  |  |  | problem
Sept 2024 start | 2024-09-01 |  | month |  |
mid - late March 2025 |  | 2025-03-31 | month |  | note
moved from March 2025 to June 2025 |  | 2025-06-30 | month |  | note
June 2025 (from March 2025) |  |  |  |  | problem
March 2025 missed |  |  |  |  | problem
late 2025 or early 2026 |  |  |  |  | problem
To be agreed by March 2025 |  |  |  |  | problem
6 to 10 March |  |  |  |  | problem
FY24/25 - FY26/27 | 2024-04-01 | 2027-03-31 | year |  |
2024/25 - 2026/27 |  |  |  |  | problem
Autumn 1 - Spring 2 2025/26 | 2025-09-01 | 2026-04-02 | half-term |  | note
before the summer break 2026 |  |  |  |  | problem
by July each year |  |  |  | yearly | note
half term Autumn 2025 |  |  |  |  | problem
Half term |  |  |  |  | problem
"""

# The same columns, read from a document dated 31 August 2024.
READINGS_FROM_A_DATED_DOCUMENT = """
in the next 6 months |  | 2025-02-28 | day |  | note
within 3 months |  | 2024-11-30 | day |  | note
over the next 18 months | 2024-08-31 | 2026-02-28 | day |  | note
over the next three years | 2024-08-31 | 2027-08-31 | day |  | note
over the next 5 years | 2024-08-31 | 2029-08-31 | day |  | note
within 12 weeks |  | 2024-11-23 | day |  | note
within six weeks |  | 2024-10-12 | day |  | note
in 2 weeks |  | 2024-09-14 | day |  | note
6 months |  | 2025-02-28 | day |  | note
6-12 months | 2025-02-28 | 2025-08-31 | day |  | note
0-6 months | 2024-08-31 | 2025-02-28 | day |  | note
3-6 months | 2024-11-30 | 2025-02-28 | day |  | note
3 to 6 months | 2024-11-30 | 2025-02-28 | day |  | note
within 10 working days |  |  |  |  | problem
within 30 days |  | 2024-09-30 | day |  | note
within a year |  | 2025-08-31 | day |  | note
within the next year |  | 2025-08-31 | day |  | note
over the coming year | 2024-08-31 | 2025-08-31 | day |  | note
in the next year |  | 2025-08-31 | day |  | note
next year |  | 2025-12-31 | year |  | note
this year |  | 2024-12-31 | year |  | note
by the end of this year |  | 2024-12-31 | year |  | note
by December this year |  | 2024-12-31 | month |  | note
in the New Year |  | 2025-01-31 | month |  | note
by May next year |  | 2025-05-31 | month |  | note
Autumn term this year | 2024-09-01 | 2024-12-31 | term |  | note
Spring term next year | 2025-01-01 | 2025-04-17 | term |  | note
immediate |  |  |  |  | problem
ASAP |  |  |  |  | problem
end of year |  |  |  |  | problem
end of the year |  |  |  |  | problem
by the end of the year |  |  |  |  | problem
towards the end of August |  | 2024-08-31 | month |  | note
this term |  |  |  |  | problem
next term | 2024-09-01 | 2024-12-31 | term |  | note
by the end of next term |  | 2024-12-31 | term |  | note
this month |  | 2024-08-31 | month |  | note
by the end of the month |  |  |  |  | problem
by the end of this month |  | 2024-08-31 | month |  | note
next month |  | 2024-09-30 | month |  | note
next week |  |  |  |  | problem
by next March |  | 2025-03-31 | month |  | note
this March |  |  |  |  | problem
this summer |  |  |  |  | problem
next summer |  |  |  |  | problem
by the end of the academic year |  | 2024-08-31 | year |  | note
by the end of this academic year |  | 2024-08-31 | year |  | note
next academic year | 2024-09-01 | 2025-08-31 | year |  | note
this financial year | 2024-04-01 | 2025-03-31 | year |  | note
by the end of the financial year |  | 2025-03-31 | year |  | note
by March |  | 2025-03-31 | month |  | note
by the end of March |  | 2025-03-31 | month |  | note
by January |  | 2025-01-31 | month |  | note
27 October |  | 2024-10-27 | day |  | note
by 27 October |  | 2024-10-27 | day |  | note
from March |  |  |  |  | problem
since March |  |  |  |  | problem
before March |  | 2025-02-28 | day |  | note
March to June |  |  |  |  | problem
by the end of the autumn term |  | 2024-12-31 | term |  | note
Spring term | 2025-01-01 | 2025-04-17 | term |  | note
by Easter |  | 2025-04-20 | day |  | note
before Christmas |  | 2024-12-24 | day |  | note
Q3 |  |  |  |  | problem
6 month review |  |  |  |  | problem
within 3 months of approval |  |  |  |  | problem
within 6 months from now |  | 2025-02-28 | day |  | note
6 months from now |  |  |  |  | problem
12 months |  | 2025-08-31 | day |  | note
for 12 months | 2024-08-31 | 2025-08-31 | day |  | note
a 12 month programme |  |  |  |  | problem
12 month pilot |  |  |  |  | problem
within the next 6 months, subject to funding |  |  |  |  | problem
within 2 terms |  |  |  |  | problem
over the next two terms |  |  |  |  | problem
within 6-12 months | 2025-02-28 | 2025-08-31 | day |  | note
within 18 months of the date of this plan |  |  |  |  | problem
monthly for 6 months | 2024-08-31 | 2025-02-28 | day | monthly | note
next September |  |  |  |  | problem
in September |  | 2024-09-30 | month |  | note
25-Mar |  |  |  |  | problem
"""


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def expect(found: Timescale, start: str, due: str, precision: str, recurrence: str, flags: str) -> None:
    assert (found.start, found.due) == (day(start), day(due))
    assert (found.precision or "", found.recurrence or "") == (precision, recurrence)
    said = {"ongoing": found.ongoing, "note": found.note, "problem": found.problem}
    assert " ".join(name for name, is_so in said.items() if is_so) == flags


@pytest.mark.parametrize(("raw", "start", "due", "precision", "recurrence", "flags"), rows(READINGS))
def test_reading(raw: str, start: str, due: str, precision: str, recurrence: str, flags: str) -> None:
    expect(read_timescale(raw), start, due, precision, recurrence, flags)


@pytest.mark.parametrize(
    ("raw", "start", "due", "precision", "recurrence", "flags"), rows(READINGS_FROM_A_DATED_DOCUMENT)
)
def test_reading_from_a_dated_document(
    raw: str, start: str, due: str, precision: str, recurrence: str, flags: str
) -> None:
    expect(read_timescale(raw, document_date=WRITTEN_ON), start, due, precision, recurrence, flags)


@pytest.mark.skipif(not SHARED_TABLE.exists(), reason="the shared design folder is not beside this checkout")
def test_shared_table() -> None:
    with SHARED_TABLE.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(table) >= 82
    assert [row["raw"] for row in table if not agrees(row)] == []


def agrees(row: dict[str, str]) -> bool:
    found = read_timescale(row["raw"], document_date=day(row["document_date"]))
    near = timedelta(days=int(row["tolerance"] or 0))
    due, start = day(row["due"]), day(row["start"])
    return (
        (found.due is None if due is None else found.due is not None and abs(found.due - due) <= near)
        and (start is None or (found.start is not None and abs(found.start - start) <= near))
        and row["recurrence"] in ("", found.recurrence)
        and row["ongoing"] in ("", "yes" if found.ongoing else "no")
        and (row["warning"] == "either" or (found.problem is not None) == (row["warning"] == "yes"))
    )


# Several lines, marks that cannot be seen, and other scripts


@pytest.mark.parametrize(
    ("raw", "start", "due"),
    [
        ("Start: Sept 2024\nRev: Jan 2025\nEnd: July 2025", date(2024, 9, 1), date(2025, 7, 31)),
        ("by the end of\nMarch\n2025", None, date(2025, 3, 31)),
        ("Ma\u00adrch\u00a02025", None, date(2025, 3, 31)),
        ("\uff2d\uff41\uff52\uff43\uff48\u3000\uff12\uff10\uff12\uff15", None, date(2025, 3, 31)),
        ("Sept 2024 \u2013 July 2025", date(2024, 9, 1), date(2025, 7, 31)),
        ("Sept \u201914", None, date(2014, 9, 30)),
    ],
)
def test_layout_does_not_change_a_reading(raw: str, start: date | None, due: date) -> None:
    found = read_timescale(raw)
    assert (found.raw, found.start, found.due, found.problem) == (raw, start, due, None)


@pytest.mark.parametrize(
    "raw",
    [
        "Sept 2024\nJan 2025\nJuly 2025",
        "1 Sept 2024\n31 Aug 2025",
        "March 2025\u00b2",
        "\u0663\u0661 March 2025",
    ],
)
def test_what_layout_leaves_unclear_is_a_problem(raw: str) -> None:
    found = read_timescale(raw)
    assert found.problem
    assert (found.start, found.due, found.precision) == (None, None, None)


@pytest.mark.parametrize("raw", ["", " ", "\n\t", "\u200b", "\u00a0"])
def test_nothing_written(raw: str) -> None:
    assert read_timescale(raw).problem == "No date was written: write a month and a year, or 'ongoing'."


# What is said


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            "2024/25",
            "'2024/25' could be the financial year to March 2025 or the academic year to August 2025: say which.",
        ),
        ("bi-monthly", "'bi-monthly' could mean every two months or twice a month: say which."),
        (
            "in the next year",
            "'in the next year' needs the document's date: add it, or write the month and year.",
        ),
        ("Spring term", "'Spring term' has no year: add the year."),
        ("31 February 2025", "'31 February 2025' is not a day that exists: correct the date."),
        ("\u00b7", "The mark \u00b7 alone is not a date: write a month and a year, or 'ongoing'."),
        (
            "Sept 2024, Jan 2025, July 2025",
            "'Sept 2024', 'Jan 2025', 'July 2025' are several dates: say which one is the due date.",
        ),
        ("monthly and quarterly", "'monthly' and 'quarterly' were both written: say how often once."),
        ("Done", "'Done' is a status, not a date: move it, and write a month and a year, or 'ongoing'."),
    ],
)
def test_problem_names_the_words_and_the_remedy(raw: str, problem: str) -> None:
    assert read_timescale(raw).problem == problem


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("around March 2025", "'around' was written, so the date is not firm."),
        ("Spring term 2026", "Term dates differ between areas, so this date is approximate."),
        ("Ongoing - review March 2026", "'March 2026' is a date for review, not the due date."),
        ("March 2025 (was June 2024)", "'March 2025' replaces 'June 2024'."),
        ("Tuesday 31 March 2025", "'Tuesday 31 March' names the wrong day of the week, so check the date."),
        ("Marcb 2014", "'Marcb' was read as March."),
        ("early 2025", "'early 2025' was read as the first third, so the date is not firm."),
        ("SEND Board March 2025", "'SEND Board' was also written and was not used."),
    ],
)
def test_note_says_what_was_assumed(raw: str, note: str) -> None:
    assert read_timescale(raw).note == note


def test_an_areas_own_terms_are_exact() -> None:
    own = {(2026, "spring"): (date(2026, 1, 5), date(2026, 3, 27))}
    found = read_timescale("Spring term 2026", term_dates=own)
    assert (found.start, found.due, found.note) == (date(2026, 1, 5), date(2026, 3, 27), None)
    other = read_timescale("Summer term 2026", term_dates=own)
    assert other.note == "Term dates differ between areas, so this date is approximate."


def test_document_date_may_be_a_moment() -> None:
    found = read_timescale("within 2 weeks", document_date=datetime(2025, 1, 1, 9, 30))
    assert found.due == date(2025, 1, 15)


@pytest.mark.parametrize(
    "raw",
    ["x" * 10_000, "March 2025 " * 909, "1/" * 5_000, "1-" * 149, "1 and " * 49, "March " * 49, "(" * 299],
    ids=["letters", "dates", "strokes", "hyphens", "lists", "months", "brackets"],
)
def test_long_text_is_a_problem(raw: str) -> None:
    assert read_timescale(raw).problem


# The value


def test_a_problem_never_has_a_due_date() -> None:
    with pytest.raises(ValueError, match="must not have a due date"):
        Timescale("x", due=date(2025, 1, 1), precision="day", problem="Not read.")


def test_an_end_is_never_before_its_start() -> None:
    with pytest.raises(ValueError, match="must not end before it starts"):
        Timescale("x", start=date(2025, 1, 2), due=date(2025, 1, 1), precision="day")


def test_a_precision_belongs_to_a_date() -> None:
    with pytest.raises(ValueError, match="exactly when it has a date"):
        Timescale("x", precision="day")


def test_as_json() -> None:
    assert read_timescale("Quarterly from April 2025 to March 2026").as_json() == {
        "raw": "Quarterly from April 2025 to March 2026",
        "start": "2025-04-01",
        "due": "2026-03-31",
        "precision": "month",
        "recurrence": "quarterly",
        "ongoing": False,
        "note": None,
        "problem": None,
    }


# The calendar beneath


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2014, date(2014, 4, 20)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_sunday(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@given(st.integers(1990, 2100))
def test_terms_follow_one_another(year: int) -> None:
    spring, summer, autumn = (term(year, name) for name in ("spring", "summer", "autumn"))
    assert spring.first < spring.last < summer.first < summer.last < autumn.first < autumn.last


@pytest.mark.parametrize(
    ("number", "unit", "phrase"),
    [
        (2, "week", "fortnightly"),
        (5, "week", "every 5 weeks"),
        (2, "fortnight", "every 4 weeks"),
        (3, "month", "quarterly"),
        (6, "month", "six-monthly"),
        (12, "month", "yearly"),
        (36, "month", "every 3 years"),
        (2, "year", "every 2 years"),
    ],
)
def test_interval(number: int, unit: str, phrase: str) -> None:
    assert interval(number, unit) == phrase


@pytest.mark.parametrize(
    ("times", "unit", "phrase"),
    [
        (1, "term", "termly"),
        (2, "term", "twice a term"),
        (2, "year", "six-monthly"),
        (3, "year", "every 4 months"),
        (5, "year", "5 times a year"),
        (4, "month", "4 times a month"),
    ],
)
def test_rate(times: int, unit: str, phrase: str) -> None:
    assert rate(times, unit) == phrase


# Laws

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
DAY_FORMATS = (
    "{0.day}/{0.month}/{0.year}", "{0.day:02}/{0.month:02}/{0.year}", "{0.day:02}.{0.month:02}.{0.year}",
    "{0.day:02}-{0.month:02}-{0.year}", "{0:%Y-%m-%d}", "{0:%Y-%m-%d}T00:00:00", "{0:%Y-%m-%d} 00:00:00",
    "{0.day} {month} {0.year}", "{0.day}{ordinal} {month} {0.year}",
    "the {0.day}{ordinal} of {month}, {0.year}",
    "{0.day}-{short}-{0.year}", "{short} {0.day}, {0.year}", "{month} {0.day} {0.year}",
    "{weekday} {0.day} {month} {0.year}", "{0.day}{short}{0.year}", "{0.year}/{0.month}/{0.day:02}",
)  # fmt: skip
MONTH_FORMATS = (
    "{month} {year}", "{short} {year}", "{short}. {year}", "{short}-{year}", "{month}{year}",
    "{short}/{year}",
    "{month}, {year}", "{upper} {year}", "{number:02}/{year}", "{number}/{year}", "{year}-{number:02}",
    "{year} {month}", "end of {month} {year}", "By end of {short} {year}", "the month of {month} {year}",
)  # fmt: skip
SHORT_YEAR_FORMATS = (
    "{short}-{yy:02}", "{short} {yy:02}", "{month} '{yy:02}", "{short}{yy:02}", "{short} \u2019{yy:02}",
)  # fmt: skip
WORDS_OF_CELLS = """
March Sept 2025 2024/25 31 1 12 '25 - \u2013 / , ( ) and or to by from until before after Q3 Spring term half
Autumn 2 every 6 weeks months twice year monthly termly bi-monthly annual review next this 31/03/2025 Monday
1st of FY early end ongoing TBC not if revised was completed Easter 00:00 \u2192 ? % foo w/c week start
"""
FRAGMENTS = st.sampled_from(WORDS_OF_CELLS.split())
ANY_TEXT = (
    st.text(max_size=60) | st.lists(FRAGMENTS, max_size=9).map(" ".join) | st.lists(FRAGMENTS, max_size=6).map("".join)
)
DATED = (
    "March 2025",
    "31/03/2025",
    "27-Oct-17",
    "Sept '14",
    "30 June 2026",
    "Q3 2024/25",
    "Autumn term 2025",
)
AROUND = (
    "{}",
    " {} ",
    "\n{}\n",
    "({})",
    "[{}]",
    "by {}",
    "By {}.",
    "by: {}",
    "\u201c{}\u201d",
    "- {}",
    "\u2022 {}",
)


def ordinal(number: int) -> str:
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@given(DAYS, st.sampled_from(DAY_FORMATS))
def test_every_way_of_writing_a_day(exact: date, written: str) -> None:
    month = MONTH_NAMES[exact.month - 1]
    raw = written.format(exact, month=month, short=month[:3], weekday=exact.strftime("%A"), ordinal=ordinal(exact.day))
    found = read_timescale(raw)
    assert (found.start, found.due, found.precision) == (None, exact, "day")
    assert (found.note, found.problem) == (None, None)


@given(st.integers(1995, 2060), st.integers(1, 12), st.sampled_from(MONTH_FORMATS))
def test_every_way_of_writing_a_month(year: int, month: int, written: str) -> None:
    name = MONTH_NAMES[month - 1]
    raw = written.format(year=year, month=name, short=name[:3], upper=name.upper(), number=month)
    found = read_timescale(raw)
    if written == "{year}-{number:02}" and year % 100 < month:
        # Two readings: 2005-10 is October 2005, or the years from 2005 to 2010.
        assert found.due is None
        assert found.problem
        return
    assert (found.start, found.due, found.precision) == (None, month_end(year, month), "month")
    assert (found.note, found.problem) == (None, None)


@given(st.integers(2000, 2060), st.integers(1, 12), st.sampled_from(SHORT_YEAR_FORMATS))
def test_every_way_of_writing_a_month_with_a_short_year(year: int, month: int, written: str) -> None:
    name = MONTH_NAMES[month - 1]
    found = read_timescale(written.format(yy=year % 100, month=name, short=name[:3]))
    assert (found.start, found.due, found.precision) == (None, month_end(year, month), "month")
    assert found.problem is None


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.none() | st.dates())
@example("\x00", None)
@example("2025" * 60, date.max)
def test_every_text_has_an_honest_reading(raw: str, document_date: date | None) -> None:
    found = read_timescale(raw, document_date=document_date)
    assert found.raw == raw
    assert found.problem is None or found.due is None
    assert found.start is None or found.due is None or found.start <= found.due
    assert (found.precision in PRECISIONS) == (found.start is not None or found.due is not None)
    if found.problem is None:
        assert found.start or found.due or found.recurrence or found.ongoing
    for sentence in (found.note, found.problem):
        assert sentence is None or (sentence.strip() == sentence and 0 < len(sentence) <= 400)
    assert found.problem is None or len(found.problem.split()) <= 25


@given(ANY_TEXT)
def test_json_holds_the_whole_value(raw: str) -> None:
    found = read_timescale(raw)
    back = json.loads(json.dumps(found.as_json()))
    back["start"], back["due"] = day(back["start"] or ""), day(back["due"] or "")
    assert Timescale(**back) == found


@given(st.sampled_from(DATED), st.sampled_from(AROUND))
def test_what_stands_around_a_date_does_not_move_it(raw: str, around: str) -> None:
    assert read_timescale(around.format(raw)).due == read_timescale(raw).due


@given(st.integers(2000, 2060), st.integers(1, 12), st.integers(2000, 2060), st.integers(1, 12))
def test_a_span_is_read_or_refused(year: int, month: int, last_year: int, last_month: int) -> None:
    raw = f"{MONTH_NAMES[month - 1]} {year} to {MONTH_NAMES[last_month - 1]} {last_year}"
    found = read_timescale(raw)
    if (year, month) <= (last_year, last_month):
        assert (found.start, found.due) == (date(year, month, 1), month_end(last_year, last_month))
    else:
        assert (found.start, found.due) == (None, None)
        assert found.problem == f"'{raw}' ends before it starts: correct one of the dates."
