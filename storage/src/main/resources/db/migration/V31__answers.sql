-- Every question that was asked of the articles, and what came of it.
CREATE TABLE asked_question (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  asked_at BIGINT NOT NULL,
  -- CUSTOMER or AGENT.
  audience VARCHAR NOT NULL,
  question TEXT NOT NULL,
  -- What was done: answer, suggest, ask_back, hand_over, withheld (the share that is shown nothing).
  decision VARCHAR NOT NULL,
  found INTEGER NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  -- The article that was opened, if any.
  opened VARCHAR,
  -- The contact it was asked in, and the customer, when they are known.
  contact VARCHAR,
  customer VARCHAR,
  intent VARCHAR,
  PRIMARY KEY (centre, id)
);
CREATE INDEX asked_question_by_time ON asked_question (centre, asked_at);
CREATE INDEX asked_question_by_customer ON asked_question (centre, customer, asked_at);

-- Whether an article answered a question, by somebody who read it.
CREATE TABLE answer_judgement (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  judged_at BIGINT NOT NULL,
  -- CUSTOMER or AGENT.
  audience VARCHAR NOT NULL,
  article VARCHAR NOT NULL,
  question TEXT NOT NULL,
  language VARCHAR NOT NULL,
  -- 1 or 0.
  helpful INTEGER NOT NULL,
  reason TEXT,
  confidence DOUBLE PRECISION NOT NULL,
  -- The evidence as it was then: five numbers in a JSON array.
  evidence TEXT NOT NULL,
  PRIMARY KEY (centre, id)
);
CREATE INDEX answer_judgement_by_time ON answer_judgement (centre, judged_at);

-- Questions of which somebody has said what they are about; no intent means none of them.
CREATE TABLE labelled_question (
  centre VARCHAR NOT NULL,
  question VARCHAR NOT NULL,
  intent VARCHAR,
  labelled_at BIGINT NOT NULL,
  PRIMARY KEY (centre, question)
);

-- Words that mean the same in this centre: any of a row finds the others.
CREATE TABLE synonym_group (
  centre VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  language VARCHAR NOT NULL,
  -- A JSON array of strings.
  words TEXT NOT NULL,
  PRIMARY KEY (centre, id)
);
