-- plan_version.contents
SELECT plan_version.contents
FROM plan_version
WHERE plan_version.plan_id = ?
AND plan_version.number = ?
AND plan_version.institution_id = ?

-- plan_version.versions
SELECT plan_version.number, plan_version.act_number, plan_version.act_on, evidence.id AS
    evidence_id, plan_version.approved_at, person.name AS approved_by
FROM plan_version
LEFT OUTER JOIN person ON person.id = plan_version.approved_by
AND person.institution_id = ?
LEFT OUTER JOIN evidence ON evidence.id = plan_version.evidence_id
AND evidence.institution_id = ?
WHERE plan_version.plan_id = ?
AND plan_version.institution_id = ?
ORDER BY plan_version.number DESC

-- plan_version.versions/2
SELECT plan_version.number, plan_version.act_number, plan_version.act_on, evidence.id AS
    evidence_id, plan_version.approved_at, person.name AS approved_by
FROM plan_version
LEFT OUTER JOIN person ON person.id = plan_version.approved_by
AND person.institution_id = ?
LEFT OUTER JOIN evidence ON evidence.id = plan_version.evidence_id
AND evidence.unit_id IN (…)
AND evidence.institution_id = ?
WHERE plan_version.plan_id = ?
AND plan_version.institution_id = ?
ORDER BY plan_version.number DESC
