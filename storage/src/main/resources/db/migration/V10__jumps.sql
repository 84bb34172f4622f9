-- Each time a contact was offered ahead of one that had waited longer, written with the event that
-- says so: over whom, by how much longer that one had waited, and how long the agent was expected to
-- need, which is what the jump cost it.
CREATE TABLE jump (
  centre VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  over_contact VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  day VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  longer_by BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  PRIMARY KEY (centre, seq, over_contact)
);
CREATE INDEX jump_by_day ON jump (centre, day, longer_by);
