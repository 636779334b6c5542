-- purge_item.needs_of
SELECT purge_item.evidence_id
FROM purge_item
JOIN purge ON purge.id = purge_item.purge_id
AND purge.institution_id = ?
WHERE purge_item.evidence_id IN (…)
AND purge_item.state = ?
AND purge.state IN (…)
AND purge_item.institution_id = ?
