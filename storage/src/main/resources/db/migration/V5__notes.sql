-- What agents note about a contact at its end; the event that ends it refers to the note by its id.
CREATE TABLE contact_note (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  agent VARCHAR NOT NULL,
  created_at BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (centre, id)
);
CREATE INDEX contact_note_by_contact ON contact_note (centre, contact, created_at);
