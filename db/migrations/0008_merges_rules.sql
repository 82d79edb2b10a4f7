-- CUS-10: by what names of possible duplicates are compared. Width, case, spaces and punctuation do not tell names apart, nor
-- does the legal form: 有限公司, 有限责任公司, 股份有限公司, Co., Ltd., sp. z o.o. Characters are named by their numbers, so that
-- the answer does not depend on the locale of the database.
CREATE FUNCTION company_key(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog AS $$
DECLARE words text; bare text;
BEGIN
  words := btrim(regexp_replace(lower(normalize(value, NFKC)),
    '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u303f\u30fb\ufe00-\ufe0f]+', ' ', 'g'));
  bare := regexp_replace(words, ' (co ltd|company limited|co limited|limited|ltd|llc|inc|incorporated|corp|corporation|plc|gmbh|ag|sp z o o|spółka z ograniczoną odpowiedzialnością|s a|spółka akcyjna)$', '');
  bare := regexp_replace(replace(bare, ' ', ''), '(股份有限公司|有限责任公司|有限公司)$', '');
  -- A name of nothing but a legal form or signs is compared as it stands.
  RETURN coalesce(nullif(bare, ''), nullif(replace(words, ' ', ''), ''), value);
END $$;
--> statement-breakpoint

-- CUS-10: the roles of an existing installation that delete and assign customers may merge them.
INSERT INTO role_grants (role_id, permission, reach)
SELECT d.role_id, 'customers.merge', d.reach
FROM role_grants d JOIN role_grants a ON a.role_id = d.role_id AND a.permission = 'customers.assign'
WHERE d.permission = 'customers.delete'
ON CONFLICT DO NOTHING;
