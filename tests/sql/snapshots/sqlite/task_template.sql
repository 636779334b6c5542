-- task_template.templates
SELECT task_template.id, task_template.title, task_template.description, task_template.days,
    task_template.checks, task_template.checks_first, task_template.code,
    task_template.initiative_kind, task_template.version, task_template.institution_id
FROM task_template
WHERE task_template.institution_id = ?
ORDER BY task_template.code, task_template.title, task_template.id
