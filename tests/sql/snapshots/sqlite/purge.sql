-- purge.actas
SELECT purge.id, purge.number, purge.state, purge.reason, purge.request_id, purge.proposed_at,
    purge.proposed_by, person_1.name AS proposer, purge.decided_at, person_2.name AS confirmer,
    purge.allowed_by, purge.backup, purge.finished_at, (SELECT count(*) AS count_1
  FROM purge_item
  WHERE purge_item.purge_id = purge.id
  AND purge_item.institution_id = ?) AS pieces
FROM purge
LEFT OUTER JOIN person AS person_1 ON person_1.id = purge.proposed_by
AND person_1.institution_id = ?
LEFT OUTER JOIN person AS person_2 ON person_2.id = purge.confirmed_by
AND person_2.institution_id = ?
WHERE purge.institution_id = ?
ORDER BY purge.id DESC
LIMIT ? OFFSET ?
