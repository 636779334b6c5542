-- sign_in.last_sign_ins
SELECT sign_in.device, sign_in.created_at, sign_in.last_change_at
FROM sign_in
WHERE sign_in.person_id = ?::INTEGER
AND sign_in.institution_id = ?::INTEGER
ORDER BY sign_in.id DESC
LIMIT ?::INTEGER

-- sign_in.sessions
SELECT sign_in.id, sign_in.device, sign_in.created_at, sign_in.last_change_at
FROM sign_in
WHERE sign_in.person_id = ?::INTEGER
AND sign_in.ended_at IS NULL
AND sign_in.expires_at > ?::TIMESTAMP WITH TIME ZONE
AND sign_in.institution_id = ?::INTEGER
ORDER BY sign_in.last_change_at DESC, sign_in.id DESC
