-- handover.minutes_of
SELECT handover.id, handover.at
FROM handover
WHERE handover.person_id = ?::INTEGER
AND handover.institution_id = ?::INTEGER
ORDER BY handover.id DESC
