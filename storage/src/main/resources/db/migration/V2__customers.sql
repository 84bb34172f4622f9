-- Customers, what identifies them, and how far imports are.

-- The id is a hash of centre, source and external_id, so its key keeps these unique too.
CREATE TABLE customer (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  external_id VARCHAR NOT NULL,
  name TEXT NOT NULL,
  language VARCHAR,
  value_minor BIGINT,
  value_currency VARCHAR,
  value_band VARCHAR,
  note TEXT NOT NULL,
  -- What else the source says, a JSON object of strings: only ever read whole, with its customer.
  attributes TEXT NOT NULL,
  since BIGINT NOT NULL,
  -- Of what the source said last; an import leaves a row with the same one alone.
  fingerprint VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (centre, id)
);

-- One row for each source that says so: the customer owns the identifier as surely as the strongest
-- of them, and taking one source's word back leaves the others'.
CREATE TABLE customer_identifier (
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
);
-- Kind and value are in it for their order: without them SQLite reads a customer's identifiers in
-- the order of the primary key, through the whole centre.
CREATE INDEX customer_identifier_by_customer ON customer_identifier (centre, customer, kind, value);

-- Written in the transaction of the rows it counts.
CREATE TABLE import_checkpoint (
  centre VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  plan VARCHAR NOT NULL,
  rows_read BIGINT NOT NULL,
  rows_created BIGINT NOT NULL,
  rows_updated BIGINT NOT NULL,
  rows_unchanged BIGINT NOT NULL,
  rows_rejected BIGINT NOT NULL,
  reject_bytes BIGINT NOT NULL,
  finished BOOLEAN NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (centre, source)
);
