-- Which gateway decides for a centre, when several share a PostgreSQL. A new leader raises the epoch; what an older one still
-- writes is refused by it. Times are the server's own, in epoch milliseconds: one clock for all gateways.
CREATE TABLE lease (
  centre VARCHAR NOT NULL,
  epoch BIGINT NOT NULL,
  holder VARCHAR NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (centre)
);
