-- figure_rule.rules
SELECT figure_rule.threshold, figure_rule.lists, figure_rule.version
FROM figure_rule
WHERE figure_rule.institution_id = ?::INTEGER
