-- Categories are paths such as billing/refunds: no spaces about a slash, none at an end, none twice.
-- What was written otherwise is read once more by whoever has an index.
UPDATE article SET touched =
  (SELECT h.revision FROM article_head h WHERE h.centre = article.centre)
  + (SELECT COUNT(*) FROM article a
     WHERE a.centre = article.centre AND a.revision <= article.revision
     AND (a.category LIKE '% /%' OR a.category LIKE '%/ %' OR a.category LIKE '%//%'
       OR a.category LIKE '/%' OR a.category LIKE '%/' OR a.category LIKE ' %' OR a.category LIKE '% '))
WHERE category LIKE '% /%' OR category LIKE '%/ %' OR category LIKE '%//%'
  OR category LIKE '/%' OR category LIKE '%/' OR category LIKE ' %' OR category LIKE '% ';

UPDATE article_head SET revision =
  (SELECT MAX(a.touched) FROM article a WHERE a.centre = article_head.centre)
WHERE EXISTS (SELECT 1 FROM article b WHERE b.centre = article_head.centre AND b.touched > article_head.revision);

UPDATE article SET category = TRIM(REPLACE(REPLACE(REPLACE(REPLACE(category, ' /', '/'), ' /', '/'), '/ ', '/'), '/ ', '/'))
WHERE category IS NOT NULL;
UPDATE article SET category = REPLACE(REPLACE(REPLACE(category, '//', '/'), '//', '/'), '//', '/')
WHERE category LIKE '%//%';
UPDATE article SET category = SUBSTR(category, 2) WHERE category LIKE '/%';
UPDATE article SET category = SUBSTR(category, 1, LENGTH(category) - 1) WHERE category LIKE '%/';
UPDATE article SET category = NULL WHERE category = '';
