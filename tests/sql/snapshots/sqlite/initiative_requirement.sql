-- initiative_requirement.feeds_of
SELECT initiative_requirement.initiative_id, requirement.id, requirement.code, requirement.title,
    initiative_requirement.contribution
FROM initiative_requirement
JOIN requirement ON requirement.id = initiative_requirement.requirement_id
AND requirement.institution_id = ?
WHERE initiative_requirement.initiative_id IN (…)
AND initiative_requirement.institution_id = ?
ORDER BY requirement.position, requirement.id
