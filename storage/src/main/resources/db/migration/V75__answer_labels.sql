-- Questions of which somebody has said which articles answer them.
CREATE TABLE answer_label (
  centre VARCHAR NOT NULL,
  -- Made from the question, whatever its case and spaces.
  id VARCHAR NOT NULL,
  question TEXT NOT NULL,
  -- A JSON array of the articles' ids; empty when none answers it.
  articles TEXT NOT NULL,
  labelled_at BIGINT NOT NULL,
  PRIMARY KEY (centre, id)
);
CREATE INDEX answer_label_by_time ON answer_label (centre, labelled_at);

-- What was shown for a question, as it was judged to be then: a JSON array of rows, each an article,
-- its language, its confidence and its evidence. Judgements refer to it.
ALTER TABLE asked_question ADD COLUMN shown TEXT;
