-- What was asked in a contact, or before it on the same page, is found from the contact's customer.
CREATE INDEX asked_question_by_contact ON asked_question (centre, contact);
