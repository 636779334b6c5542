-- text_mark.near_piece
SELECT text_mark.mark
FROM text_mark
WHERE text_mark.sha256 = ?
