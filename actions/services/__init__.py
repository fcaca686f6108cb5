"""Writes to actions and their reports. Verbs with `by=`: each leaves who and when, in one transaction.

`at` is the moment of the write; views, the admin and commands pass it in.
"""

from actions.services.actions import (
    ActionRevision,
    NewAction,
    add_action,
    add_actions,
    change_due_date,
    correct_draft_timescale,
    delete_draft_action,
    place_actions,
    restore_actions,
    revise_actions,
    what_keeps_action,
    withdraw_action,
    withdraw_actions,
)
from actions.services.deciding import filled_texts, give_public_words, leave_out, texts_with_placeholder
from actions.services.documents import correct_document
from actions.services.drafting import may_be_repeated, no_change_report, save_draft
from actions.services.held_back import (
    hold_back_everywhere,
    masking,
    public_reads,
    read_already,
    stored_texts_with,
)
from actions.services.leads import (
    GIVEN_BY_PUBLISHING,
    WAITING_ORGANISATIONS,
    add_leads,
    add_organisations,
    public_without_organisation,
    set_leads,
)
from actions.services.needs import new_timescale_of, what_is_missing, what_is_to_come, what_it_needs
from actions.services.publishing import (
    emptied_actions,
    publish_plan_and_actions,
    reports_of_documents,
    unpublished_texts,
)
from actions.services.rating_key import KeyGiven, apply_key, give_statuses, stored_key, without_status
from actions.services.reports import (
    add_rating_words,
    correct_imported_report,
    publish_report,
    return_report,
    submit_report,
    take_reports,
)

__all__ = [
    "GIVEN_BY_PUBLISHING",
    "WAITING_ORGANISATIONS",
    "ActionRevision",
    "KeyGiven",
    "NewAction",
    "add_action",
    "add_actions",
    "add_leads",
    "add_organisations",
    "add_rating_words",
    "apply_key",
    "change_due_date",
    "correct_document",
    "correct_draft_timescale",
    "correct_imported_report",
    "delete_draft_action",
    "emptied_actions",
    "filled_texts",
    "give_public_words",
    "give_statuses",
    "hold_back_everywhere",
    "leave_out",
    "masking",
    "may_be_repeated",
    "new_timescale_of",
    "no_change_report",
    "place_actions",
    "public_reads",
    "public_without_organisation",
    "publish_plan_and_actions",
    "publish_report",
    "read_already",
    "reports_of_documents",
    "restore_actions",
    "return_report",
    "revise_actions",
    "save_draft",
    "set_leads",
    "stored_key",
    "stored_texts_with",
    "submit_report",
    "take_reports",
    "texts_with_placeholder",
    "unpublished_texts",
    "what_is_missing",
    "what_is_to_come",
    "what_it_needs",
    "what_keeps_action",
    "withdraw_action",
    "withdraw_actions",
    "without_status",
]
