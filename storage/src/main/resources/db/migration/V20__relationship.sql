-- What we are to each other: who is who by evidence, what was taught and promised, what was bought.

-- One assertion that two records are, or are not, one person. Never changed but closed: a person is the
-- records that open assertions join, so closing one leaves each as if it had never been made.
CREATE TABLE identity_link (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  other VARCHAR NOT NULL,
  same BOOLEAN NOT NULL,
  source VARCHAR NOT NULL,
  said_by VARCHAR NOT NULL,
  bits DOUBLE PRECISION NOT NULL,
  why TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  closed_at BIGINT,
  closed_by VARCHAR,
  PRIMARY KEY (centre, id)
);
CREATE INDEX identity_link_by_customer ON identity_link (centre, customer);
CREATE INDEX identity_link_by_other ON identity_link (centre, other);

-- An agent made sure who is there.
CREATE TABLE identity_confirmed (
  centre VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  how TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (centre, contact, customer)
);

-- What a customer taught us. Corrected by withdrawing one and teaching another.
CREATE TABLE preference (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  topic VARCHAR NOT NULL,
  wish TEXT NOT NULL,
  avoid BOOLEAN NOT NULL,
  source VARCHAR NOT NULL,
  said_by VARCHAR NOT NULL,
  place VARCHAR NOT NULL,
  changes TEXT NOT NULL,
  learned_at BIGINT NOT NULL,
  until_at BIGINT,
  honoured INTEGER NOT NULL,
  violated INTEGER NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by VARCHAR,
  PRIMARY KEY (centre, id)
);
CREATE INDEX preference_by_customer ON preference (centre, customer);

CREATE TABLE promise (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  contact VARCHAR,
  what TEXT NOT NULL,
  owner VARCHAR NOT NULL,
  zone VARCHAR NOT NULL,
  made_by VARCHAR NOT NULL,
  made_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  outcome VARCHAR,
  remark TEXT,
  closed_by VARCHAR,
  closed_at BIGINT,
  PRIMARY KEY (centre, id)
);
CREATE INDEX promise_by_customer ON promise (centre, customer, closed_at);
CREATE INDEX promise_by_due ON promise (centre, closed_at, due_at);

-- What was answered once, and how often it was asked again.
CREATE TABLE answer_given (
  centre VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  question VARCHAR NOT NULL,
  answer TEXT NOT NULL,
  place VARCHAR NOT NULL,
  said_by VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  asked_again INTEGER NOT NULL,
  PRIMARY KEY (centre, customer, question)
);

-- Who belongs to which household, organisation or partner, as what, from when to when.
CREATE TABLE membership (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  party VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  PRIMARY KEY (centre, id)
);
CREATE INDEX membership_by_customer ON membership (centre, customer);
CREATE INDEX membership_by_party ON membership (centre, party);

-- The log of what was bought and returned; the ledger beside it follows from it.
CREATE TABLE purchase (
  centre VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  margin_minor BIGINT,
  currency VARCHAR NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (centre, customer, source, id)
);
CREATE INDEX purchase_by_time ON purchase (centre, customer, at);

CREATE TABLE purchase_ledger (
  centre VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  currency VARCHAR NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  repeats INTEGER NOT NULL,
  purchases INTEGER NOT NULL,
  spent_minor BIGINT NOT NULL,
  first_day_minor BIGINT NOT NULL,
  margin_minor BIGINT NOT NULL,
  recent_minor DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (centre, customer, currency)
);

-- Products held, orders and entitlements as an imported source tells them.
CREATE TABLE holding (
  centre VARCHAR NOT NULL,
  customer VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  title TEXT NOT NULL,
  state VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (centre, customer, source, id)
);
