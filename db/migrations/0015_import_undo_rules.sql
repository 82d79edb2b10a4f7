-- IMP-05: which records of a table something else refers to, and by which table: asked of the catalogue, so that a domain that
-- joins later is not forgotten. It tells no more than that, whatever the asking role may read.
CREATE FUNCTION records_in_use(target regclass, ids uuid[], ignored text[]) RETURNS TABLE (id uuid, used_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE link record;
BEGIN
  FOR link IN
    SELECT s.relname, a.attname FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid
      CROSS JOIN LATERAL unnest(c.conkey, c.confkey) k (here, there)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
      JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = k.there AND t.attname = 'id'
    WHERE c.contype = 'f' AND c.confrelid = target AND s.relname <> ALL (ignored) ORDER BY s.relname, a.attname
  LOOP
    RETURN QUERY EXECUTE format('SELECT DISTINCT x.%I, %L::text FROM public.%I x WHERE x.%I = ANY ($1)',
      link.attname, link.relname, link.relname, link.attname) USING ids;
  END LOOP;
END $$;
--> statement-breakpoint
-- Imports of before this version can be undone too: the log knows what they wrote.
UPDATE imports i SET event_id = e.id FROM audit_events e
WHERE e.event = 'customer.imported' AND e.details ->> 'import' = i.id::text AND i.state = 'done';
