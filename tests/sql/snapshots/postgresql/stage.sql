-- stage.stages
SELECT stage.kind, stage.starts_on, stage.ends_on
FROM stage
WHERE stage.cycle_id = ?::INTEGER
AND stage.institution_id = ?::INTEGER
