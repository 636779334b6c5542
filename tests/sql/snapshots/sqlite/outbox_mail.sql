-- outbox_mail.diligence
SELECT count(*) AS count_1
FROM outbox_mail
WHERE outbox_mail.person_id IN (…)
AND outbox_mail.created_at >= ?
AND outbox_mail.institution_id = ?

-- outbox_mail.diligence/2
SELECT outbox_mail.id, outbox_mail.person_id, outbox_mail.recipient, outbox_mail.recipient_name,
    outbox_mail.kind, outbox_mail.subject, outbox_mail.state, outbox_mail.created_at,
    outbox_mail.sent_at, outbox_mail.bounced_at, outbox_mail.bounce, outbox_mail.last_error
FROM outbox_mail
WHERE outbox_mail.person_id IN (…)
AND outbox_mail.created_at >= ?
AND outbox_mail.institution_id = ?
ORDER BY outbox_mail.id DESC
LIMIT ? OFFSET ?

-- outbox_mail.last_to
SELECT outbox_mail.id, outbox_mail.recipient, outbox_mail.recipient_name, outbox_mail.kind,
    outbox_mail.subject, outbox_mail.state, outbox_mail.attempts, outbox_mail.next_attempt_at,
    outbox_mail.not_after, outbox_mail.last_error, outbox_mail.created_at, outbox_mail.sent_at,
    outbox_mail.secret, outbox_mail.bounced_at
FROM outbox_mail
WHERE outbox_mail.person_id IN (…)
AND outbox_mail.institution_id = ?
ORDER BY outbox_mail.id DESC
LIMIT ? OFFSET ?

-- outbox_mail.mail
SELECT outbox_mail.id, outbox_mail.recipient, outbox_mail.recipient_name, outbox_mail.kind,
    outbox_mail.subject, outbox_mail.state, outbox_mail.attempts, outbox_mail.next_attempt_at,
    outbox_mail.not_after, outbox_mail.last_error, outbox_mail.created_at, outbox_mail.sent_at,
    outbox_mail.secret, outbox_mail.bounced_at, outbox_mail.text, outbox_mail.paper_name
FROM outbox_mail
WHERE outbox_mail.id = ?
AND outbox_mail.institution_id = ?

-- outbox_mail.notice
SELECT outbox_mail.id, outbox_mail.kind, outbox_mail.subject, outbox_mail.created_at AS at,
    outbox_mail.read_at, outbox_mail.text
FROM outbox_mail
WHERE outbox_mail.id = ?
AND outbox_mail.person_id = ?
AND outbox_mail.secret IS 0
AND outbox_mail.state != ?
AND NOT (outbox_mail.state = ? AND outbox_mail.attempts = ? AND outbox_mail.next_attempt_at > ?)
AND outbox_mail.institution_id = ?

-- outbox_mail.page
SELECT count(*) FILTER (WHERE outbox_mail.state IN (…)) AS "WAITING", count(*) FILTER (WHERE
    outbox_mail.state IN (…) OR outbox_mail.state = ? AND outbox_mail.last_error IS NOT NULL) AS
    "TROUBLED", count(*) FILTER (WHERE outbox_mail.state = ?) AS "SENT", count(*) FILTER (WHERE
    outbox_mail.state = ?) AS "WITHDRAWN"
FROM outbox_mail

-- outbox_mail.page/2
SELECT outbox_mail.id, outbox_mail.recipient, outbox_mail.recipient_name, outbox_mail.kind,
    outbox_mail.subject, outbox_mail.state, outbox_mail.attempts, outbox_mail.next_attempt_at,
    outbox_mail.not_after, outbox_mail.last_error, outbox_mail.created_at, outbox_mail.sent_at,
    outbox_mail.secret, outbox_mail.bounced_at
FROM outbox_mail
WHERE outbox_mail.state IN (…)
AND outbox_mail.institution_id = ?
ORDER BY outbox_mail.id DESC
LIMIT ? OFFSET ?

-- outbox_mail.page/3
SELECT count(*) AS total, count(*) FILTER (WHERE outbox_mail.read_at IS NULL) AS unread
FROM outbox_mail
WHERE outbox_mail.person_id = ?
AND outbox_mail.secret IS 0
AND outbox_mail.state != ?
AND NOT (outbox_mail.state = ? AND outbox_mail.attempts = ? AND outbox_mail.next_attempt_at > ?)

-- outbox_mail.page/4
SELECT outbox_mail.id, outbox_mail.kind, outbox_mail.subject, outbox_mail.created_at AS at,
    outbox_mail.read_at
FROM outbox_mail
WHERE outbox_mail.person_id = ?
AND outbox_mail.secret IS 0
AND outbox_mail.state != ?
AND NOT (outbox_mail.state = ? AND outbox_mail.attempts = ? AND outbox_mail.next_attempt_at > ?)
AND outbox_mail.institution_id = ?
ORDER BY outbox_mail.id DESC
LIMIT ? OFFSET ?

-- outbox_mail.recalled_on
SELECT outbox_mail.dedupe_key, outbox_mail.created_at
FROM outbox_mail
WHERE outbox_mail.dedupe_key IN (…)
AND outbox_mail.institution_id = ?
