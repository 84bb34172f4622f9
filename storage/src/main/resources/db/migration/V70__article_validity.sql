-- Where an article stands in the order of changes: its revision, or a later place when only the dates
-- were changed between which it counts. An index reads on in this order.
ALTER TABLE article ADD COLUMN touched BIGINT NOT NULL DEFAULT 0;

UPDATE article SET touched = revision;

-- What has dates is read once more, since its dates were not read before.
UPDATE article SET touched =
  (SELECT h.revision FROM article_head h WHERE h.centre = article.centre)
  + (SELECT COUNT(*) FROM article a
     JOIN article_care c ON c.centre = a.centre AND c.article = a.id
     WHERE a.centre = article.centre AND a.revision <= article.revision
     AND (c.valid_from IS NOT NULL OR c.valid_until IS NOT NULL))
WHERE EXISTS (SELECT 1 FROM article_care d
  WHERE d.centre = article.centre AND d.article = article.id
  AND (d.valid_from IS NOT NULL OR d.valid_until IS NOT NULL));

UPDATE article_head SET revision =
  (SELECT MAX(a.touched) FROM article a WHERE a.centre = article_head.centre)
WHERE EXISTS (SELECT 1 FROM article b WHERE b.centre = article_head.centre AND b.touched > article_head.revision);

CREATE UNIQUE INDEX article_by_touched ON article (centre, touched);

-- The revision that somebody who may publish gave a date to: words written after it are published by
-- no date.
ALTER TABLE article_care ADD COLUMN approved_revision BIGINT;

UPDATE article_care SET approved_revision =
  (SELECT a.revision FROM article a WHERE a.centre = article_care.centre AND a.id = article_care.article)
WHERE valid_from IS NOT NULL;
