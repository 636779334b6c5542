-- task_wait.belongings
SELECT task_wait.awaited_id
FROM task_wait
WHERE task_wait.task_id = ?::INTEGER
AND task_wait.institution_id = ?::INTEGER
