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
