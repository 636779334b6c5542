-- report_recipient.everything
SELECT report_recipient.person_id
FROM report_recipient
WHERE report_recipient.institution_id = ?::INTEGER

-- report_recipient.everything/2
SELECT report_recipient.id
FROM report_recipient
WHERE report_recipient.person_id = ?::INTEGER
AND report_recipient.institution_id = ?::INTEGER
