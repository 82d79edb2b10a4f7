-- SCP-04: how many private customers somebody may own: their own number, or else the largest of their roles' numbers. The owner's
-- row is held, so that two who give them customers at the same time take turns; the count is then the one that is committed.
CREATE FUNCTION hold_private_quota(owner uuid) RETURNS TABLE (quota integer, owned integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT coalesce(u.private_quota, (SELECT max(r.private_quota) FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = u.id))
    INTO quota FROM users u WHERE u.id = owner;
  IF quota IS NOT NULL THEN
    PERFORM FROM users u WHERE u.id = owner FOR NO KEY UPDATE;
    SELECT count(*) INTO owned FROM customers c WHERE c.owner_id = owner AND c.ownership = 'private' AND c.deleted_at IS NULL;
  END IF;
  RETURN NEXT;
END $$;
--> statement-breakpoint
-- Once for each statement and owner, not for each row: an import of 100,000 customers counts once.
CREATE FUNCTION check_private_quota() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gainers uuid[]; gainer uuid; held record;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT n.owner_id ORDER BY n.owner_id) INTO gainers FROM new_rows n WHERE n.ownership = 'private';
  ELSE
    SELECT array_agg(DISTINCT n.owner_id ORDER BY n.owner_id) INTO gainers FROM new_rows n JOIN old_rows o ON o.id = n.id
      WHERE n.ownership = 'private' AND n.deleted_at IS NULL
        AND (o.ownership <> 'private' OR o.owner_id IS DISTINCT FROM n.owner_id OR o.deleted_at IS NOT NULL);
  END IF;
  FOREACH gainer IN ARRAY coalesce(gainers, '{}') LOOP
    SELECT * INTO held FROM hold_private_quota(gainer);
    IF held.owned > held.quota THEN
      RAISE EXCEPTION 'private quota' USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_private_quota';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_private_quota_new AFTER INSERT ON customers
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_private_quota();
--> statement-breakpoint
CREATE TRIGGER customers_private_quota_given AFTER UPDATE ON customers
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_private_quota();

--> statement-breakpoint
-- CUS-09: a deletion and its customers refer to each other; the customers' side is declared with the tables.
ALTER TABLE deletions ADD CONSTRAINT deletions_customer_id_customers_id_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
--> statement-breakpoint

-- CUS-08: nobody living stands below somebody deleted. Deleting and filing below take turns by the lock of the company tree,
-- so that neither can slip past the other.
CREATE FUNCTION check_customer_parent_living() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7103);
  IF NEW.deleted_at IS NULL AND EXISTS (SELECT FROM customers WHERE id = NEW.parent_id AND deleted_at IS NOT NULL)
     OR NEW.deleted_at IS NOT NULL AND EXISTS (SELECT FROM customers WHERE parent_id = NEW.id AND deleted_at IS NULL) THEN
    RAISE EXCEPTION 'deleted parent' USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_parent_living';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_parent_filed AFTER INSERT OR UPDATE OF parent_id ON customers
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION check_customer_parent_living();
--> statement-breakpoint
CREATE TRIGGER customers_parent_deleted AFTER UPDATE OF deleted_at ON customers
  FOR EACH ROW WHEN (NEW.deleted_at IS DISTINCT FROM OLD.deleted_at) EXECUTE FUNCTION check_customer_parent_living();
--> statement-breakpoint

-- What lies in the bin stays as it was: only its act moves it out, or makes a stub of it.
CREATE FUNCTION refuse_deleted_contact() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM contacts k JOIN customers c ON c.id = k.customer_id
             WHERE k.id = NEW.id AND k.deletion_id IS DISTINCT FROM c.deletion_id) THEN
    RAISE EXCEPTION 'contact of a deleted customer' USING ERRCODE = 'check_violation', CONSTRAINT = 'contacts_with_customer';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Looked at when the transaction ends: customer and contacts are moved by two statements.
CREATE CONSTRAINT TRIGGER contacts_with_customer AFTER UPDATE OF deletion_id ON contacts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_deleted_contact();
--> statement-breakpoint

-- D-01: the roles of an existing installation that file customers and delete contacts may delete what they own. Whoever may
-- remove for good is decided by a person; the administrator may.
INSERT INTO role_grants (role_id, permission, reach)
SELECT c.role_id, 'customers.delete', c.reach
FROM role_grants c JOIN role_grants k ON k.role_id = c.role_id AND k.permission = 'contacts.delete'
WHERE c.permission = 'customers.create'
ON CONFLICT DO NOTHING;
