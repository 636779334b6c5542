-- plan_version.contents
SELECT plan_version.contents
FROM plan_version
WHERE plan_version.plan_id = ?::INTEGER
AND plan_version.number = ?::INTEGER
AND plan_version.institution_id = ?::INTEGER

-- plan_version.versions
SELECT plan_version.number, plan_version.act_number, plan_version.act_on, plan_version.evidence_id,
    plan_version.approved_at, person.name AS approved_by
FROM plan_version
LEFT OUTER JOIN person ON person.id = plan_version.approved_by
AND person.institution_id = ?::INTEGER
WHERE plan_version.plan_id = ?::INTEGER
AND plan_version.institution_id = ?::INTEGER
ORDER BY plan_version.number DESC
