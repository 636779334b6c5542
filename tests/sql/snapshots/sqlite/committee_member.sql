-- committee_member.hers
SELECT committee_member.id, committee_member.post, committee_member.seat, initiative.name, unit.name
    AS unit
FROM committee_member
JOIN initiative ON initiative.id = committee_member.initiative_id
AND initiative.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = committee_member.unit_id
AND unit.institution_id = ?
WHERE (committee_member.unit_id IS NULL OR committee_member.unit_id = ?)
AND (initiative.ends_on IS NULL OR initiative.ends_on >= ?)
AND committee_member.institution_id = ?
ORDER BY initiative.name, committee_member.id
