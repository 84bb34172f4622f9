-- A customer's timeline is gathered from the keys of all that was said in his contacts, and only what is
-- shown is read: so the keys are whole in these indexes, in the order of the timeline.
DROP INDEX message_by_contact;
CREATE INDEX message_by_contact ON message (centre, contact, at, id);
DROP INDEX contact_by_customer;
CREATE INDEX contact_by_customer ON contact (centre, customer, created_at, id);
