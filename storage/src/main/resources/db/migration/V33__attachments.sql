-- Files that belong to articles: pictures, forms, manuals.
CREATE TABLE article_attachment (
  centre VARCHAR NOT NULL,
  article VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  -- A media type of the short list that is served.
  type VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  content BYTEA NOT NULL,
  added_at BIGINT NOT NULL,
  added_by VARCHAR NOT NULL,
  PRIMARY KEY (centre, article, id)
);
