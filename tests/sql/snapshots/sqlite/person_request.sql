-- person_request.requests
SELECT person_request.id, person_request.kind AS "right", person_request.channel,
    person_request.name, person_request.run, person_request.email, person_request.received_on,
    person_request.due_on, person_request.extended, person_request.state,
    person_request.searched_at, person_request.outcome, person_request.answer,
    person_request.answered_at
FROM person_request
WHERE person_request.institution_id = ?
ORDER BY CASE WHEN (person_request.state = ?) THEN ? ELSE ? END, person_request.due_on,
    person_request.id DESC
LIMIT ? OFFSET ?
