-- Conversations and what goes with them: messages, who they came from, what was set aside, mail to send.

CREATE TABLE conversation (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  channel VARCHAR NOT NULL,
  subject TEXT,
  -- The address the customer wrote to; replies by mail come from it.
  mailbox VARCHAR,
  -- The number of the newest message: the next one takes last_seq + 1.
  last_seq BIGINT NOT NULL,
  related VARCHAR,
  started_at BIGINT NOT NULL,
  PRIMARY KEY (centre, id)
);

CREATE TABLE message (
  centre VARCHAR NOT NULL,
  conversation VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  id VARCHAR NOT NULL,
  contact VARCHAR,
  channel VARCHAR NOT NULL,
  author VARCHAR NOT NULL,
  name TEXT,
  subject TEXT,
  text TEXT NOT NULL,
  answers TEXT NOT NULL,
  attachments TEXT NOT NULL,
  at BIGINT NOT NULL,
  -- From customers: unique per centre and channel. To customers: unique in the conversation.
  dedupe_key VARCHAR,
  client_id VARCHAR,
  -- The Message-ID of a mail, theirs or ours.
  external_id VARCHAR,
  -- Sent by a machine: nothing but an agent may answer it.
  automatic BOOLEAN NOT NULL,
  PRIMARY KEY (centre, conversation, seq),
  FOREIGN KEY (centre, conversation) REFERENCES conversation (centre, id)
);
CREATE UNIQUE INDEX message_by_id ON message (centre, id);
CREATE UNIQUE INDEX message_by_dedupe_key ON message (centre, channel, dedupe_key);
CREATE UNIQUE INDEX message_by_client_id ON message (centre, conversation, client_id);
CREATE INDEX message_by_contact ON message (centre, contact, seq);

-- The bytes of a mail as they came; attachments are read from them.
CREATE TABLE raw_message (
  centre VARCHAR NOT NULL,
  message VARCHAR NOT NULL,
  raw BYTEA NOT NULL,
  PRIMARY KEY (centre, message)
);

-- How a contact came in: what recognition and routing need, also after a restart.
CREATE TABLE intake (
  centre VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  sender_name TEXT,
  language VARCHAR,
  topic VARCHAR,
  wants_person BOOLEAN NOT NULL,
  recipient VARCHAR,
  automatic BOOLEAN NOT NULL,
  first_seq BIGINT NOT NULL,
  PRIMARY KEY (centre, contact),
  FOREIGN KEY (centre, contact) REFERENCES contact (centre, id)
);

-- The identifiers a contact came with. Those of all its contacts are a conversation's participants.
CREATE TABLE contact_identifier (
  centre VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  conversation VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  identifier VARCHAR NOT NULL,
  proof VARCHAR NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (centre, contact, kind, identifier),
  FOREIGN KEY (centre, contact) REFERENCES contact (centre, id)
);
CREATE INDEX contact_identifier_by_conversation ON contact_identifier (centre, conversation);
CREATE INDEX contact_identifier_by_value ON contact_identifier (centre, kind, identifier, contact);

CREATE TABLE set_aside (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  channel VARCHAR NOT NULL,
  sender TEXT,
  recipient TEXT,
  reason TEXT NOT NULL,
  size BIGINT NOT NULL,
  dedupe_key VARCHAR NOT NULL,
  raw BYTEA NOT NULL,
  PRIMARY KEY (centre, id)
);
CREATE UNIQUE INDEX set_aside_by_dedupe_key ON set_aside (centre, channel, dedupe_key);
CREATE INDEX set_aside_by_time ON set_aside (centre, at);

-- pending -> sent | failed. Written in the transaction of the message it carries.
CREATE TABLE outgoing_mail (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  conversation VARCHAR NOT NULL,
  seq BIGINT NOT NULL,
  message_id VARCHAR NOT NULL,
  from_address VARCHAR NOT NULL,
  from_name TEXT,
  to_address VARCHAR NOT NULL,
  subject TEXT NOT NULL,
  in_reply_to VARCHAR,
  thread TEXT NOT NULL,
  state VARCHAR NOT NULL,
  attempts INTEGER NOT NULL,
  next_try_at BIGINT NOT NULL,
  last_error TEXT,
  settled_at BIGINT,
  PRIMARY KEY (centre, id),
  FOREIGN KEY (centre, conversation, seq) REFERENCES message (centre, conversation, seq)
);
CREATE UNIQUE INDEX outgoing_mail_by_message_id ON outgoing_mail (centre, message_id);
CREATE INDEX outgoing_mail_by_next_try ON outgoing_mail (state, next_try_at);
