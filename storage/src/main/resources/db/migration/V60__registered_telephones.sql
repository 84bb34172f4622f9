-- Telephones that registered with the embedded switch, so that they are reached after a restart.
CREATE TABLE registered_telephone (
  centre VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  place INTEGER NOT NULL,
  contact VARCHAR NOT NULL,
  ip VARCHAR NOT NULL,
  port INTEGER NOT NULL,
  call_id VARCHAR NOT NULL,
  cseq BIGINT NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (centre, agent, place)
);
