"""Every address of the office, for every kind of person: the expected answers, written down.

A cell is what GET answers / what an empty POST answers (deleting posts its confirmation). 302 for the
anonymous is the way to the sign-in page; 404 is what somebody may not know of; 403 is what they may know of
and not do. "@draft" behind an address is the same page of a record in that state. Every page on the way is also held
against the content security policy, and no GET changes a table.

A new address: write its row here, and in tests/integration/grid.py what it needs in ARGUMENTS, if it is no page of a
record of Django's admin. Run `pytest -k answers_as_written`: what differs is said address by address.
"""

from __future__ import annotations

import logging

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse

from sendplan.middleware import DenialLog
from tests.factories import office as make
from tests.integration.grid import ROLES, address_of, addresses, all_tables, build, forbidden_by_the_policy, rows_of

pytestmark = pytest.mark.django_db

GRID = """
# address                             anonymous linked  unlinked elsewhere approver editor  forum   board   administrator superuser
components                            302/302   200/405 200/405  200/405   200/405  200/405 200/405 200/405 200/405       200/405
office:update                         302/302   200/200 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
office:update-check                   302/302   200/200 403/403  404/404   302/302  403/403 403/403 403/403 302/302       302/302
office:update-done                    302/302   200/405 403/405  404/405   302/405  403/405 403/405 403/405 302/405       302/405
office:no-change                      302/302   405/302 405/403  405/404   405/302  405/403 405/403 405/403 405/302       405/302
office:redactions                     302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
office:withdraw_words                 302/302   200/200 200/200  404/404   200/200  403/403 403/403 403/403 200/200       200/200
office:redaction                      302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
office:confirm_redaction              302/302   403/403 403/403  404/404   200/302  403/403 404/404 404/404 200/302       200/302
office:restore_redaction              302/302   403/403 403/403  404/404   200/302  403/403 404/404 404/404 200/302       200/302
office:imports                        302/302   200/405 200/405  200/405   200/405  200/405 403/405 403/405 200/405       200/405
office:import-new                     302/302   200/200 200/200  200/200   200/200  403/403 403/403 403/403 200/200       200/200
office:import-upload                  302/302   200/200 200/200  404/404   200/200  403/403 404/404 404/404 200/200       200/200
office:import-read                    302/302   200/405 200/405  404/405   200/405  403/405 404/405 404/405 200/405       200/405
office:import-map                     302/302   200/409 200/409  404/404   200/409  403/403 404/404 404/404 200/409       200/409
office:import-preview                 302/302   200/409 200/409  404/404   200/409  403/403 404/404 404/404 200/409       200/409
office:import-done                    302/302   302/405 302/405  404/405   302/405  302/405 404/405 404/405 302/405       302/405
office:import-undo                    302/302   302/302 302/302  404/404   302/302  403/403 404/404 404/404 302/302       302/302
office:import-drop                    302/302   405/302 405/302  405/404   405/302  405/403 405/404 405/404 405/302       405/302
office:links                          302/302   200/200 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
office:plan-word                      302/302   200/405 200/405  404/405   200/405  200/405 403/405 403/405 200/405       200/405
office:sheets                         302/302   200/200 200/200  200/200   200/200  403/403 403/403 403/403 200/200       200/200
office:sheet                              302/302   403/405 403/405  404/405   302/405  403/405 404/405 404/405 302/405       302/405
office:review                         302/302   200/405 200/405  200/405   200/405  200/405 200/405 200/405 200/405       200/405
office:review-together                302/302   403/403 403/403  403/403   200/200  403/403 403/403 403/403 200/200       200/200
office:review-report                  302/302   200/403 200/403  404/404   200/200  200/403 200/403 200/403 200/200       200/200
office:review-view                    302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
office:forum                          302/302   403/405 403/405  403/405   403/405  403/405 200/405 403/405 403/405       200/405
office:forum-view                     302/302   403/403 403/403  404/404   403/403  403/403 200/200 403/403 403/403       200/200
office:forum-history                  302/302   200/405 200/405  404/405   200/405  200/405 200/405 403/405 200/405       200/405
office:roles                          302/302   200/405 200/405  200/405   200/405  200/405 200/405 200/405 200/405       200/405
index                                 302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
login                                 200/200   302/200 302/200  302/200   302/200  302/200 302/200 302/200 302/200       302/200
logout                                302/302   405/200 405/200  405/200   405/200  405/200 405/200 405/200 405/200       405/200
password_change                       302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
password_change_done                  302/302   200/405 200/405  200/405   200/405  200/405 200/405 200/405 200/405       200/405
autocomplete                          302/302   403/405 403/405  403/405   403/405  403/405 403/405 403/405 403/405       403/405
jsi18n                                302/302   200/405 200/405  200/405   200/405  200/405 200/405 200/405 200/405       200/405
priorities_heldback_changelist        302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
priorities_heldback_add               302/302   403/403 403/403  403/403   403/403  403/403 404/404 404/404 403/403       403/403
priorities_heldback_history           302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
priorities_heldback_delete            302/302   403/403 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
priorities_heldback_change            302/302   200/403 200/403  404/404   200/200  200/403 404/404 404/404 200/200       200/200
priorities_heldback_redirect          302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_plan_publish               302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
priorities_plan_take                  302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
priorities_plan_give-statuses         302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
priorities_plan_withdraw              302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
priorities_plan_changelist            302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
priorities_plan_add                   302/302   200/200 200/200  200/200   200/200  403/403 403/403 403/403 200/200       200/200
priorities_plan_history               302/302   200/200 200/200  404/404   200/200  200/200 403/403 403/403 200/200       200/200
priorities_plan_delete                302/302   403/403 403/403  404/404   403/403  403/403 403/403 403/403 403/403       403/403
priorities_plan_change                302/302   200/403 200/403  404/404   200/200  200/403 200/403 200/403 200/200       200/200
priorities_plan_redirect              302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
actions_progressreport_submit         302/302   200/200 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
actions_progressreport_correct        302/302   200/200 200/200  404/404   200/200  403/403 404/404 404/404 200/200       200/200
actions_progressreport_changelist     302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
actions_progressreport_add            302/302   403/403 403/403  403/403   403/403  403/403 403/403 403/403 403/403       403/403
actions_progressreport_history        302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
actions_progressreport_delete         302/302   200/302 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
actions_progressreport_change         302/302   200/403 200/403  404/404   200/403  200/403 404/404 404/404 200/403       200/403
actions_progressreport_redirect       302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
actions_organisation_changelist       302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
actions_organisation_add              302/302   200/200 200/200  200/200   200/200  403/403 404/404 404/404 200/200       200/200
actions_organisation_history          302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
actions_organisation_delete           302/302   200/302 200/302  404/404   200/302  403/403 404/404 404/404 200/302       200/302
actions_organisation_change           302/302   200/200 200/200  404/404   200/200  200/403 404/404 404/404 200/200       200/200
actions_organisation_redirect         302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
actions_lead_export                   302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
actions_lead_reporters                302/302   403/403 403/403  404/404   200/200  403/403 404/404 404/404 200/200       200/200
actions_lead_changelist               302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
actions_lead_add                      302/302   200/200 200/200  200/200   200/200  403/403 404/404 404/404 200/200       200/200
actions_lead_history                  302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
actions_lead_delete                   302/302   200/302 200/302  404/404   200/302  403/403 404/404 404/404 200/302       200/302
actions_lead_change                   302/302   200/200 200/200  404/404   200/200  200/403 404/404 404/404 200/200       200/200
actions_lead_redirect                 302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
actions_action_export                 302/302   200/200 200/200  200/200   200/200  200/200 403/403 403/403 200/200       200/200
actions_action_withdraw               302/302   403/403 403/403  404/404   200/200  403/403 403/403 403/403 200/200       200/200
actions_action_changelist             302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
actions_action_add                    302/302   200/200 200/200  200/200   200/200  403/403 403/403 403/403 200/200       200/200
actions_action_history                302/302   200/200 200/200  404/404   200/200  200/200 403/403 403/403 200/200       200/200
actions_action_delete                 302/302   403/403 403/403  404/404   403/403  403/403 403/403 403/403 403/403       403/403
actions_action_change                 302/302   200/403 200/403  404/404   200/200  200/403 200/403 200/403 200/200       200/200
actions_action_redirect               302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_auditentry_changelist      302/302   404/404 404/404  404/404   200/200  404/404 404/404 404/404 200/200       200/200
priorities_auditentry_add             302/302   404/404 404/404  404/404   403/403  404/404 404/404 404/404 403/403       403/403
priorities_auditentry_history         302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 404/404       404/404
priorities_auditentry_delete          302/302   404/404 404/404  404/404   403/403  404/404 404/404 404/404 403/403       403/403
priorities_auditentry_change          302/302   404/404 404/404  404/404   200/403  404/404 404/404 404/404 200/403       200/403
priorities_auditentry_redirect        302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_sourcedocument_original    302/302   200/405 200/405  404/405   200/405  200/405 404/405 404/405 200/405       200/405
priorities_sourcedocument_set-aside   302/302   200/200 200/200  404/404   200/200  403/403 404/404 404/404 200/200       200/200
priorities_sourcedocument_correct     302/302   403/403 403/403  404/404   200/200  403/403 404/404 404/404 200/200       200/200
priorities_sourcedocument_changelist  302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
priorities_sourcedocument_add         302/302   403/403 403/403  403/403   403/403  403/403 404/404 404/404 403/403       403/403
priorities_sourcedocument_history     302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
priorities_sourcedocument_delete      302/302   403/403 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
priorities_sourcedocument_change      302/302   200/403 200/403  404/404   200/403  200/403 404/404 404/404 200/403       200/403
priorities_sourcedocument_redirect    302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_sourcerow_changelist       302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
priorities_sourcerow_add              302/302   403/403 403/403  403/403   403/403  403/403 404/404 404/404 403/403       403/403
priorities_sourcerow_history          302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
priorities_sourcerow_delete           302/302   403/403 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
priorities_sourcerow_change           302/302   200/403 200/403  404/404   200/403  200/403 404/404 404/404 200/403       200/403
priorities_sourcerow_redirect         302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_readingproblem_changelist  302/302   200/200 200/200  200/200   200/200  200/200 404/404 404/404 200/200       200/200
priorities_readingproblem_add         302/302   403/403 403/403  403/403   403/403  403/403 404/404 404/404 403/403       403/403
priorities_readingproblem_history     302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
priorities_readingproblem_delete      302/302   403/403 403/403  404/404   403/403  403/403 404/404 404/404 403/403       403/403
priorities_readingproblem_change      302/302   200/403 200/403  404/404   200/403  200/403 404/404 404/404 200/403       200/403
priorities_readingproblem_redirect    302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_partnership_changelist     302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
priorities_partnership_add            302/302   403/403 403/403  403/403   403/403  403/403 403/403 403/403 403/403       200/200
priorities_partnership_history        302/302   200/200 200/200  404/404   200/200  200/200 403/403 403/403 200/200       200/200
priorities_partnership_delete         302/302   403/403 403/403  404/404   403/403  403/403 403/403 403/403 403/403       403/403
priorities_partnership_change         302/302   200/403 200/403  404/404   200/200  200/403 200/403 200/403 200/200       200/200
priorities_partnership_redirect       302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
auth_user_password_change             302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 404/404       200/200
priorities_user_changelist            302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/200       200/200
priorities_user_add                   302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 403/403       200/200
priorities_user_history               302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/200       200/200
priorities_user_delete                302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 403/403       403/403
priorities_user_change                302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/403       200/200
priorities_user_redirect              302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_membership_changelist      302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/200       200/200
priorities_membership_add             302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/200       200/200
priorities_membership_history         302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/200       200/200
priorities_membership_delete          302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/302       200/302
priorities_membership_change          302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 200/403       200/403
priorities_membership_redirect        302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
priorities_priority_withdraw          302/302   403/403 403/403  404/404   200/200  403/403 404/404 404/404 200/200       200/200
priorities_priority_changelist        302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
priorities_priority_add               302/302   200/200 200/200  200/200   200/200  403/403 403/403 403/403 200/200       200/200
priorities_priority_history           302/302   200/200 200/200  404/404   200/200  200/200 404/404 404/404 200/200       200/200
priorities_priority_delete            302/302   200/302 200/302  404/404   200/302  403/403 404/404 404/404 200/302       200/302
priorities_priority_change            302/302   200/200 200/200  404/404   200/200  200/403 404/404 404/404 200/200       200/200
priorities_priority_redirect          302/302   302/302 302/302  302/302   302/302  302/302 302/302 302/302 302/302       302/302
app_list                              302/302   200/200 200/200  200/200   200/200  200/200 200/200 200/200 200/200       200/200
catch_all                             302/302   404/404 404/404  404/404   404/404  404/404 404/404 404/404 404/404       404/404
actions_action_import                     302/302 200/200 200/200 200/200 200/200 403/403 403/403 403/403 200/200 200/200
actions_action_import_confirm             302/302 404/404 404/404 404/404 404/404 403/403 403/403 403/403 404/404 404/404
actions_lead_import                       302/302 200/200 200/200 200/200 200/200 403/403 404/404 404/404 200/200 200/200
actions_lead_import_confirm               302/302 404/404 404/404 404/404 404/404 403/403 404/404 404/404 404/404 404/404
actions_organisation_export               302/302 200/200 200/200 200/200 200/200 200/200 404/404 404/404 200/200 200/200
actions_organisation_import               302/302 200/200 200/200 200/200 200/200 403/403 404/404 404/404 200/200 200/200
actions_organisation_import_confirm       302/302 404/404 404/404 404/404 404/404 403/403 404/404 404/404 404/404 404/404
office:outstanding                        302/302 403/403 403/403 403/403 200/405 403/403 403/403 403/403 200/405 200/405
office:several-dates                      302/302 403/404 403/404  404/404   200/404  403/404 404/404 404/404 200/404       200/404
office:several-status                     302/302 200/404 403/404  404/404   200/404  403/404 404/404 404/404 200/404       200/404
priorities_plan_carry-over                302/302 200/200 200/200 404/404 200/200 403/403 403/403 403/403 200/200 200/200
routemaps_term_add                        302/302 403/403 403/403 403/403 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_change                     302/302 200/403 200/403 404/404 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_changelist                 302/302 200/200 200/200 200/200 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_delete                     302/302 403/403 403/403 404/404 200/302 200/302 404/404 404/404 200/302 200/302
routemaps_term_export                     302/302 200/200 200/200 200/200 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_history                    302/302 200/200 200/200 404/404 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_import                     302/302 403/403 403/403 403/403 200/200 200/200 404/404 404/404 200/200 200/200
routemaps_term_import_confirm             302/302 403/403 403/403 403/403 404/404 404/404 404/404 404/404 404/404 404/404
routemaps_term_redirect                   302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
actions_action_delivers                   302/302 403/403 403/403 404/404 200/200 403/403 403/403 403/403 200/200 200/200
actions_milestone_add                     302/302 200/200 200/200 200/200 200/200 403/403 403/403 403/403 200/200 200/200
actions_milestone_change                  302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
actions_milestone_changelist              302/302 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
actions_milestone_delete                  302/302 403/403 403/403 404/404 403/403 403/403 403/403 403/403 403/403 403/403
actions_milestone_history                 302/302 200/200 200/200 404/404 200/200 200/200 403/403 403/403 200/200 200/200
actions_milestone_redirect                302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
actions_milestone_withdraw                302/302 403/403 403/403 404/404 200/200 403/403 403/403 403/403 200/200 200/200
office:milestone-change                   302/302 200/200 200/200 404/404 200/200 403/403 404/404 404/404 200/200 200/200
office:review-milestone                   302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
office:review-round                       302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
office:review-round-update                302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
office:round                              302/302 200/405 200/405 404/405 200/405 200/405 404/405 404/405 200/405 200/405
office:round-check                        302/302 302/302 302/302 404/404 302/302 403/403 404/404 404/404 302/302 302/302
office:round-correct                      302/302 302/200 302/200 404/404 302/200 403/403 404/404 404/404 302/200 302/200
office:round-update                       302/302 200/200 200/200 404/404 200/200 403/403 404/404 404/404 200/200 200/200
priorities_commitment_add                 302/302 200/200 200/200 200/200 200/200 403/403 403/403 403/403 200/200 200/200
priorities_commitment_change              302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
priorities_commitment_changelist          302/302 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
priorities_commitment_delete              302/302 403/403 403/403 404/404 403/403 403/403 403/403 403/403 403/403 403/403
priorities_commitment_history             302/302 200/200 200/200 404/404 200/200 200/200 403/403 403/403 200/200 200/200
priorities_commitment_redirect            302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
priorities_commitment_withdraw            302/302 403/403 403/403 404/404 200/200 403/403 403/403 403/403 200/200 200/200
priorities_planreview_add                 302/302 200/200 200/200 200/200 200/200 403/403 404/404 404/404 200/200 200/200
priorities_planreview_change              302/302 200/200 200/200 404/404 200/200 200/403 404/404 404/404 200/200 200/200
priorities_planreview_changelist          302/302 200/200 200/200 200/200 200/200 200/200 404/404 404/404 200/200 200/200
priorities_planreview_delete              302/302 200/302 200/302 404/404 200/302 403/403 404/404 404/404 200/302 200/302
priorities_planreview_history             302/302 200/200 200/200 404/404 200/200 200/200 404/404 404/404 200/200 200/200
priorities_planreview_publish             302/302 403/403 403/403 404/404 200/200 403/403 404/404 404/404 200/200 200/200
priorities_planreview_redirect            302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
priorities_recommendation_add             302/302 200/200 200/200 200/200 200/200 403/403 403/403 403/403 200/200 200/200
priorities_recommendation_change          302/302 200/403 200/403 404/404 200/200 200/403 200/403 200/403 200/200 200/200
priorities_recommendation_changelist      302/302 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200 200/200
priorities_recommendation_delete          302/302 403/403 403/403 404/404 403/403 403/403 403/403 403/403 403/403 403/403
priorities_recommendation_history         302/302 200/200 200/200 404/404 200/200 200/200 403/403 403/403 200/200 200/200
priorities_recommendation_redirect        302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
priorities_recommendation_withdraw        302/302 403/403 403/403 404/404 200/200 403/403 403/403 403/403 200/200 200/200
priorities_updateround_add                302/302 200/200 200/200 200/200 200/200 403/403 404/404 404/404 200/200 200/200
priorities_updateround_change             302/302 200/200 200/200 404/404 200/200 200/403 404/404 404/404 200/200 200/200
priorities_updateround_changelist         302/302 200/200 200/200 200/200 200/200 200/200 404/404 404/404 200/200 200/200
priorities_updateround_delete             302/302 403/403 403/403 404/404 403/403 403/403 404/404 404/404 403/403 403/403
priorities_updateround_history            302/302 200/200 200/200 404/404 200/200 200/200 404/404 404/404 200/200 200/200
priorities_updateround_redirect           302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302 302/302
"""

STATES = """
# address                                 linked    unlinked  elsewhere approver  forum
priorities_plan_publish@draft             403/403   403/403   404/404   200/200   404/404
priorities_plan_take@draft                403/403   403/403   404/404   200/200   404/404
priorities_plan_give-statuses@draft       403/403   403/403   404/404   200/200   404/404
priorities_plan_withdraw@draft            403/403   403/403   404/404   200/200   404/404
priorities_plan_history@draft             200/200   200/200   404/404   200/200   404/404
priorities_plan_delete@draft              200/200   200/200   404/404   200/200   404/404
priorities_plan_change@draft              200/200   200/200   404/404   200/200   404/404
priorities_plan_history@withdrawn         200/200   200/200   404/404   200/200   404/404
priorities_plan_change@withdrawn          200/403   200/403   404/404   200/200   404/404
priorities_priority_withdraw@public       403/403   403/403   404/404   200/200   403/403
priorities_priority_history@public        200/200   200/200   404/404   200/200   403/403
priorities_priority_delete@public         403/403   403/403   404/404   403/403   403/403
priorities_priority_change@public         200/403   200/403   404/404   200/200   200/403
actions_action_withdraw@draft             403/403   403/403   404/404   200/200   404/404
actions_action_history@draft              200/200   200/200   404/404   200/200   404/404
actions_action_delete@draft               200/302   200/302   404/404   200/302   404/404
actions_action_change@draft               200/200   200/200   404/404   200/200   404/404
actions_action_history@withdrawn          200/200   200/200   404/404   200/200   404/404
actions_action_change@withdrawn           200/403   200/403   404/404   200/200   404/404
actions_progressreport_submit@returned    200/200   403/403   404/404   403/403   404/404
actions_progressreport_history@returned   200/200   200/200   404/404   200/200   404/404
actions_progressreport_change@returned    200/403   200/403   404/404   200/403   404/404
actions_progressreport_submit@submitted   403/403   403/403   404/404   403/403   403/403
actions_progressreport_correct@submitted  200/200   200/200   404/404   200/200   403/403
actions_progressreport_history@submitted  200/200   200/200   404/404   200/200   403/403
actions_progressreport_delete@submitted   403/403   403/403   404/404   403/403   403/403
actions_progressreport_change@submitted   200/403   200/403   404/404   200/403   200/403
actions_progressreport_submit@published   403/403   403/403   404/404   403/403   403/403
actions_progressreport_history@published  200/200   200/200   404/404   200/200   403/403
actions_progressreport_change@published   200/403   200/403   404/404   200/403   200/403
office:update@draft                       403/403   403/403   404/404   200/200   404/404
office:no-change@draft                    405/403   405/403   405/404   405/302   405/404
priorities_commitment_withdraw@draft      403/403   403/403   404/404   200/200   404/404
priorities_commitment_history@draft       200/200   200/200   404/404   200/200   404/404
priorities_commitment_delete@draft        200/302   200/302   404/404   200/302   404/404
priorities_commitment_change@draft        200/200   200/200   404/404   200/200   404/404
priorities_recommendation_withdraw@draft  403/403   403/403   404/404   200/200   404/404
priorities_recommendation_history@draft   200/200   200/200   404/404   200/200   404/404
priorities_recommendation_delete@draft    200/302   200/302   404/404   200/302   404/404
priorities_recommendation_change@draft    200/200   200/200   404/404   200/200   404/404
actions_milestone_withdraw@draft          403/403   403/403   404/404   200/200   404/404
actions_milestone_history@draft           200/200   200/200   404/404   200/200   404/404
actions_milestone_delete@draft            200/302   200/302   404/404   200/302   404/404
actions_milestone_change@draft            200/200   200/200   404/404   200/200   404/404
priorities_updateround_history@published  200/200   200/200   404/404   200/200   404/404
priorities_updateround_delete@published   403/403   403/403   404/404   403/403   404/404
priorities_updateround_change@published   200/403   200/403   404/404   200/403   404/404
priorities_planreview_publish@published   403/403   403/403   404/404   200/200   404/404
priorities_planreview_history@published   200/200   200/200   404/404   200/200   404/404
priorities_planreview_delete@published    403/403   403/403   404/404   403/403   404/404
priorities_planreview_change@published    200/403   200/403   404/404   200/403   404/404
office:round@published                    200/405   200/405   404/405   200/405   404/405
office:review-round@published             200/403   200/403   404/404   200/200   200/403
office:round-update@published             200/200   200/200   404/404   200/200   404/404
office:round-check@published              302/302   302/302   404/404   302/302   404/404
office:round-correct@published            200/200   200/200   404/404   200/200   404/404
office:milestone-change@draft             200/200   200/200   404/404   200/200   404/404
"""
"""The same pages of records in other states. The board reads what the forum reads, and so on: five roles tell."""

IN_STATES = ("linked", "unlinked", "elsewhere", "approver", "forum")


def expected_of(role: str) -> dict[str, str]:
    found = {name: cells[ROLES.index(role)] for name, cells in rows_of(GRID).items()}
    if role in IN_STATES:
        found |= {name: cells[IN_STATES.index(role)] for name, cells in rows_of(STATES).items()}
    return found


def test_every_address_is_written_down():
    assert sorted(name for pattern, name in addresses() if pattern.startswith("admin/")) == sorted(rows_of(GRID))
    assert {name: len(cells) for name, cells in rows_of(GRID).items()} == dict.fromkeys(rows_of(GRID), len(ROLES))


@pytest.fixture
def world(settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return build()


@pytest.fixture
def quick(settings, monkeypatch):
    """Two thousand requests: no session is kept in the database, and what the logs say is tested elsewhere."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    monkeypatch.setattr(DenialLog, "_write", lambda *said: None)
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_written_and_no_get_changes_anything(role, world, quick, monkeypatch):
    expected = expected_of(role)
    where = {name: address_of(name, world) for name in expected}
    browser = world.browser(role, raise_request_exception=False)
    before, answers = all_tables(), {}
    for name, address in where.items():
        response = browser.get(address)
        answers[name] = str(response.status_code)
        assert forbidden_by_the_policy(response) == [], address
        b"".join(response)  # a file that is sent is closed when it was read
    assert all_tables() == before
    if role != "superuser":
        # What a POST is answered with is drawn once, for the superuser: drawing takes most of the time.
        monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    signed_in = browser.cookies.copy()
    for name, address in where.items():
        browser.cookies = signed_in.copy()  # whatever the last answer did to the session is undone
        with transaction.atomic():
            response = browser.post(address, {"post": "yes"} if "_delete" in name else {})
            answers[name] += f"/{response.status_code}"
            assert forbidden_by_the_policy(response) == [], address
            transaction.set_rollback(True)
    assert answers == expected


def test_there_is_no_shortcut_that_tells_the_address_of_a_draft(world):
    client = world.browser("elsewhere")
    plan = world.records["priorities_plan"]
    kind = ContentType.objects.get_for_model(plan)
    assert client.get(f"/admin/r/{kind.pk}/{plan.pk}/").status_code == 404


QUERIES = {
    "priorities_auditentry": (make.AuditEntryFactory, 5),
    "priorities_partnership": (make.PartnershipFactory, 4),
    "priorities_user": (make.UserFactory, 4),
    "priorities_membership": (make.MembershipFactory, 5),
    "priorities_plan": (make.PlanFactory, 5),
    "priorities_priority": (make.PriorityFactory, 5),
    "priorities_sourcedocument": (make.SourceDocumentFactory, 5),
    "priorities_sourcerow": (make.SourceRowFactory, 5),
    "priorities_readingproblem": (make.ReadingProblemFactory, 6),
    "priorities_heldback": (make.HeldBackFactory, 5),
    "priorities_commitment": (make.CommitmentFactory, 5),
    "priorities_recommendation": (make.RecommendationFactory, 5),
    "priorities_updateround": (make.UpdateRoundFactory, 6),
    "priorities_planreview": (make.PlanReviewFactory, 5),
    "routemaps_term": (make.TermFactory, 5),
    "actions_organisation": (make.OrganisationFactory, 5),
    "actions_lead": (make.LeadFactory, 7),
    "actions_action": (make.ActionFactory, 8),
    "actions_progressreport": (make.ProgressReportFactory, 5),
    "actions_milestone": (make.MilestoneFactory, 5),
}


def test_every_list_is_counted_below():
    assert set(QUERIES) == {model._meta.label_lower.replace(".", "_") for model in admin.site._registry}


@pytest.mark.parametrize("kind", QUERIES)
def test_a_list_asks_the_same_number_of_queries_for_1_and_3_rows(
    kind, client, settings, tmp_path, django_assert_num_queries
):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    factory, queries = QUERIES[kind]
    client.force_login(make.UserFactory(is_superuser=True))
    where = reverse(f"admin:{kind}_changelist")
    for rows in (1, 2):
        factory.create_batch(rows)
        with django_assert_num_queries(queries):
            client.get(where)
