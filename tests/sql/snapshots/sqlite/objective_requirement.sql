-- objective_requirement.draft
SELECT objective_requirement.objective_id, requirement.id, requirement.code, requirement.title
FROM objective_requirement
JOIN requirement ON requirement.id = objective_requirement.requirement_id
AND requirement.institution_id = ?
JOIN plan_objective ON plan_objective.id = objective_requirement.objective_id
AND plan_objective.institution_id = ?
WHERE plan_objective.plan_id = ?
AND objective_requirement.institution_id = ?
ORDER BY requirement.position, requirement.id
