-- What may answer a question. Rows are changed, not removed: an index reads on by revision.

CREATE TABLE article (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  external_id VARCHAR NOT NULL,
  title TEXT NOT NULL,
  question TEXT,
  body TEXT NOT NULL,
  language VARCHAR NOT NULL,
  -- A JSON array of strings.
  tags TEXT NOT NULL,
  category VARCHAR,
  visibility VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  revision BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (centre, id),
  UNIQUE (centre, source, external_id)
);
CREATE UNIQUE INDEX article_by_revision ON article (centre, revision);

-- The newest revision of each centre, given out under this row's lock, so that revisions become
-- visible in their order. The lineage tells an index whether it has read this very store.
CREATE TABLE article_head (
  centre VARCHAR NOT NULL,
  lineage VARCHAR NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (centre)
);
