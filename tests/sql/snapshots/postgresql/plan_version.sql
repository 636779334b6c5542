-- plan_version.contents
SELECT plan_version.contents
FROM plan_version
WHERE plan_version.plan_id = ?::INTEGER
AND plan_version.number = ?::INTEGER
AND plan_version.institution_id = ?::INTEGER

-- plan_version.versions
SELECT plan_version.number, plan_version.act_number, plan_version.act_on, evidence.id AS
    evidence_id, plan_version.approved_at, person.name AS approved_by
FROM plan_version
LEFT OUTER JOIN person ON person.id = plan_version.approved_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN evidence ON evidence.id = plan_version.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE plan_version.plan_id = ?::INTEGER
AND plan_version.institution_id = ?::INTEGER
ORDER BY plan_version.number DESC

-- plan_version.versions/2
SELECT plan_version.number, plan_version.act_number, plan_version.act_on, evidence.id AS
    evidence_id, plan_version.approved_at, person.name AS approved_by
FROM plan_version
LEFT OUTER JOIN person ON person.id = plan_version.approved_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN evidence ON evidence.id = plan_version.evidence_id
AND evidence.unit_id IN (…)
AND evidence.institution_id = ?::INTEGER
WHERE plan_version.plan_id = ?::INTEGER
AND plan_version.institution_id = ?::INTEGER
ORDER BY plan_version.number DESC
