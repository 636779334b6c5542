-- duty_requirement.read_rows
SELECT duty_requirement.duty_id, requirement.id, requirement.code, requirement.title
FROM duty_requirement
JOIN requirement ON requirement.id = duty_requirement.requirement_id
AND requirement.institution_id = ?
WHERE duty_requirement.duty_id IN (…)
AND duty_requirement.institution_id = ?
ORDER BY requirement.position, requirement.id
