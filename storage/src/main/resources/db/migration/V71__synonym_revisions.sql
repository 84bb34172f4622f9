-- Grows with every change of a centre's synonyms: whoever holds them in memory sees when to read again.
CREATE TABLE synonym_head (
  centre VARCHAR NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (centre)
);
