-- SQLite alone: the identifiers in the tree of their key, and not in a table with two indexes beside it.
-- Each is found by its key or by its customer and never otherwise; an import writes a third less.
CREATE TABLE customer_identifier_in_one_tree (
  centre VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  display TEXT NOT NULL,
  proof VARCHAR NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (centre, kind, value, customer, source),
  FOREIGN KEY (centre, customer) REFERENCES customer (centre, id)
) WITHOUT ROWID;
INSERT INTO customer_identifier_in_one_tree
  SELECT centre, kind, value, customer, source, display, proof, added_at
  FROM customer_identifier
  ORDER BY centre, kind, value, customer, source;
DROP TABLE customer_identifier;
ALTER TABLE customer_identifier_in_one_tree RENAME TO customer_identifier;
CREATE INDEX customer_identifier_by_customer ON customer_identifier (centre, customer, kind, value);
