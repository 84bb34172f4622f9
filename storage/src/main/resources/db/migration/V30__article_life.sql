-- Every state an article was ever saved in, so that any two can be compared and any one brought back.
CREATE TABLE article_version (
  centre VARCHAR NOT NULL,
  article VARCHAR NOT NULL,
  -- The revision the article got by it.
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  -- The login of whoever saved it, or the name of what did: import, schedule.
  author VARCHAR NOT NULL,
  title TEXT NOT NULL,
  question TEXT,
  body TEXT NOT NULL,
  language VARCHAR NOT NULL,
  tags TEXT NOT NULL,
  category VARCHAR,
  visibility VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  PRIMARY KEY (centre, article, revision)
);

-- Who looks after an article, and when. Not part of its text: changing it makes no version.
CREATE TABLE article_care (
  centre VARCHAR NOT NULL,
  article VARCHAR NOT NULL,
  owner VARCHAR,
  -- Epoch milliseconds; at the first it is published if it waits in review, at the second archived.
  valid_from BIGINT,
  valid_until BIGINT,
  review_at BIGINT,
  -- The article this one translates, and which of its revisions was translated.
  translation_of VARCHAR,
  translated_revision BIGINT,
  PRIMARY KEY (centre, article)
);
CREATE INDEX article_care_by_source ON article_care (centre, translation_of);
