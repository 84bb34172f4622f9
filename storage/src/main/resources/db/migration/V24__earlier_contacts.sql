-- What was said before the centre came to Rapport, as the earlier system tells it: shown in the timeline,
-- never part of a contact of ours.
CREATE TABLE earlier_contact (
  centre VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  channel VARCHAR NOT NULL,
  direction VARCHAR NOT NULL,
  said_by VARCHAR,
  text TEXT NOT NULL,
  PRIMARY KEY (centre, customer, source, id)
);
CREATE INDEX earlier_contact_by_time ON earlier_contact (centre, customer, at);
