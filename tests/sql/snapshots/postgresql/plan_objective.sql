-- plan_objective.draft
SELECT plan_objective.id, plan_objective.number, plan_objective.title, plan_objective.gap
FROM plan_objective
WHERE plan_objective.plan_id = ?::INTEGER
AND plan_objective.dropped_at IS NULL
AND plan_objective.institution_id = ?::INTEGER
ORDER BY plan_objective.number

-- plan_objective.objective
SELECT plan_objective.plan_id, plan_objective.version
FROM plan_objective
WHERE plan_objective.id = ?::INTEGER
AND plan_objective.institution_id = ?::INTEGER
