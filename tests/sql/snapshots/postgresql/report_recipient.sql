-- report_recipient.everything
SELECT report_recipient.person_id, report_recipient.id
FROM report_recipient
WHERE report_recipient.institution_id = ?::INTEGER
