-- Whose telephones a call of a PBX rings at, as the PBX calls them, one a line: any gateway shows it to them.
ALTER TABLE pbx_call ADD COLUMN rings VARCHAR NOT NULL DEFAULT '';
CREATE INDEX pbx_call_by_contact ON pbx_call (centre, contact);
