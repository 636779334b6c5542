-- received_mail.page
SELECT received_mail.outcome, count(received_mail.id) AS many
FROM received_mail
WHERE received_mail.institution_id = ?::INTEGER
GROUP BY received_mail.outcome

-- received_mail.page/2
SELECT received_mail.id, received_mail.sender, received_mail.subject, received_mail.outcome,
    received_mail.why, person.name AS person, received_mail.task_id, task.title AS task,
    received_mail.received_at, received_mail.text, received_mail.files, received_mail.refusal,
    received_mail.size, received_mail.decided_at, received_mail.answers_id, received_mail.others
FROM received_mail
LEFT OUTER JOIN person ON person.id = received_mail.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN task ON task.id = received_mail.task_id
AND task.institution_id = ?::INTEGER
WHERE received_mail.outcome IN (…)
AND received_mail.institution_id = ?::INTEGER
ORDER BY received_mail.id DESC
LIMIT ?::INTEGER OFFSET ?::INTEGER
