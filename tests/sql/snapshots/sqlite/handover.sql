-- handover.minutes_of
SELECT handover.id, handover.at
FROM handover
WHERE handover.person_id = ?
AND handover.institution_id = ?
ORDER BY handover.id DESC
