-- page_by_mail.everything
SELECT page_by_mail.id
FROM page_by_mail
WHERE page_by_mail.person_id = ?
AND page_by_mail.institution_id = ?

-- page_by_mail.page_day_of
SELECT page_by_mail.weekday, page_by_mail.month_day, page_by_mail.since
FROM page_by_mail
WHERE page_by_mail.person_id = ?
AND page_by_mail.institution_id = ?
