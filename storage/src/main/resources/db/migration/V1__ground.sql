-- The ground: contacts, the event log, snapshots, accounts and sessions.
--
-- One schema for SQLite and PostgreSQL. VARCHAR (no length) is text that is a key or indexed, TEXT is
-- long text, BIGINT holds milliseconds since 1970 UTC and minor units of money, BYTEA is raw bytes
-- (SQLite keeps a blob in a column of any declared type). Every table carries its centre.

CREATE TABLE contact (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  conversation VARCHAR NOT NULL,
  customer VARCHAR,
  channel VARCHAR NOT NULL,
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  -- From here on: a projection of the event log, written in the transaction of its events.
  state VARCHAR DEFAULT 'received' NOT NULL,
  queue VARCHAR,
  agent VARCHAR,
  fate VARCHAR,
  arrived_at BIGINT,
  offered_at BIGINT,
  accepted_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (centre, id)
);
CREATE INDEX contact_by_state ON contact (centre, state, created_at);
CREATE INDEX contact_by_age ON contact (centre, created_at);
CREATE INDEX contact_by_conversation ON contact (centre, conversation);
CREATE INDEX contact_by_customer ON contact (centre, customer, created_at);

-- The log: seq counts 1, 2, 3 ... within a centre without a gap; each hash covers the one before it.
CREATE TABLE event (
  centre VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  type VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  contact VARCHAR,
  agent VARCHAR,
  payload TEXT NOT NULL,
  prev_hash VARCHAR NOT NULL,
  hash VARCHAR NOT NULL,
  PRIMARY KEY (centre, seq)
);
CREATE INDEX event_by_contact ON event (centre, contact, seq);

-- Where each log ends. The events say so too, unless the file was damaged so that the last ones cannot
-- be seen; then this tells.
CREATE TABLE log_end (
  centre VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  hash VARCHAR NOT NULL,
  PRIMARY KEY (centre)
);

CREATE TABLE snapshot (
  centre VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  version INTEGER NOT NULL,
  state_hash VARCHAR NOT NULL,
  state TEXT NOT NULL,
  hash VARCHAR NOT NULL,
  PRIMARY KEY (centre, seq)
);

CREATE TABLE account (
  centre VARCHAR NOT NULL,
  login VARCHAR NOT NULL,
  name TEXT NOT NULL,
  role VARCHAR NOT NULL,
  agent VARCHAR,
  password_hash VARCHAR NOT NULL,
  disabled BOOLEAN DEFAULT FALSE NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (centre, login)
);

-- Only the SHA-256 of a session's token is kept: who reads this table cannot sign in with it.
CREATE TABLE session (
  token_hash VARCHAR NOT NULL,
  centre VARCHAR NOT NULL,
  login VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used BIGINT NOT NULL,
  PRIMARY KEY (token_hash),
  FOREIGN KEY (centre, login) REFERENCES account (centre, login)
);
CREATE INDEX session_by_account ON session (centre, login);
CREATE INDEX session_by_expiry ON session (expires_at);

-- An answer already given under an Idempotency-Key, to be given again.
CREATE TABLE idempotency (
  centre VARCHAR NOT NULL,
  idempotency_key VARCHAR NOT NULL,
  body_hash VARCHAR NOT NULL,
  status INTEGER NOT NULL,
  response TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (centre, idempotency_key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
