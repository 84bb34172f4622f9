-- What SQLite's planner cannot know of a young store: a centre has many identifiers, a customer few. Without
-- it the identifiers of one customer are looked for among all of the centre, because that tree needs no second
-- step. Numbers: rows, then rows alike in the first column, the first two, and so on (sqlite.org, "ANALYZE").
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1 WHERE tbl = 'customer_identifier';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('customer_identifier', 'customer_identifier', '1000000 1000000 400000 2 1 1'),
  ('customer_identifier', 'customer_identifier_by_customer', '1000000 1000000 3 2 1');
