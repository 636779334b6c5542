-- measurement.all_measured
SELECT measurement.indicator_id, measurement.period_on, measurement.first_cut,
    measurement.second_cut, measurement.value, measurement.source, measurement.provisional
FROM measurement
WHERE measurement.indicator_id IN (…)
AND measurement.institution_id = ?
ORDER BY measurement.indicator_id, measurement.period_on, measurement.id

-- measurement.latest
SELECT measurement.indicator_id, measurement.period_on, measurement.first_cut,
    measurement.second_cut, measurement.value, measurement.source, measurement.provisional
FROM measurement
WHERE measurement.indicator_id IN (…)
AND measurement.period_on = (SELECT max(measurement_1.period_on) AS max_1
  FROM measurement AS measurement_1
  WHERE measurement_1.indicator_id = measurement.indicator_id
  AND measurement_1.institution_id = ?)
AND measurement.institution_id = ?
ORDER BY measurement.indicator_id, measurement.period_on, measurement.id

-- measurement.measured
SELECT measurement.indicator_id, measurement.period_on, measurement.first_cut,
    measurement.second_cut, measurement.value, measurement.source, measurement.provisional
FROM measurement
WHERE measurement.indicator_id = ?
AND measurement.institution_id = ?
ORDER BY measurement.indicator_id, measurement.period_on, measurement.id

-- measurement.written
SELECT measurement.indicator_id, measurement.period_on, measurement.first_cut,
    measurement.second_cut, measurement.value, measurement.source, measurement.provisional
FROM measurement
WHERE measurement.indicator_id = ?
AND measurement.period_on = ?
AND measurement.institution_id = ?
ORDER BY measurement.indicator_id, measurement.period_on, measurement.id
