-- reminder.diligence
SELECT reminder.mail_id, reminder.kind, count(*) AS many
FROM reminder
WHERE reminder.mail_id IN (…)
AND reminder.institution_id = ?::INTEGER
GROUP BY reminder.mail_id, reminder.kind
