-- report.kept
SELECT report.id, report.cycle_id, cycle.name AS cycle, report.as_of, report.month, report.made_at,
    person.name AS made_by, report.sha256, report.size, report.pages
FROM report
JOIN cycle ON cycle.id = report.cycle_id
AND cycle.institution_id = ?
LEFT OUTER JOIN person ON person.id = report.made_by
AND person.institution_id = ?
WHERE report.id = ?
AND report.institution_id = ?

-- report.kept_reports
SELECT report.id, report.cycle_id, cycle.name AS cycle, report.as_of, report.month, report.made_at,
    person.name AS made_by, report.sha256, report.size, report.pages
FROM report
JOIN cycle ON cycle.id = report.cycle_id
AND cycle.institution_id = ?
LEFT OUTER JOIN person ON person.id = report.made_by
AND person.institution_id = ?
WHERE report.institution_id = ?
ORDER BY report.made_at DESC, report.id DESC
LIMIT ? OFFSET ?
