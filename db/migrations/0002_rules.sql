-- Rules that constraints alone cannot say. Each raises its name as the constraint, so that the application can explain it.

-- ORG-02: a department tree has no cycle and at most 20 levels. One lock for all tree moves: two moves at once could close a cycle together.
CREATE FUNCTION check_department_tree() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE above int; below int; looped boolean;
BEGIN
  IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(7101);
  WITH RECURSIVE up AS (
    SELECT id, parent_id, 1 AS depth FROM departments WHERE id = NEW.parent_id
    UNION ALL
    SELECT d.id, d.parent_id, up.depth + 1 FROM departments d JOIN up ON d.id = up.parent_id WHERE up.depth < 25
  )
  SELECT max(depth), bool_or(id = NEW.id) INTO above, looped FROM up;
  IF looped THEN
    RAISE EXCEPTION 'department cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'departments_no_cycle';
  END IF;
  WITH RECURSIVE down AS (
    SELECT NEW.id AS id, 1 AS depth
    UNION ALL
    SELECT d.id, down.depth + 1 FROM departments d JOIN down ON d.parent_id = down.id WHERE down.depth < 25
  )
  SELECT max(depth) INTO below FROM down;
  IF above + below > 20 THEN
    RAISE EXCEPTION 'department depth' USING ERRCODE = 'check_violation', CONSTRAINT = 'departments_depth';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER departments_tree BEFORE INSERT OR UPDATE OF parent_id ON departments
  FOR EACH ROW EXECUTE FUNCTION check_department_tree();
--> statement-breakpoint

-- ORG-04: a position's superior lies in the same institution and never below the position itself.
CREATE FUNCTION check_position_superior() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.superior_id IS NULL THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(7102);
  IF EXISTS (
    WITH RECURSIVE up AS (
      SELECT id, superior_id, 1 AS depth FROM positions WHERE id = NEW.superior_id
      UNION ALL
      SELECT p.id, p.superior_id, up.depth + 1 FROM positions p JOIN up ON p.id = up.superior_id WHERE up.depth < 100
    )
    SELECT FROM up WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'position cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'positions_no_cycle';
  END IF;
  IF NOT EXISTS (
    SELECT FROM positions s JOIN departments sd ON sd.id = s.department_id JOIN departments od ON od.id = NEW.department_id
    WHERE s.id = NEW.superior_id AND sd.institution_id = od.institution_id
  ) THEN
    RAISE EXCEPTION 'position institution' USING ERRCODE = 'check_violation', CONSTRAINT = 'positions_superior_institution';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER positions_superior BEFORE INSERT OR UPDATE OF superior_id, department_id ON positions
  FOR EACH ROW EXECUTE FUNCTION check_position_superior();
--> statement-breakpoint

-- CUS-11: a company tree has no cycle and at most 20 levels (D-04).
CREATE FUNCTION check_customer_tree() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE above int; below int; looped boolean;
BEGIN
  IF NEW.parent_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.parent_id IS NOT DISTINCT FROM OLD.parent_id) THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(7103);
  WITH RECURSIVE up AS (
    SELECT id, parent_id, 1 AS depth FROM customers WHERE id = NEW.parent_id
    UNION ALL
    SELECT c.id, c.parent_id, up.depth + 1 FROM customers c JOIN up ON c.id = up.parent_id WHERE up.depth < 25
  )
  SELECT max(depth), bool_or(id = NEW.id) INTO above, looped FROM up;
  IF looped THEN
    RAISE EXCEPTION 'customer cycle' USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_no_cycle';
  END IF;
  WITH RECURSIVE down AS (
    SELECT NEW.id AS id, 1 AS depth
    UNION ALL
    SELECT c.id, down.depth + 1 FROM customers c JOIN down ON c.parent_id = down.id WHERE down.depth < 25
  )
  SELECT max(depth) INTO below FROM down;
  IF above + below > 20 THEN
    RAISE EXCEPTION 'customer depth' USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_depth';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_tree AFTER INSERT OR UPDATE OF parent_id ON customers
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION check_customer_tree();
--> statement-breakpoint

-- CON-01: exactly one primary contact where a customer has any. At most one is an index; at least one is looked at when the transaction ends.
CREATE FUNCTION check_primary_contact() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE customer uuid := coalesce(NEW.customer_id, OLD.customer_id);
BEGIN
  IF EXISTS (SELECT FROM contacts WHERE customer_id = customer)
     AND NOT EXISTS (SELECT FROM contacts WHERE customer_id = customer AND is_primary) THEN
    RAISE EXCEPTION 'primary contact' USING ERRCODE = 'check_violation', CONSTRAINT = 'contacts_one_primary';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contacts_primary_lost AFTER UPDATE OF is_primary, customer_id OR DELETE ON contacts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.is_primary) EXECUTE FUNCTION check_primary_contact();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER contacts_primary_missing AFTER INSERT ON contacts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT NEW.is_primary) EXECUTE FUNCTION check_primary_contact();
--> statement-breakpoint

-- ROL-06: once there was a working administrator, there always is one. Looked at when the transaction ends, under one lock,
-- so that two administrators cannot strip each other at the same time.
CREATE FUNCTION assert_administrator() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7104);
  IF NOT EXISTS (
    SELECT FROM users u JOIN user_roles ur ON ur.user_id = u.id JOIN roles r ON r.id = ur.role_id
    WHERE r.builtin = 'administrator' AND u.state = 'employed' AND NOT u.locked AND u.deleted_at IS NULL AND u.valid_until IS NULL
  ) THEN
    RAISE EXCEPTION 'last administrator' USING ERRCODE = 'check_violation', CONSTRAINT = 'users_last_administrator';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION check_administrator_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = NEW.id AND r.builtin = 'administrator') THEN
    PERFORM assert_administrator();
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION check_administrator_stripped() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM roles WHERE id = OLD.role_id AND builtin = 'administrator') THEN
    PERFORM assert_administrator();
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER users_last_administrator AFTER UPDATE OF state, locked, deleted_at, valid_until ON users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state <> 'employed' OR NEW.locked OR NEW.deleted_at IS NOT NULL OR NEW.valid_until IS NOT NULL)
  EXECUTE FUNCTION check_administrator_closed();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER user_roles_last_administrator AFTER UPDATE OR DELETE ON user_roles
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_administrator_stripped();
--> statement-breakpoint

-- AUD-01: the log only grows, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER security_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON security_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- D-41: the staging table need not survive a crash: the file is read again.
ALTER TABLE import_rows SET UNLOGGED;
