-- D-08: a session and a portal user are of the audience of their account.
ALTER TABLE user_sessions ADD CONSTRAINT user_sessions_audience_fk FOREIGN KEY (user_id, audience) REFERENCES users (id, audience);
--> statement-breakpoint
ALTER TABLE portal_users ADD CONSTRAINT portal_users_account_fk FOREIGN KEY (id, audience) REFERENCES users (id, audience);
--> statement-breakpoint

-- SCP-07: an account never changes sides, and one of the portal gets nothing of what makes up the staff.
CREATE FUNCTION keep_audience() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'audience' USING ERRCODE = 'check_violation', CONSTRAINT = 'users_audience_fixed';
END $$;
--> statement-breakpoint
CREATE TRIGGER users_audience_fixed BEFORE UPDATE OF audience ON users
  FOR EACH ROW WHEN (NEW.audience <> OLD.audience) EXECUTE FUNCTION keep_audience();
--> statement-breakpoint
CREATE FUNCTION refuse_portal_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE id = NEW.user_id AND audience = 'portal') THEN
    RAISE EXCEPTION 'portal user' USING ERRCODE = 'check_violation', CONSTRAINT = 'users_staff_only';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER user_roles_staff_only BEFORE INSERT OR UPDATE OF user_id ON user_roles FOR EACH ROW EXECUTE FUNCTION refuse_portal_user();
--> statement-breakpoint
CREATE TRIGGER user_posts_staff_only BEFORE INSERT OR UPDATE OF user_id ON user_posts FOR EACH ROW EXECUTE FUNCTION refuse_portal_user();
--> statement-breakpoint
CREATE TRIGGER level_grants_staff_only BEFORE INSERT OR UPDATE OF user_id ON level_grants FOR EACH ROW EXECUTE FUNCTION refuse_portal_user();
--> statement-breakpoint
CREATE TRIGGER shares_staff_only BEFORE INSERT OR UPDATE OF user_id ON shares
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION refuse_portal_user();
--> statement-breakpoint

-- The personnel record is of the staff alone.
DROP TRIGGER users_personnel ON users;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER users_personnel AFTER INSERT OR UPDATE OF state, state_since ON users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.audience = 'staff') EXECUTE FUNCTION keep_personnel_of_user();
--> statement-breakpoint

-- CON-03: to whom an account of the portal belongs, and whether it opens anything: its contact and its customer live.
CREATE FUNCTION portal_account(account uuid) RETURNS TABLE (customer_id uuid, contact_id uuid, living boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.customer_id, p.contact_id, c.deleted_at IS NULL AND k.id IS NOT NULL
  FROM portal_users p JOIN customers c ON c.id = p.customer_id
    LEFT JOIN contacts k ON k.id = p.contact_id AND k.customer_id = p.customer_id AND k.deleted_at IS NULL
  WHERE p.id = account
$$;
--> statement-breakpoint

-- SCP-07, CUS-11: the session's customer and the living companies below it at this moment, with their place below it. What stands
-- above the customer is not told. Without a customer in the transaction there is no row.
CREATE FUNCTION portal_tree() RETURNS TABLE (id uuid, parent_id uuid, depth integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE tree AS (
    SELECT c.id, NULL::uuid AS parent_id, 0 AS depth FROM customers c
    WHERE c.id = nullif(current_setting('kehu.portal_customer', true), '')::uuid AND c.deleted_at IS NULL
    UNION ALL
    SELECT c.id, c.parent_id, tree.depth + 1 FROM customers c JOIN tree ON c.parent_id = tree.id
    WHERE c.deleted_at IS NULL AND tree.depth < 20
  )
  SELECT tree.id, tree.parent_id, tree.depth FROM tree
$$;
--> statement-breakpoint
CREATE FUNCTION portal_customers() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id FROM portal_tree() t
$$;
--> statement-breakpoint
-- The one place that says which contacts belong to which customer for the portal.
CREATE FUNCTION portal_contacts() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id FROM contacts k WHERE k.customer_id = ANY (ARRAY(SELECT t.id FROM portal_tree() t)) AND k.deleted_at IS NULL
$$;
--> statement-breakpoint

-- CON-03: where the contact is gone for good, its account is put away, without a name, and its address is free for another one.
CREATE FUNCTION put_portal_user_away() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE users SET login = NEW.id || '@gone.invalid', name = '—', email = NULL, deleted_at = transaction_timestamp(),
    version = version + 1, updated_at = transaction_timestamp()
  WHERE id = NEW.id;
  UPDATE account_links SET used_at = transaction_timestamp() WHERE user_id = NEW.id AND used_at IS NULL;
  UPDATE user_sessions SET ended_at = transaction_timestamp() WHERE user_id = NEW.id AND ended_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER portal_users_put_away AFTER UPDATE OF contact_id ON portal_users
  FOR EACH ROW WHEN (NEW.contact_id IS NULL AND OLD.contact_id IS NOT NULL) EXECUTE FUNCTION put_portal_user_away();
--> statement-breakpoint

-- CON-03: in an existing installation whoever may edit contacts may invite them too.
INSERT INTO role_grants (role_id, permission, reach)
SELECT role_id, 'contacts.invite', reach FROM role_grants WHERE permission = 'contacts.edit'
ON CONFLICT DO NOTHING;
