-- CON-02: a person who is a contact of several customers is called the same and reached the same way at all of them, whoever
-- writes it and in whichever order. Linking and editing of one person take turns; the locks are shared by a bounded number of
-- keys, so that an import of many linked people does not fill the lock table.
CREATE FUNCTION hold_person(person uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7106, hashtext(person::text) % 1000)
$$;
--> statement-breakpoint
-- A new link takes over what is known about the person; read after the lock, so that an edit that comes before it is not missed.
CREATE FUNCTION take_over_person() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE known contacts%ROWTYPE;
BEGIN
  PERFORM hold_person(NEW.person_id);
  SELECT * INTO known FROM contacts WHERE person_id = NEW.person_id ORDER BY id LIMIT 1;
  IF FOUND THEN
    NEW.name := known.name; NEW.salutation := known.salutation; NEW.birthday := known.birthday;
    NEW.mobile := known.mobile; NEW.phone := known.phone; NEW.other_phone := known.other_phone;
    NEW.email := known.email; NEW.wechat := known.wechat; NEW.qq := known.qq;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER contacts_person_linked BEFORE INSERT ON contacts
  FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION take_over_person();
--> statement-breakpoint
-- What changes about the person changes at every customer; those that differ get a new version, so that nobody saves an old form.
CREATE FUNCTION hand_on_person() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM hold_person(NEW.person_id);
  UPDATE contacts SET name = NEW.name, salutation = NEW.salutation, birthday = NEW.birthday, mobile = NEW.mobile,
    phone = NEW.phone, other_phone = NEW.other_phone, email = NEW.email, wechat = NEW.wechat, qq = NEW.qq,
    version = version + 1, updated_at = NEW.updated_at
  WHERE person_id = NEW.person_id AND id <> NEW.id
    AND (name, salutation, birthday, mobile, phone, other_phone, email, wechat, qq) IS DISTINCT FROM
      (NEW.name, NEW.salutation, NEW.birthday, NEW.mobile, NEW.phone, NEW.other_phone, NEW.email, NEW.wechat, NEW.qq);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER contacts_person_changed
  AFTER UPDATE OF name, salutation, birthday, mobile, phone, other_phone, email, wechat, qq ON contacts
  FOR EACH ROW WHEN (NEW.person_id IS NOT NULL AND
    (OLD.name, OLD.salutation, OLD.birthday, OLD.mobile, OLD.phone, OLD.other_phone, OLD.email, OLD.wechat, OLD.qq)
      IS DISTINCT FROM
    (NEW.name, NEW.salutation, NEW.birthday, NEW.mobile, NEW.phone, NEW.other_phone, NEW.email, NEW.wechat, NEW.qq))
  EXECUTE FUNCTION hand_on_person();
