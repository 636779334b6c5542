-- told.diligence
SELECT told.mail_id, count(*) AS many
FROM told
WHERE told.mail_id IN (…)
AND told.institution_id = ?::INTEGER
GROUP BY told.mail_id
