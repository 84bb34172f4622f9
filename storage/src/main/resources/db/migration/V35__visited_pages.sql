-- Pages of the customer's own site that visitors of a chat looked at: the newest few, for some days.
CREATE TABLE visited_page (
  centre VARCHAR NOT NULL,
  visitor VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  address VARCHAR NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (centre, visitor, at, address)
);
CREATE INDEX visited_page_by_time ON visited_page (at);
