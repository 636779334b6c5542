-- retention_rule.rules
SELECT retention_rule.id, retention_rule.institution_id, retention_rule.classification,
    retention_rule.kind, retention_rule.anchor, retention_rule.years, retention_rule.basis
FROM retention_rule
WHERE retention_rule.institution_id = ?
ORDER BY retention_rule.id
