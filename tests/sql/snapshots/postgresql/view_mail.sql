-- view_mail.everything
SELECT view_mail.id, saved_view.name
FROM view_mail
JOIN saved_view ON saved_view.id = view_mail.view_id
AND saved_view.institution_id = ?::INTEGER
WHERE view_mail.person_id = ?::INTEGER
AND saved_view.person_id != ?::INTEGER
AND view_mail.institution_id = ?::INTEGER
ORDER BY saved_view.name, view_mail.id
