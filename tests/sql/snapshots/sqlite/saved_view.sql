-- saved_view.everything
SELECT saved_view.id, saved_view.name, view_mail.id AS mail_id
FROM saved_view
LEFT OUTER JOIN view_mail ON view_mail.view_id = saved_view.id
AND view_mail.person_id = ?
AND view_mail.institution_id = ?
WHERE saved_view.person_id = ?
AND saved_view.institution_id = ?
ORDER BY saved_view.list, saved_view.name, saved_view.id

-- saved_view.usable
SELECT saved_view.id, saved_view.list, saved_view.name, saved_view."query", saved_view.shared,
    saved_view.shared_role, saved_view.version, saved_view.person_id AS owner_id, person.name AS
    owner, first_view.id IS NOT NULL AS first, view_mail.weekdays, view_mail.when_empty
FROM saved_view
JOIN person ON person.id = saved_view.person_id
AND person.institution_id = ?
LEFT OUTER JOIN first_view ON first_view.view_id = saved_view.id
AND first_view.person_id = ?
AND first_view.institution_id = ?
LEFT OUTER JOIN view_mail ON view_mail.view_id = saved_view.id
AND view_mail.person_id = ?
AND view_mail.institution_id = ?
WHERE (saved_view.person_id = ? OR saved_view.shared = 1 AND (saved_view.shared_role IS NULL OR
    saved_view.shared_role = ?))
AND saved_view.institution_id = ?
ORDER BY saved_view.name, saved_view.id

-- saved_view.usable/2
SELECT saved_view.id, saved_view.list, saved_view.name, saved_view."query", saved_view.shared,
    saved_view.shared_role, saved_view.version, saved_view.person_id AS owner_id, person.name AS
    owner, first_view.id IS NOT NULL AS first, view_mail.weekdays, view_mail.when_empty
FROM saved_view
JOIN person ON person.id = saved_view.person_id
AND person.institution_id = ?
LEFT OUTER JOIN first_view ON first_view.view_id = saved_view.id
AND first_view.person_id = ?
AND first_view.institution_id = ?
LEFT OUTER JOIN view_mail ON view_mail.view_id = saved_view.id
AND view_mail.person_id = ?
AND view_mail.institution_id = ?
WHERE saved_view.person_id = ?
AND saved_view.institution_id = ?
ORDER BY saved_view.name, saved_view.id

-- saved_view.usable/3
SELECT saved_view.id, saved_view.list, saved_view.name, saved_view."query", saved_view.shared,
    saved_view.shared_role, saved_view.version, saved_view.person_id AS owner_id, person.name AS
    owner, first_view.id IS NOT NULL AS first, view_mail.weekdays, view_mail.when_empty
FROM saved_view
JOIN person ON person.id = saved_view.person_id
AND person.institution_id = ?
LEFT OUTER JOIN first_view ON first_view.view_id = saved_view.id
AND first_view.person_id = ?
AND first_view.institution_id = ?
LEFT OUTER JOIN view_mail ON view_mail.view_id = saved_view.id
AND view_mail.person_id = ?
AND view_mail.institution_id = ?
WHERE (saved_view.person_id = ? OR saved_view.shared = 1 AND (saved_view.shared_role IS NULL OR
    saved_view.shared_role = ?))
AND saved_view.list = ?
AND saved_view.institution_id = ?
ORDER BY saved_view.name, saved_view.id

-- saved_view.usable/4
SELECT saved_view.id, saved_view.list, saved_view.name, saved_view."query", saved_view.shared,
    saved_view.shared_role, saved_view.version, saved_view.person_id AS owner_id, person.name AS
    owner, first_view.id IS NOT NULL AS first, view_mail.weekdays, view_mail.when_empty
FROM saved_view
JOIN person ON person.id = saved_view.person_id
AND person.institution_id = ?
LEFT OUTER JOIN first_view ON first_view.view_id = saved_view.id
AND first_view.person_id = ?
AND first_view.institution_id = ?
LEFT OUTER JOIN view_mail ON view_mail.view_id = saved_view.id
AND view_mail.person_id = ?
AND view_mail.institution_id = ?
WHERE saved_view.person_id = ?
AND saved_view.list = ?
AND saved_view.institution_id = ?
ORDER BY saved_view.name, saved_view.id
