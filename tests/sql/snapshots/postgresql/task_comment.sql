-- task_comment.detail
SELECT task_comment.id, task_comment.at, person.name AS who, person.post, task_comment.text
FROM task_comment
LEFT OUTER JOIN person ON person.id = task_comment.person_id
AND person.institution_id = ?::INTEGER
WHERE task_comment.task_id = ?::INTEGER
AND task_comment.institution_id = ?::INTEGER
ORDER BY task_comment.id
