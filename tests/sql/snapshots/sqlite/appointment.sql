-- appointment.appointments
SELECT appointment.post, unit.name AS unit_name, appointment.valid_from, appointment.valid_until
FROM appointment
LEFT OUTER JOIN unit ON unit.id = appointment.unit_id
AND unit.institution_id = ?
WHERE appointment.person_id = ?
AND appointment.institution_id = ?
ORDER BY appointment.valid_from DESC, appointment.id DESC
