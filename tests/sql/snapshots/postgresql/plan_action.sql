-- plan_action.action
SELECT plan_action.plan_id, plan_action.version
FROM plan_action
WHERE plan_action.id = ?::INTEGER
AND plan_action.institution_id = ?::INTEGER

-- plan_action.draft
SELECT plan_action.objective_id, plan_action.id, plan_action.number, plan_action.title,
    plan_action.unit_id, unit.name AS unit, plan_action.person_id, coalesce(person.name, ?::VARCHAR)
    AS person, plan_action.starts_on, plan_action.ends_on, plan_action.budget,
    plan_action.indicator_id, coalesce(indicator.name, plan_action.indicator) AS indicator,
    plan_action.verification
FROM plan_action
JOIN unit ON unit.id = plan_action.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = plan_action.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN indicator ON indicator.id = plan_action.indicator_id
AND indicator.institution_id = ?::INTEGER
WHERE plan_action.plan_id = ?::INTEGER
AND plan_action.dropped_at IS NULL
AND plan_action.institution_id = ?::INTEGER
ORDER BY plan_action.number

-- plan_action.everything
SELECT plan_action.id, plan_action.title, plan_action.ends_on, plan_action.unit_id, unit.name AS
    unit
FROM plan_action
JOIN unit ON unit.id = plan_action.unit_id
AND unit.institution_id = ?::INTEGER
JOIN improvement_plan ON improvement_plan.id = plan_action.plan_id
AND improvement_plan.institution_id = ?::INTEGER
JOIN cycle ON cycle.id = improvement_plan.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE plan_action.person_id = ?::INTEGER
AND plan_action.dropped_at IS NULL
AND cycle.is_current
AND plan_action.institution_id = ?::INTEGER
ORDER BY plan_action.ends_on, plan_action.id
