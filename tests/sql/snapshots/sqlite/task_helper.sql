-- task_helper.belongings
SELECT task_helper.unit_id
FROM task_helper
WHERE task_helper.task_id = ?
AND task_helper.institution_id = ?
