"""Timescales as officers of many areas type them, each with the one reading that a careful colleague expects.

Written without a look at the reader, by kinds of handwriting: months, days, terms, quarters, spans, repetition,
changed dates, scanner damage, and words that are no date at all. Terms are the approximate ones.
"""

from __future__ import annotations

from datetime import date

import pytest

from actions.timescales import Timescale, read_timescale

# A line that begins with "=" gives start | due | precision | recurrence | ongoing, note, problem. The cells under
# it, set apart by "¦", all read so; "⏎" stands for a new line in a cell.
OFFICERS = r"""
=  | 2025-09-30 | month |  |
Sept 25 ¦ Sep-25 ¦ SEP 25 ¦ sept. 25 ¦ Sept '25 ¦ Sept ’25 ¦ Sept ‘25 ¦ Sep.25 ¦ Sep/25 ¦ September, 2025
Sept_2025 ¦ 09/2025 ¦ 9/2025 ¦ 09-2025 ¦ 09.2025 ¦ 2025/09 ¦ 2025-09 ¦ Sep 2025. ¦ [Sept 2025] ¦ (Sept 25)
Sept 2025; ¦ Sept-2025 ¦ Sept–25 ¦ Sept – 2025 ¦ Sep’25 ¦ Sept25 ¦ SEPT2025 ¦ end Sept 25 ¦ End of Sept 2025
by end of Sep 25 ¦ By the end of September '25 ¦ By Sept 2025 at the latest ¦ no later than September 2025
No later than end Sept 2025 ¦ By: September 2025 ¦ BY SEPTEMBER 2025 ¦ before end of Sept 2025
before the end of September 2025 ¦ due Sept 2025 ¦ Due by: Sep-25 ¦ Target: Sept 2025 ¦ Deadline: Sept 2025
Target date Sep 2025 ¦ to be completed by September 2025 ¦ Complete by Sept 2025
To be in place by September 2025 ¦ For completion by Sept 2025 ¦ In place by Sept 2025
Implemented by September 2025 ¦ by September 2025 latest ¦ Sept 2025 (latest) ¦ In Sept 2025
month of September 2025 ¦ Sept⏎2025 ¦ Sept 2025 ¦ Sept 2025 or sooner ¦ by Sept 2025 or earlier
=  | 2025-09-30 | month |  | note
with effect by Sept 2025 ¦ late September 2025 ¦ c. Sept 2025 ¦ circa Sept 2025 ¦ approx Sept 2025
Approx. September 2025 ¦ Sept 2025 (approx) ¦ Sept 2025 tbc ¦ Sept 2025 (TBC) ¦ provisionally September 2025
Around Sept 2025 ¦ September 2025? ¦ Sept 2025 - provisional ¦ Autumn 2025 (Sept)
=  | 2025-09-30 | day |  |
30 Sept 2025 (end of month) ¦ 30.9.25 ¦ 30/9/25 ¦ 30-09-25 ¦ 30.09.2025 ¦ 30/09/2025 ¦ 30 Sept 25
30th Sept 25 ¦ 30th September 2025 ¦ 30-Sep-25 ¦ 30-Sep-2025 ¦ 2025-09-30 ¦ 2025-09-30 00:00:00
30/09/2025 00:00 ¦ 30/09/2025 00:00:00 ¦ Tues 30 Sept 2025 ¦ Tuesday 30th September, 2025 ¦ Tue 30/09/25
Tuesday, 30 September 2025 ¦ 30 th September 2025 ¦ 30thSeptember2025 ¦ the 30th of September 2025
30th of Sept 2025 ¦ September 30, 2025 ¦ September 30th 2025 ¦ Sept 30th, 2025 ¦ by 30/09/25
By 30th Sept 2025 ¦ no later than 30/9/2025 ¦ deadline 30/09/2025 ¦ Due date: 30/9/25 ¦ 30 / 09 / 2025
30. 09. 2025 ¦ (30/09/25) ¦ 30/09/25. ¦ By 5pm on 30 September 2025 ¦ 30 September 2025 at noon ¦ 30-09-2025
30 09 2025
=  | 2025-08-31 | month |  |
End Aug 25 ¦ end-Aug 25 ¦ Aug 25 ¦ by end Aug 2025 ¦ Close of August 2025 ¦ End August '25
=  | 2026-03-31 | month |  |
Mar-26 ¦ March 26 ¦ MAR 2026 ¦ Mar. 2026 ¦ by end of March 26 ¦ End of March 2026 ¦ To March 2026
until March 2026 ¦ up to March 2026 ¦ Up to end of March 2026 ¦ by Mar 26 ¦ March ‘26 ¦ Mar 2026
by March '26. ¦ - March 2026 ¦ • March 2026 ¦ End of financial year (March 2026)
End of financial year - March 2026 ¦ March 2026 (year end)
=  | 2026-05-31 | month |  |
May 26 ¦ May-26 ¦ by May 2026 ¦ End of May 26 ¦ MAY 2026
=  | 2025-09-01 | day |  |
1st Sept 25 ¦ 1 Sept 2025 ¦ 01/09/2025 ¦ 01.09.25 ¦ 1/9/25 ¦ 1st September 2025 ¦ Mon 1st Sept 2025
1-Sep-25 ¦ 01-Sep-2025 ¦ By 1 September 2025 ¦ 1 st Sept 2025 ¦ 01/09/25 ¦ On 1st Sept 2025
=  | 2025-09-01 | day |  | note
lst September 2025 ¦ Beginning of September 2025 ¦ start of Sept 2025 ¦ O1/09/2025
=  | 2025-04-03 | day |  |
03/04/2025 ¦ 3/4/25 ¦ 3.4.25 ¦ 03-04-2025 ¦ 3 Apr 25 ¦ 3rd April 2025
=  | 2026-02-28 | day |  |
28/2/26 ¦ 28th Feb 26 ¦ 28 February 2026 ¦ Sat 28 Feb 2026
=  | 2026-02-28 | month |  |
End of Feb 2026
=  | 2026-05-04 | day |  |
Monday 4 May 2026 ¦ 4th May 26 ¦ 4.5.26 ¦ 4 may 2026
=  |  |  |  | problem
31/02/2025 ¦ 31 September 2025 ¦ 30/02/26 ¦ 31st Nov 2025 ¦ 04/13/2025 ¦ 00/09/2025 ¦ 31.11.25
32 March 2025 ¦ 29 Feb 2025 ¦ 29/02/2025 ¦ 13/2025 ¦ 0/2025 ¦ 25 Sept ¦ 30th September ¦ by 31 March ¦ March
by July ¦ End of July ¦ Sept ¦ By end of term ¦ September ¦ 1st September ¦ 31/03 ¦ end of March ¦ Dec
early May ¦ Sept 5 ¦ 2025-26 ¦ 2025/26 ¦ 25/26 ¦ 2025/2026 ¦ 2025-2026 year ¦ Year 1 (2025-26) ¦ Year 1
Year 2 (2026/27) ¦ by 2025/26 ¦ end of 2025/26 ¦ Years 1-3 ¦ Yr 1 ¦ Year one ¦ During 2025/26 ¦ EOY
end of year ¦ year end ¦ this year ¦ by year end ¦ End of the year ¦ End of academic year
this academic year ¦ end of the financial year ¦ FY ¦ academic year ¦ next financial year ¦ 1825 ¦ 2205
by 1066 ¦ Easter ¦ by Christmas ¦ Summer term ¦ Autumn ¦ half term ¦ end of the Spring term ¦ next half term
Term 3 ¦ Term 1 ¦ Summer 2 ¦ Autumn Term/Spring Term ¦ by October half term ¦ summer holidays
each September and spring 2025 or 2026 ¦ Autumn 2025 or Spring 2026 ¦ Winter 2025 ¦ Qtr 3 ¦ Q1 ¦ Quarter 2
by end of Q3 ¦ Q3/Q4 ¦ Q5 2025/26 ¦ Q1 2025 ¦ Q4 2025 ¦ July 2026 - Sept 2025 ¦ 31/03/2026 - 01/04/2025
from March 2026 to January 2026 ¦ Dec 2025 - Jan 2025 ¦ From September ¦ Starting soon ¦ from the new term
onwards ¦ In progress ¦ Underway ¦ work in progress ¦ Started ¦ Live ¦ bi-monthly ¦ bimonthly ¦ Bi-weekly
Bi-annually ¦ biannual ¦ Bi annually ¦ Bi-annual review ¦ monthly and quarterly ¦ weekly/monthly
Monthly / Quarterly ¦ weekly or monthly ¦ Monthly, termly and annually ¦ Regular ¦ Regularly ¦ periodically
frequently ¦ As required ¦ As and when ¦ ad hoc ¦ when needed ¦ as needed ¦ Ad-hoc ¦ As appropriate
in the next 6 months ¦ within 3 months ¦ 6 months ¦ 3-6 months ¦ over the next year ¦ next term ¦ next month
within 12 weeks ¦ Within 20 weeks ¦ ASAP ¦ as soon as possible ¦ Immediate ¦ Immediately ¦ immediate effect
0-6 months ¦ 12-18 months ¦ Short term ¦ Medium term ¦ Long term ¦ Short-term (0-6 months) ¦ 1 year
18 months ¦ within six months ¦ within the year ¦ by end of next term ¦ Next 12 months ¦ Soon ¦ urgent
Next Board meeting ¦ today ¦ 6 weeks ¦ two weeks ¦ 6/12 ¦ Now ¦ - ¦ – ¦ — ¦ -- ¦ ... ¦ … ¦ ? ¦ TBC ¦ tbc
T.B.C. ¦ TBA ¦ TBD ¦ To be confirmed ¦ To be agreed ¦ to be determined ¦ N/A ¦ n/a ¦ NA ¦ Not applicable
none ¦ Nil ¦ No date ¦ No date set ¦ Date to be confirmed ¦ Unknown ¦ See above ¦ as above ¦ As 1.1
See 2.3 ¦ ditto ¦ " ¦ '' ¦ Same as above ¦ Various ¦ as per plan ¦ * ¦ x ¦ X ¦ ✓ ¦ Yes ¦ 12 ¦ 45900
45900.0 ¦ 1.2 ¦ #REF! ¦ #VALUE! ¦ ######## ¦ #N/A ¦ NaN ¦ nan ¦ None ¦ NULL ¦ 0 ¦ 0.5
Awaiting DfE guidance ¦ On hold ¦ Paused ¦ Cancelled ¦ Superseded ¦ Closed ¦ Overdue ¦ Delayed ¦ Not started
Not yet started ¦ Phase 1 ¦ Phase 2 and 3 ¦ Lifetime of the plan ¦ Throughout the plan ¦ Priority 1 ¦ High
Throughout ¦ SENCO ¦ SEND Board ¦ Head of SEND ¦ Green ¦ Amber ¦ 50% ¦ £20k ¦ 00/01/1900 ¦ 00-Jan-00
1900-01-00 ¦ Complete ¦ Completed ¦ COMPLETE ¦ Done ¦ Achieved ¦ Complete - July 2024 ¦ Completed March 2024
Completed (March 2024) ¦ Achieved March 2025 ¦ Done Sept 24 ¦ Complete July 2024 ¦ Completed 31/03/2025
Complete (Sept 25) ¦ In place ¦ In place Sept 2025 ¦ Action complete Sept 25 ¦ Delivered July 2025
Completed in September 2025 ¦ Complete⏎July 2024 ¦ COMPLETED - 31.3.25 ¦ Closed July 2024
Launched Sept 2025 ¦ July 2024 - complete ¦ July 2024 (completed) ¦ Sept 25 - Done ¦ March 2025 – achieved
March 2025 COMPLETE ¦ Sept 25 ✓ complete ¦ Sept 2025 Completed ¦ Dec 2025 March 2026
Dec 2025, March 2026, June 2026 ¦ Dec 25; Mar 26 ¦ Sept 24/Jan 25/Jul 25 ¦ Sep-24⏎Jan-25⏎Jul-25
Phase 1 by March 2025, phase 2 by Sept 2025 ¦ Phase 1: Dec 2025 Phase 2: March 2026
March 2025 or September 2025 ¦ 31/12/25 & 31/03/26 ¦ Draft Dec 2025, final March 2026
Pilot Jan 2026; rollout Sept 2026 ¦ Policy – Sept 25, Training – Jan 26 ¦ Sept 2025, Sept 2026, Sept 2027
a) Sept 25 b) Jan 26 ¦ LA: Sept 25 ICB: Dec 25 ¦ Milestone 1 Jan 26, Milestone 2 July 26
March 2026 (subject to funding) ¦ Subject to cabinet approval - March 2026 ¦ March 2026 if funding is agreed
March 2026 dependent on recruitment ¦ by March 2026, pending DfE approval ¦ March 2026 depending on capacity
March 2026 unless extended ¦ March 2026 - may slip ¦ March 2026 assuming recruitment ¦ not March 2026
March 2026 not achieved ¦ no longer March 2026 ¦ March 2026 - will not be met
March 2026 provided that funding is secured ¦ March 2026 - on hold ¦ March 2026 cancelled
March 2026 if possible ¦ March 2026 (delayed) ¦ March 2026 delayed ¦ March 2026 paused ¦ If funding agreed
Subject to funding ¦ Following approval ¦ Once recruited ¦ Depends on ICB ¦ After the inspection
when the new system is live ¦ May be reviewed ¦ This may change ¦ march on ¦ Sunderland ¦ Second phase
We may extend ¦ Marchwood School ¦ Augusta ¦ decision pending ¦ Mary ¦ Junior school ¦ Maybe ¦ Sat with team
6 months after March 2026 ¦ 3 months before Sept 2026 ¦ two weeks after 1 Sept 2025 ¦ Sept 2025 + 6 months
Sept 2025 + 1 year ¦ Spring term 2025 (Sept-Dec) ¦ Q1 2025/26 (Jan-Mar) ¦ Academic year 2025/26 – Term 1
2011-12 ¦ 09-10 ¦ 11/12 ¦ 13/14 ¦ 5/6/7 ¦ 1/2/3 ¦ 01/02 ¦ by Sept 1985 ¦ Sept 85 ¦ March 1925 ¦ 31/03/0025
31/03/205 ¦ Sept 225 ¦ Sept 20255 ¦ Mar 2205 ¦ 1S March 2025 ¦ Feb 202S ¦ Summer 2026 (academic year)
Before Summer term (July 2026) ¦ Sept 2025 (from Autumn term) ¦ 2025 (Apr-Mar) ¦ 2026 (Sept - July)
x15 March 2025 ¦ Dec 2025 (Q1) ¦ October 2025 (end of academic year) ¦ June 2026 (end of financial year)
Q2 (December 2025) ¦ End of Autumn term (October 2025) ¦ Apr 25 - Mar 26 (academic year)
6 months (Sept 2025 – Aug 2026) ¦ Paused until March 2026 ¦ on hold until Sept 2026 ¦ Sept 25 - on hold
wk 2 March 2026 ¦ First of March 2026 ¦ thirty first March 2026 ¦ tenth March 2026 ¦ AY26 ¦ FY26
Phase 1 Sept 2025 ¦ Phase I March 2026 ¦ 1. March 2026 ¦ 12 30 2025 ¦ delayed from Dec 2025
=  | 2024-02-29 | day |  |
29/02/2024
=  | 2025-09-30 | day |  | note
Monday 30 September 2025 ¦ Fri 30/09/2025 ¦ 3O September 2025
=  | 2025-12-31 | year |  |
2025 ¦ End of 2025 ¦ end 2025
=  | 2026-12-31 | year |  |
by 2026 ¦ By the end of 2026 ¦ in 2026 ¦ before end of 2026
= 2025-01-01 | 2025-12-31 | year |  |
During 2025 ¦ Throughout 2025 ¦ calendar year 2025
=  | 2025-12-31 | year |  | note
By end of calendar year 2025 ¦ late 2025
=  | 2025-12-31 | day |  |
Dec 31 2025 ¦ by 31st Dec 25 ¦ 31st Dec. 2025 ¦ 31/12/'25 ¦ by the 31st December 2025
=  | 2026-08-31 | year |  | note
mid 2026
=  | 2026-04-30 | year |  | note
early 2026
= 2025-09-01 | 2026-08-31 | year |  |
2025/2026 academic year ¦ Academic year 2025/26 ¦ academic year 25/26 ¦ AY 25/26 ¦ AY2025/26 ¦ A/Y 2025-26
Academic Year 2025-2026 ¦ School year 2025/26 ¦ 2025-26 academic yr ¦ in academic year 2025/26
during the 2025/26 academic year ¦ 2025/26 (academic year) ¦ Academic year: 2025/26 ¦ Acad. year 2025/26
2025 - 2026 academic year ¦ 2025–26 school year ¦ Throughout academic year 2025/26
over the academic year 2025-26 ¦ 2025/26 (Sept - July) ¦ 2025/26 (Sept-Aug)
=  | 2026-08-31 | year |  |
end of academic year 2025/26 ¦ By end of the 2025/26 academic year ¦ by the end of AY 25/26
End of school year 2025/26 ¦ by end of academic year 2025-26
= 2025-04-01 | 2026-03-31 | year |  |
2025/26 financial year ¦ FY 25/26 ¦ FY25-26 ¦ FY2025/26 ¦ F/Y 2025/26 ¦ financial year 2025-26
Financial Year 25/26 ¦ fiscal year 2025/26 ¦ 2025-2026 financial year ¦ during financial year 2025/26
2025/26 FY ¦ 2025/26 (financial year) ¦ 2025/26 (April to March) ¦ 2025/26 (Apr-Mar)
=  | 2026-03-31 | year |  |
end of financial year 2025/26 ¦ By end of FY 25/26 ¦ by the end of the 2025/26 financial year
end of FY2025/26
= 2025-04-01 | 2026-03-31 | month |  |
April 2025 - March 2026 ¦ Apr 25 to Mar 26 ¦ Apr-25 - Mar-26 ¦ Apr 2025–Mar 2026
between April 2025 and March 2026 ¦ from April 2025 until March 2026 ¦ 04/2025-03/2026 ¦ Apr-25 to Mar-26
Apr25-Mar26 ¦ April 2025 through to March 2026 ¦ April 2025 up to March 2026
= 2025-04-01 | 2026-03-31 | day |  |
01/04/2025 - 31/03/2026 ¦ 1 April 2025 to 31 March 2026 ¦ 1.4.25 – 31.3.26 ¦ From 01/04/25 to 31/03/26
= 2025-09-01 | 2025-12-31 | term |  | note
Autumn term 2025 (Sept-Dec) ¦ Autumn Term 2025 ¦ Autumn term 25 ¦ Autumn term '25 ¦ AUTUMN TERM 2025
autumn 2025 term ¦ Autumn Term (2025) ¦ Autumn term, 2025 ¦ In the autumn term 2025
during Autumn Term 2025 ¦ Autumn term 2025/26 ¦ Autumn Term 25/26 ¦ 2025 Autumn Term ¦ Autumn term 2025-26
Aut term 2025 ¦ Autumn term 2025 (September to December) ¦ 2025/26 Autumn term ¦ 2025/26 - Autumn term
Academic Year 2025/26 - Autumn term ¦ Academic year 2025/26: Autumn term
= 2026-01-01 | 2026-04-02 | term |  | note
Spring Term 2026 (Jan - Apr) ¦ Spring term 2026 ¦ Spring Term 26 ¦ spring term '26 ¦ Spring Term 2025/26
Spring 2025/26 term ¦ Spring term 2025-26 ¦ in Spring Term 2026 ¦ 2026 Spring term ¦ Spr Term 2026
Spring Term 2026 (January - April) ¦ Spring term (2026)
= 2026-04-07 | 2026-07-31 | term |  | note
Summer term 2026 ¦ Summer Term 26 ¦ Summer term 2025/26 ¦ Sum term 2026 ¦ in the summer term of 2026
Summer Term 2026 (Apr-July) ¦ Summer Term 2026 (April to July)
=  | 2025-12-31 | term |  | note
By end of Autumn Term 2025 ¦ end of autumn term 2025 ¦ End of Autumn term 25 ¦ by end of Autumn 2025 term
By Autumn Term 2025 ¦ by the end of the Autumn term 2025/26 ¦ End Autumn Term 2025
before the end of autumn term 2025
=  | 2026-07-31 | term |  | note
By the end of the summer term 2026 ¦ end Summer Term 26 ¦ by Summer term 2026
By end of Summer term 2025/26
=  | 2026-07-31 | month |  |
End of Summer Term (July 2026) ¦ End of academic year (July 2026) ¦ End of academic year - July 2026
End of academic year July 2026 ¦ (end of academic year) July 2026
= 2026-06-01 | 2026-07-31 | half-term |  | note
Summer 2 2026 ¦ Summer 2 26 ¦ Summer 2 (2026) ¦ Summer 2, 2026
= 2025-09-01 | 2025-10-31 | half-term |  | note
Autumn 1 2025 ¦ Autumn 1 25 ¦ Autumn 1 2025/26 ¦ Autumn 1 (2025)
= 2026-01-01 | 2026-02-15 | half-term |  | note
Spring 1 2026 ¦ Spring 1 2025/26
= 2025-11-01 | 2025-12-31 | half-term |  | note
Autumn 2 2025
=  | 2025-12-31 | half-term |  | note
By end of Autumn 2 2025
= 2026-02-16 | 2026-04-02 | half-term |  | note
Spring 2 2026
=  | 2026-04-02 | half-term |  | note
end of Spring 2 2026
= 2025-09-01 | 2025-11-30 | season |  | note
Autumn 2025 ¦ autumn '25 ¦ Autumn 25
=  | 2025-11-30 | season |  | note
By Autumn 2025
= 2026-03-01 | 2026-05-31 | season |  | note
Spring 2026 ¦ in Spring 2026 ¦ Spring '26
= 2026-06-01 | 2026-08-31 | season |  | note
Summer 2026
=  | 2026-08-31 | season |  | note
by Summer 2026 ¦ End of Summer 2026
= 2025-12-01 | 2026-02-28 | season |  | note
Winter 2025/26 ¦ Winter 2025-26
= 2025-04-01 | 2025-06-30 | quarter |  |
Q1 25/26 ¦ Q1 2025/26 ¦ Qtr 1 2025/26 ¦ Quarter 1 2025/26 ¦ Q1 (2025/26) ¦ 2025/26 Q1 ¦ 25/26 Q1
Q1 of 2025/26 ¦ Q1 2025-26 ¦ Q1, 2025/26 ¦ Q1 FY25/26 ¦ Q1 FY 2025/26 ¦ Quarter One 2025/26
First quarter 2025/26 ¦ 1st quarter of 2025/26 ¦ Q1 2025-2026 ¦ 2025-26 Q1 ¦ Q1 (Apr-Jun) 2025/26
Q1 (April - June 2025) ¦ Q1 25-26 ¦ q1 25/26 ¦ Quarter 1 (Apr-Jun 2025) ¦ Q.1 2025/26 ¦ Q1 - 2025/26
Q1: 2025/26 ¦ Q1 April - June 2025
= 2026-01-01 | 2026-03-31 | quarter |  |
Q4 2025/26 ¦ Qtr 4 25/26 ¦ Q4 25/26 (Jan-Mar) ¦ Q4 (Jan-Mar 26) ¦ Quarter 4 2025-26 (January to March 2026)
Quarter Four of 2025/26 ¦ 2025/26 Quarter 4
=  | 2025-12-31 | quarter |  |
end of Q3 2025/26 ¦ By end Q3 25/26 ¦ By Q3 2025/26 ¦ by the end of quarter 3 2025/26
By end of Qtr 3 2025-26
= 2025-07-01 | 2025-12-31 | quarter |  |
Q2-Q3 2025/26 ¦ Q2 – Q3 25/26 ¦ Q2 to Q3 2025/26 ¦ Q2/Q3 2025/26 ¦ Q2 & Q3 2025/26 ¦ Q2 2025/26 - Q3 2025/26
Q2 and Q3 of 2025/26
= 2025-01-01 | 2025-03-31 | month |  |
Jan-March 25 ¦ Jan - Mar 2025 ¦ January to March 2025 ¦ Jan-Mar 25 ¦ Jan/Feb/Mar 2025 ¦ Jan–March 2025
Between Jan and March 2025 ¦ Jan 25-Mar 25 ¦ January-March '25 ¦ Jan, Feb & March 2025
Jan 2025 - March 2025 ¦ Jan – Mar ’25 ¦ From January to March 2025 ¦ Jan through March 2025
= 2025-09-01 | 2025-10-31 | month |  |
Sep/Oct 2025 ¦ Sept/Oct 25 ¦ Sept-Oct 2025 ¦ Sept & Oct 2025 ¦ Sep - Oct 25 ¦ September and October 2025
September/October 2025 ¦ Sept - October '25 ¦ Sept 25 - Oct 25
= 2025-09-01 | 2026-07-31 | month |  |
Sept 25 - July 26 ¦ Sep-25 to Jul-26 ¦ Sept 2025-July 2026 ¦ Sept 2025 – July 2026 ¦ from Sept 25 to July 26
September 2025 until July 2026 ¦ Sep25 – Jul26 ¦ Start Sept 2025, end July 2026
Start: Sept 25 End: July 26 ¦ Starting Sept 2025 to be completed by July 2026 ¦ Start: Sep-25⏎End: Jul-26
Started Sept 2025, due July 2026 ¦ Begin Sept 2025 and complete by July 2026
Sept 2025 (start) July 2026 (end) ¦ From Sept 2025, complete by July 2026 ¦ Sept 2025 to end of July 2026
Starts Sept 2025, ends July 2026 ¦ Started Sept 2025, target July 2026
= 2025-09-01 | 2026-07-31 | month |  | note
09/25 - 07/26 ¦ Start - Sept 2025; Review - Jan 2026; End - July 2026
Start: Sept 2025 / Rev: Jan 2026 / End: July 2026 ¦ Start Sept 25 Rev Jan 26 End July 26
Start date: September 2025⏎Review date: January 2026⏎End date: July 2026
Start Sept 25 - Review Jan 26 - End July 26 ¦ Start: Sep-25 / Review: Jan-26 / End date: Jul-26
= 2025-11-03 | 2025-11-07 | day |  |
3-7 November 2025 ¦ 3 - 7 Nov 25 ¦ 3rd to 7th November 2025 ¦ 3rd-7th Nov 2025 ¦ Mon 3 - Fri 7 Nov 2025
3rd November - 7th November 2025 ¦ 03/11/25-07/11/25 ¦ 3 Nov – 7 Nov 2025 ¦ between 3 and 7 November 2025
= 2024-09-01 | 2025-04-30 | month |  |
1st Sept 2024 - April 2025 ¦ 01/09/24 to end April 2025
= 2024-09-01 | 2025-04-30 | day |  |
from 1 September 2024 to 30th April 2025
= 2025-09-01 |  | month |  |
from Sept 25 ¦ from September 2025 onwards ¦ Sept 2025 onwards ¦ Sept 25 onward ¦ starting Sept 2025
Starts September 2025 ¦ Start: Sept 2025 ¦ Start Sept 25 ¦ Commencing September 2025 ¦ commences Sept 25
Commence Sept 2025 ¦ To start Sept 2025 ¦ To begin September 2025 ¦ beginning September 2025
Beginning in September 2025 ¦ effective from Sept 2025 ¦ As of September 2025 ¦ as from Sept 2025
Since September 2025 ¦ Sep-25 onwards ¦ From Sept-25 ¦ Started Sept 2025 ¦ Sept 2025 start ¦ Begins Sept 25
Sept 2025 and beyond ¦ From Sept 2025 – ¦ September 2025 forward
from September 2025 (academic year 2025/26) ¦ From Autumn term (Sept 2025) ¦ Autumn term (from Sept 2025)
from start of academic year (Sept 2025)
= 2025-09-01 |  | day |  |
From 1st Sept 2025 ¦ w.e.f. 01/09/2025 ¦ with effect from 1 Sept 2025 ¦ on or after 1 Sept 2025
= 2025-09-01 |  | month |  | note
not before September 2025 ¦ no earlier than September 2025 ¦ not until September 2025
Launch from Sept 2025
= 2025-09-01 |  | day |  | note
From the start of September 2025 ¦ from beginning of Sept 2025 ¦ after 31 August 2025 ¦ after August 2025
from start of Autumn Term 2025
= 2025-09-01 |  | term |  | note
from Autumn term 2025 ¦ Autumn term 2025 onwards
= 2025-09-01 |  | year |  |
From academic year 2025/26
= 2025-04-01 |  | quarter |  |
From Q1 2025/26
= 2025-04-01 |  | year |  |
from FY 2025/26
= 2025-04-01 |  | month |  |
From April 2025 onwards ¦ w.e.f. April 2025
= 2025-11-10 | 2025-11-16 | day |  | note
w/c 10 November 2025 ¦ w/c 10/11/25 ¦ wc 10 Nov 2025 ¦ W/C 10th Nov 25 ¦ w.c. 10/11/2025
week commencing 10th November 2025 ¦ week beginning 10 Nov 2025 ¦ w/b 10/11/25 ¦ Week of 10 November 2025
wk commencing 10.11.25 ¦ w/c Monday 10th November 2025
=  | 2025-11-14 | day |  |
w/e 14 November 2025 ¦ week ending 14/11/25 ¦ W/E 14.11.25
=  | 2025-11-16 | day |  | note
by w/c 10 Nov 2025
=  | 2025-02-28 | day |  | note
before March 2025 ¦ before 1 March 2025 ¦ prior to March 2025
=  | 2025-03-30 | day |  | note
before 31 March 2025 ¦ prior to 31/03/2025
=  |  |  |  | ongoing
Ongoing ¦ ongoing ¦ ON-GOING ¦ On going ¦ Ongoing. ¦ On-going ¦ (ongoing) ¦ Ongoing – ¦ Continuous
Continuing ¦ BAU ¦ Business as usual ¦ Rolling programme ¦ Rolling ¦ Ongoing/BAU ¦ Ongoing (BAU)
Ongoing action ¦ BAU/Ongoing ¦ Ongoing – BAU ¦ Will be ongoing ¦ This is ongoing
=  |  |  |  | ongoing note
ongoing work ¦ Ongoing process ¦ Ongoing throughout ¦ Ongoing – review March 2026
Ongoing (review March 2026) ¦ Ongoing, to be reviewed in March 2026 ¦ Ongoing; next review 31/03/2026
Ongoing. Review Sept 25
= 2025-09-01 |  | month |  | ongoing
From Sept 2025 and ongoing ¦ Sept 2025 - ongoing ¦ Sept 25 – Ongoing ¦ Sept 25 to ongoing
Ongoing from Sept 2025 ¦ Ongoing since September 2025 ¦ Started Sept 2025 and ongoing
Commenced Sept 2025 - ongoing ¦ Started September 2025, ongoing ¦ Sept-25 onwards (ongoing)
from September 2025 (ongoing) ¦ Ongoing (from Sept 2025) ¦ BAU from Sept 2025 ¦ Start Sept 2025 – ongoing
Ongoing, started Sept 2025 ¦ From September 2025 onwards and ongoing
= 2025-09-01 |  | day |  | ongoing
Ongoing - started 01/09/2025
=  | 2025-09-30 | month |  | ongoing note
Sept-25 & ongoing ¦ Sept 2025 and ongoing ¦ Sept 2025 then ongoing ¦ Sept 2025 and then ongoing
September 2025 + ongoing ¦ Sept 2025/ongoing ¦ Sept 2025, ongoing ¦ Sept 2025 (ongoing) ¦ Sept 2025 ongoing
Ongoing Sept 2025
=  | 2025-09-30 | month |  | ongoing
by Sept 2025 and ongoing ¦ by end of Sept 2025 then ongoing ¦ By September 2025, then BAU
=  |  |  | yearly | ongoing
Ongoing - reviewed annually ¦ Ongoing, annually
=  | 2026-03-31 | month |  | ongoing
Ongoing to March 2026 ¦ Ongoing until March 2026 ¦ Ongoing up to March 2026
Ongoing - complete by March 2026 ¦ Ongoing with completion by March 2026
=  | 2026-03-31 | month |  | ongoing note
Ongoing, due March 2026
=  |  |  | monthly |
Monthly ¦ monthly. ¦ every month ¦ Each month ¦ once a month ¦ on a monthly basis ¦ Monthly meetings
per month ¦ Monthly reporting ¦ mthly ¦ monthly review
=  |  |  | weekly |
Weekly ¦ every week ¦ each week ¦ once a week ¦ Weekly meetings ¦ on a weekly basis
=  |  |  | fortnightly |
Fortnightly ¦ every two weeks ¦ every 2 weeks ¦ 2 weekly ¦ every fortnight ¦ two-weekly ¦ once a fortnight
=  |  |  | quarterly |
Quarterly ¦ every quarter ¦ each quarter ¦ Every 3 months ¦ 3 monthly ¦ three-monthly ¦ 3-monthly
Quarterly reports ¦ every three months ¦ quarterly review ¦ once a quarter ¦ Qtrly ¦ QUARTERLY UPDATES
=  |  |  | quarterly | note
Quarterly monitoring ¦ Quarterly (SEND Board)
=  |  |  | termly |
Termly ¦ each term ¦ every term ¦ once a term ¦ per term ¦ once per term ¦ Termly review ¦ TERMLY
on a termly basis ¦ Termly meetings
=  |  |  | termly | note
at least once a term ¦ termly monitoring visits
=  |  |  | half-termly |
Half termly ¦ half-termly ¦ every half term ¦ Each half-term ¦ Half Termly meetings ¦ once every half term
once per half term
=  |  |  | six-monthly |
6 monthly ¦ six monthly ¦ six-monthly ¦ Every 6 months ¦ every six months ¦ half yearly ¦ half-yearly
twice yearly ¦ twice a year ¦ 2 x per year ¦ twice per year ¦ 6-monthly review ¦ 6 mthly ¦ two times a year
twice annually ¦ 2x a year ¦ semi-annually
=  |  |  | yearly |
Annually ¦ annual ¦ Yearly ¦ every year ¦ each year ¦ once a year ¦ per annum ¦ Annual report
every 12 months
=  |  |  | every 6 weeks |
6 weekly ¦ six weekly ¦ every 6 weeks ¦ Every six weeks ¦ 6-weekly ¦ 6 weekly meetings ¦ 6wkly
=  |  |  | every 6 weeks | note
six-weekly board
=  |  |  | every 4 months |
every 4 months ¦ every four months ¦ 4 monthly ¦ three times a year ¦ 3 times a year ¦ 3 x per year
3x a year ¦ thrice yearly
=  |  |  | every 8 weeks |
every 8 weeks ¦ 8 weekly ¦ eight weekly
=  |  |  | daily |
daily ¦ every day ¦ Each day
=  |  |  | every 2 years |
every two years ¦ biennially ¦ every 2 years ¦ Two yearly ¦ every other year
=  |  |  | every 3 years |
every three years ¦ 3 yearly ¦ Every 3 years
=  |  |  | every 2 months |
every 2 months ¦ every other month ¦ every two months ¦ two monthly
= 2025-09-01 |  | month | termly |
termly (from Sept 25) ¦ Termly from September 2025 ¦ From Sept 2025 - termly ¦ termly, starting Sept 2025
Starting Sept 2025 then termly ¦ Sept 2025 onwards, termly ¦ each term from Sept 2025
Termly commencing Sept 2025
= 2025-09-01 |  | day | termly |
termly from 1st Sept 2025
=  | 2025-09-30 | month | termly |
Sept 2025 and termly ¦ Sept 25 then termly ¦ Sept 2025 and termly thereafter ¦ by Sept 2025 and then termly
Sept 2025, then termly ¦ September 2025 & then termly ¦ Sept 2025 and each term thereafter
=  | 2025-09-30 | month | termly | note
Termly – first by September 2025 ¦ First by Sept 2025 then termly ¦ Termly Sept 2025 ¦ Sept 2025 (termly)
=  | 2025-09-30 | month | yearly |
Sept 2025 and then annually ¦ September 2025 and annually thereafter ¦ Sept-25 & annually
by Sept 2025 then yearly ¦ Sept 2025 and every year after ¦ Sept 2025, annually thereafter
Sept 25 then every year
=  | 2025-09-30 | day | yearly |
30 September 2025 and annually
=  | 2026-03-31 | month | monthly |
Monthly until March 2026 ¦ monthly to March 2026
=  | 2026-03-31 | day | monthly |
Monthly, up to 31 March 2026
= 2025-04-01 | 2026-03-31 | month | quarterly |
Quarterly from April 2025 to March 2026 ¦ Quarterly April 2025 - March 2026
April 2025 to March 2026 (quarterly) ¦ Quarterly (Apr 25 – Mar 26)
=  | 2025-07-31 | month | yearly | note
Annually – July 2025 ¦ Annually July 2025
=  | 2025-09-30 | month | monthly | note
Monthly - Sept 2025
=  |  |  | termly | ongoing
Ongoing (termly) ¦ Termly - ongoing ¦ Ongoing, reviewed termly
=  |  |  | monthly | ongoing note
Ongoing - monthly monitoring
=  |  |  | monthly | ongoing
Monthly and ongoing
=  |  |  | quarterly | ongoing
Ongoing - quarterly review
= 2025-09-01 |  | month | monthly | ongoing
From Sept 2025, ongoing monthly
=  |  |  | yearly | ongoing note
Rolling annual programme
=  | 2026-03-31 | month |  | note
Dec-25 – revised Mar-26 ¦ Dec 2025 revised to March 2026 ¦ March 2026 (revised from Dec 2025)
Revised to March 2026 ¦ Revised date March 2026 ¦ Revised: Mar 2026 ¦ Dec 25 (revised March 26)
Originally Dec 2025, now March 2026 ¦ Original: Dec 2025 Revised: March 2026
Dec 2025 extended to March 2026 ¦ Extended to March 2026 ¦ was Dec 25 now Mar 26
Dec 2025 - moved to March 2026 ¦ Moved to March 2026 ¦ March 2026 (was December 2025)
Slipped from Dec 2025 to March 2026 ¦ March 2026 (previously Dec 2025) ¦ New date: March 2026
Deferred to March 2026 ¦ Delayed to March 2026 ¦ Delayed until March 2026 ¦ Rescheduled to March 2026
Original date Dec 2025; revised date Mar 2026 ¦ Dec 2025 (now March 2026) ¦ March 2026 (originally Dec 2025)
Put back from Dec 2025 to March 2026 ¦ Postponed to March 2026 ¦ March 2026 (extended from December 2025)
revised deadline: March 2026 ¦ Dec 25 slipped to Mar 26 ¦ Carried forward to March 2026
Dec 2025 amended to Mar 2026 ¦ March 2026 - revised ¦ March 2026 (revised) ¦ March 2026 (new date)
Hopefully March 2026 ¦ ideally by March 2026 ¦ March 2026 (end of Q4) ¦ Short term (by March 2026)
Reduce delayed discharges by March 2026 ¦ Phase 1 by March 2026 ¦ Phase 1 - March 2026
Year 1 - by March 2026 ¦ KS4 by March 2026 ¦ Shifted from Dec 2025 to March 2026
extended from Dec 2025 to March 2026 ¦ revised from Dec 2025 to March 2026
March 2026 (end of financial year) ¦ March 2026 (Q4)
=  | 2026-03-31 | day |  | note
Dec 25, revised to 31 Mar 26 ¦ 31/12/2025 Revised: 31/03/2026 ¦ 31/12/25 revised 31/3/26
=  | 2025-12-31 | month |  | note
By the end of December 2025 at the very latest ¦ December 2025 (end of Autumn term) ¦ Dec 2025 (Q3)
=  | 2025-12-31 | month |  |
end Dec 25 ¦ Year end (Dec 2025) ¦ to end Dec 2025 ¦ End of Autumn Term (December 2025)
before end of autumn term - Dec 2025 ¦ before the end of Autumn term (Dec 2025) ¦ endofDecember 2025
byendofDecember2025 ¦ bythe end of Dec25 ¦ End of Autumn Term - December 2025
End of Autumn Term, December 2025 ¦ End of Autumn Term December 2025 ¦ End of Q3 - Dec 2025 ¦ Q3 (Dec 2025)
Dec 2025 (end of term)
=  | 2025-12-31 | day |  | note
By 31 December 2025 (end of autumn term)
=  | 2026-07-31 | month |  | note
July 2026 (end of academic year)
= 2025-10-01 | 2025-12-31 | quarter |  |
FY 2025/26 Q3 (Oct - Dec)
= 2025-09-01 | 2026-08-31 | month |  | note
Sept 25 – Aug 26 (academic year)
= 2025-09-01 | 2025-09-30 | month |  |
during September 2025
=  | 2025-09-20 | month |  | note
mid-Sept 2025 ¦ Mid September 2025
=  | 2025-09-10 | month |  | note
early Sept 2025
=  | 2025-03-15 | day |  | note
l5 March 2025
=  | 2025-03-31 | day |  | note
3l March 2025 ¦ 31/O3/2025 ¦ 3I/03/2025
=  | 2025-03-10 | day |  | note
l0 March 2025
= 2025-09-15 |  | day |  | problem
15 Sept 2025 (end of month)
=  | 2025-12-01 | day |  | note
startofDecember 2025
=  | 2026-03-31 | day |  |
by31st March 2026
=  | 2025-12-20 | day |  |
20th Dec 2025 (end of term)
= 2025-04-01 | 2026-03-31 | month |  | note
Apr 25 - Mar 26 (financial year) ¦ 04/25-03/26
= 2025-09-01 | 2026-08-31 | month |  |
Sept 2025 - Aug 2026 (12 months) ¦ 12 months (Sept 2025 – Aug 2026)
= 2024-09-01 | 2024-12-31 | term |  | note
24/25 - Autumn term
"""

# as written | date of the document | start | due | precision | recurrence | ongoing, note, problem
DATED_DOCUMENTS = """
by July | 2025-03-10 |  | 2025-07-31 | month |  | note
July | 2025-03-10 |  | 2025-07-31 | month |  | note
end of July | 2025-03-10 |  | 2025-07-31 | month |  | note
May | 2025-03-10 |  | 2025-05-31 | month |  | note
in May | 2025-03-10 |  | 2025-05-31 | month |  | note
within 6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
in the next 6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
in the next six months | 2025-03-10 |  | 2025-09-10 | day |  | note
6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
within the next 6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
Within six months | 2025-03-10 |  | 2025-09-10 | day |  | note
in 6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
next 6 months | 2025-03-10 |  | 2025-09-10 | day |  | note
In 6 months' time | 2025-03-10 |  | 2025-09-10 | day |  | note
over the next 6 months | 2025-03-10 | 2025-03-10 | 2025-09-10 | day |  | note
within 12 weeks | 2025-03-10 |  | 2025-06-02 | day |  | note
in 12 weeks | 2025-03-10 |  | 2025-06-02 | day |  | note
12 weeks | 2025-03-10 |  | 2025-06-02 | day |  | note
within 2 months | 2024-12-31 |  | 2025-02-28 | day |  | note
next month | 2025-03-10 |  | 2025-04-30 | month |  | note
by December this year | 2025-03-10 |  | 2025-12-31 | month |  | note
By May next year | 2025-03-10 |  | 2026-05-31 | month |  | note
in the New Year | 2025-10-10 |  | 2026-01-31 | month |  | note
next year | 2025-10-10 |  | 2026-12-31 | year |  | note
end of this year | 2025-10-10 |  | 2025-12-31 | year |  | note
ASAP | 2025-10-10 |  |  |  |  | problem
within 6 months of approval | 2025-10-10 |  |  |  |  | problem
3 months after launch | 2025-10-10 |  |  |  |  | problem
within 6 weeks of the request | 2025-10-10 |  |  |  |  | problem
6 months from approval | 2025-10-10 |  |  |  |  | problem
3-6 months | 2025-03-10 | 2025-06-10 | 2025-09-10 | day |  | note
Short term | 2025-03-10 |  |  |  |  | problem
within 10 working days | 2025-03-10 |  |  |  |  | problem
by end of term | 2025-03-10 |  |  |  |  | problem
end of March | 2025-03-10 |  | 2025-03-31 | month |  | note
last month | 2025-03-10 |  |  |  |  | problem
within 31 days | 2025-03-10 |  | 2025-04-10 | day |  | note
(end) 09/25 December 30 | 2025-03-10 |  |  |  |  | problem
"""


def officers_cells() -> list[tuple[str, str]]:
    """Each cell with the reading under which it stands."""
    cells: list[tuple[str, str]] = []
    reading = ""
    for line in OFFICERS.strip().splitlines():
        if line.startswith("="):
            reading = line[1:]
            continue
        cells.extend((raw.replace("⏎", "\n"), reading) for raw in line.split(" ¦ "))
    return cells


def as_written(found: Timescale) -> list[str]:
    """A reading in the columns of the tables."""
    said = {"ongoing": found.ongoing, "note": found.note, "problem": found.problem}
    dates = [str(day) if day else "" for day in (found.start, found.due)]
    flags = " ".join(name for name, is_so in said.items() if is_so)
    return [*dates, found.precision or "", found.recurrence or "", flags]


def columns(reading: str) -> list[str]:
    cells = [cell.strip() for cell in reading.split("|")]
    return [*cells, *[""] * (5 - len(cells))]


@pytest.mark.parametrize(("raw", "reading"), officers_cells())
def test_reading(raw: str, reading: str) -> None:
    assert as_written(read_timescale(raw)) == columns(reading)


@pytest.mark.parametrize("row", DATED_DOCUMENTS.strip().splitlines())
def test_reading_from_a_dated_document(row: str) -> None:
    raw, written_on, reading = (part.strip() for part in row.split("|", 2))
    found = read_timescale(raw, document_date=date.fromisoformat(written_on))
    assert as_written(found) == columns(reading)
