-- improvement_plan.plan_of
SELECT improvement_plan.id, improvement_plan.cycle_id, improvement_plan.version
FROM improvement_plan
WHERE improvement_plan.cycle_id = ?
AND improvement_plan.institution_id = ?
