-- What was assumed to be left of a purchase whose source did not say. Kept with the purchase, so that
-- the ledger of two records that became one person follows from the log alone.
ALTER TABLE purchase ADD COLUMN margin_assumed BIGINT;
