-- Calls that a PBX keeps and tells of. What is told comes in any order and more than once, so what is known of a call is
-- gathered here, and the contact follows it.
CREATE TABLE pbx_call (
  centre VARCHAR NOT NULL,
  call_id VARCHAR NOT NULL,
  contact VARCHAR,
  caller VARCHAR,
  dialled VARCHAR,
  answered_by VARCHAR,
  answered_at BIGINT NOT NULL,
  ended BOOLEAN NOT NULL,
  cause VARCHAR,
  heard_at BIGINT NOT NULL,
  PRIMARY KEY (centre, call_id)
);
CREATE INDEX pbx_call_by_time ON pbx_call (centre, heard_at);
