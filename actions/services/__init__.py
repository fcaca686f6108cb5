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
    in_other_words,
    place_actions,
    restore_actions,
    revise_actions,
    what_keeps_action,
    withdraw_action,
    withdraw_actions,
)
from actions.services.approving import (
    SMALL_NUMBERS,
    Move,
    few_children,
    moves_of,
    publish_report,
    publish_unchanged,
    return_report,
    why_not_together,
)
from actions.services.carrying import carried_already, carry_over, next_plan, unfinished_actions
from actions.services.deciding import filled_texts, give_public_words, leave_out, texts_with_placeholder
from actions.services.documents import correct_document
from actions.services.drafting import may_be_repeated, no_change_report, save_draft
from actions.services.forum import SPOKEN_ON, publish_view, return_view, save_view, submit_view
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
    public_without_organisation,
    set_leads,
)
from actions.services.links import (
    DRAFTED,
    TooOften,
    draft_by_link,
    draft_of,
    key_of_link,
    make_link,
    revoke_link,
    send_link_draft,
    take_over_draft,
    takes_drafts,
)
from actions.services.messages import form_address, tell_author_of_return
from actions.services.needs import new_timescale_of, what_is_missing, what_is_to_come, what_it_needs
from actions.services.publishing import (
    emptied_actions,
    publish_plan_and_actions,
    reports_of_documents,
    unpublished_texts,
)
from actions.services.purging import purge, what_is_old
from actions.services.rating_key import KeyGiven, apply_key, give_statuses, stored_key, without_status
from actions.services.redacting import confirm_redaction, public_holdings, restore_redaction, withdraw_words
from actions.services.reporters import add_reporter, may_be_reporter, remove_reporter, set_reporters
from actions.services.reports import (
    add_rating_words,
    correct_imported_report,
    submit_report,
    take_reports,
)
from actions.services.several import move_several, report_on_several
from actions.services.sheets import SheetUpdate, newest_sent, objections_to, report_of, submit_sheet

__all__ = [
    "DRAFTED",
    "GIVEN_BY_PUBLISHING",
    "SMALL_NUMBERS",
    "SPOKEN_ON",
    "WAITING_ORGANISATIONS",
    "ActionRevision",
    "KeyGiven",
    "Move",
    "NewAction",
    "SheetUpdate",
    "TooOften",
    "add_action",
    "add_actions",
    "add_rating_words",
    "add_reporter",
    "apply_key",
    "carried_already",
    "carry_over",
    "change_due_date",
    "confirm_redaction",
    "correct_document",
    "correct_draft_timescale",
    "correct_imported_report",
    "delete_draft_action",
    "draft_by_link",
    "draft_of",
    "emptied_actions",
    "few_children",
    "filled_texts",
    "form_address",
    "give_public_words",
    "give_statuses",
    "hold_back_everywhere",
    "in_other_words",
    "key_of_link",
    "leave_out",
    "make_link",
    "masking",
    "may_be_repeated",
    "may_be_reporter",
    "move_several",
    "moves_of",
    "new_timescale_of",
    "newest_sent",
    "next_plan",
    "no_change_report",
    "objections_to",
    "place_actions",
    "public_holdings",
    "public_reads",
    "public_without_organisation",
    "publish_plan_and_actions",
    "publish_report",
    "publish_unchanged",
    "publish_view",
    "purge",
    "read_already",
    "remove_reporter",
    "report_of",
    "report_on_several",
    "reports_of_documents",
    "restore_actions",
    "restore_redaction",
    "return_report",
    "return_view",
    "revise_actions",
    "revoke_link",
    "save_draft",
    "save_view",
    "send_link_draft",
    "set_leads",
    "set_reporters",
    "stored_key",
    "stored_texts_with",
    "submit_report",
    "submit_sheet",
    "submit_view",
    "take_over_draft",
    "take_reports",
    "takes_drafts",
    "tell_author_of_return",
    "texts_with_placeholder",
    "unfinished_actions",
    "unpublished_texts",
    "what_is_missing",
    "what_is_old",
    "what_is_to_come",
    "what_it_needs",
    "what_keeps_action",
    "why_not_together",
    "withdraw_action",
    "withdraw_actions",
    "withdraw_words",
    "without_status",
]
