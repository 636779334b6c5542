-- change_counter.record_apart
INSERT INTO change_counter (institution_id, number)
VALUES (?::INTEGER, ?::BIGINT) ON CONFLICT (institution_id) DO UPDATE
SET number = (change_counter.number + ?::BIGINT)
