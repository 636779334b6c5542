-- reminder_silence.directory
SELECT reminder_silence.person_id, reminder_silence.kind
FROM reminder_silence
WHERE reminder_silence.institution_id = ?::INTEGER

-- reminder_silence.silences
SELECT reminder_silence.kind
FROM reminder_silence
WHERE reminder_silence.person_id = ?::INTEGER
AND reminder_silence.institution_id = ?::INTEGER
