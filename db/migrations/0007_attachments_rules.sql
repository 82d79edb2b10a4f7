-- IM-18: all files together stay within the settings, and a record has no more files than its page shows. Those who add at the
-- same time take turns, so that the sum is the one that is committed.
CREATE FUNCTION check_attachment_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7131);
  IF (SELECT sum(size) FROM attachments) > (SELECT attachment_total_bytes FROM settings) THEN
    RAISE EXCEPTION 'attachments in total' USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_total';
  END IF;
  IF (SELECT count(*) FROM attachments WHERE customer_id = NEW.customer_id) > 200 THEN
    RAISE EXCEPTION 'attachments of a record' USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_of_record';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER attachments_room AFTER INSERT ON attachments FOR EACH ROW EXECUTE FUNCTION check_attachment_room();
