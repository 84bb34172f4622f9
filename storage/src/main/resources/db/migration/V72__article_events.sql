-- What was done to articles, by whom and when, in one order for each centre.
CREATE TABLE article_event (
  centre VARCHAR NOT NULL,
  number BIGINT NOT NULL,
  article VARCHAR NOT NULL,
  at BIGINT NOT NULL,
  -- A login, or what did it: import, schedule.
  author VARCHAR NOT NULL,
  -- created, changed, cared_for, file_added, file_removed.
  kind VARCHAR NOT NULL,
  -- The article's then.
  revision BIGINT NOT NULL,
  state VARCHAR NOT NULL,
  -- A JSON array: the fields that changed, or the name of the file.
  what TEXT NOT NULL,
  PRIMARY KEY (centre, number)
);
CREATE INDEX article_event_by_article ON article_event (centre, article, number);

ALTER TABLE article_head ADD COLUMN events BIGINT NOT NULL DEFAULT 0;
