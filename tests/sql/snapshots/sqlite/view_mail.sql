-- view_mail.everything
SELECT view_mail.id, saved_view.name
FROM view_mail
JOIN saved_view ON saved_view.id = view_mail.view_id
AND saved_view.institution_id = ?
WHERE view_mail.person_id = ?
AND saved_view.person_id != ?
AND view_mail.institution_id = ?
ORDER BY saved_view.name, view_mail.id
