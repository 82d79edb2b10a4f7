-- SCP-04: how many private customers somebody may own: their own number, or else the largest of their roles' numbers. The owner's
-- row is held, so that two who give them customers at the same time take turns; the count is then the one that is committed.
CREATE FUNCTION hold_private_quota(owner uuid) RETURNS TABLE (quota integer, owned integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT coalesce(u.private_quota, (SELECT max(r.private_quota) FROM user_roles ur JOIN roles r ON r.id = ur.role_id WHERE ur.user_id = u.id))
    INTO quota FROM users u WHERE u.id = owner;
  IF quota IS NOT NULL THEN
    PERFORM FROM users u WHERE u.id = owner FOR NO KEY UPDATE;
    SELECT count(*) INTO owned FROM customers c WHERE c.owner_id = owner AND c.ownership = 'private';
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
      WHERE n.ownership = 'private' AND (o.ownership <> 'private' OR o.owner_id IS DISTINCT FROM n.owner_id);
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
