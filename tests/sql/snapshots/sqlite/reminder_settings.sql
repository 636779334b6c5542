-- reminder_settings.stored_schedule
SELECT reminder_settings.id, reminder_settings.send_at, reminder_settings.ladder,
    reminder_settings.administration, reminder_settings.committee, reminder_settings.digest_on,
    reminder_settings.digest_at, reminder_settings.expiring, reminder_settings.off,
    reminder_settings.mails_from, reminder_settings.mails_until, reminder_settings.reply_to,
    reminder_settings.version, reminder_settings.institution_id
FROM reminder_settings
WHERE reminder_settings.institution_id = ?
