-- task_comment.conversation
SELECT ? AS kind, task_comment.id AS id, task_comment.at AS at, person.name AS who,
    task_comment.text AS text, CAST(NULL AS VARCHAR) AS asked_of, CAST(NULL AS DATE) AS until,
    CAST(NULL AS DATETIME) AS answered_at, CAST(NULL AS VARCHAR) AS answered_by, CAST(NULL AS
    VARCHAR) AS answer, CAST(NULL AS DATE) AS granted
FROM task_comment
LEFT OUTER JOIN person ON person.id = task_comment.person_id
AND person.institution_id = ?
WHERE task_comment.task_id = ?
AND task_comment.institution_id = ?
UNION ALL SELECT CAST(task_ask.kind AS VARCHAR) AS kind, task_ask.id, task_ask.at, person.name,
    task_ask.text, CAST(task_ask.asked_of AS VARCHAR) AS asked_of, task_ask.until,
    task_ask.answered_at, person_1.name AS name_1, task_ask.answer, task_ask.granted
FROM task_ask
LEFT OUTER JOIN person ON person.id = task_ask.person_id
AND person.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = task_ask.answered_by
AND person_1.institution_id = ?
WHERE task_ask.task_id = ?
AND task_ask.institution_id = ?
