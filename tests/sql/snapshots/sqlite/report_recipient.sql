-- report_recipient.everything
SELECT report_recipient.person_id
FROM report_recipient
WHERE report_recipient.institution_id = ?

-- report_recipient.everything/2
SELECT report_recipient.id
FROM report_recipient
WHERE report_recipient.person_id = ?
AND report_recipient.institution_id = ?
