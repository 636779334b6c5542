-- news_choice.choices
SELECT news_choice.person_id, news_choice.kind, news_choice.how
FROM news_choice
WHERE news_choice.person_id = ?
AND news_choice.institution_id = ?
