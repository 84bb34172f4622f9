-- Several gateways that serve at once on one PostgreSQL. Times are the server's own, in epoch milliseconds.

-- Which gateways are here: each says so every second, and whether it hears the carrier (Redis).
CREATE TABLE gateway (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  seen_at BIGINT NOT NULL,
  hears BOOLEAN NOT NULL,
  PRIMARY KEY (centre, id)
);

-- What gateways have to say to each other when the carrier does not: kept for a minute, read by number.
CREATE TABLE letter (
  centre VARCHAR NOT NULL,
  n BIGINT NOT NULL,
  addressee VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (centre, n)
);
CREATE TABLE letter_end (
  centre VARCHAR NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (centre)
);
