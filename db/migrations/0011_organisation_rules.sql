-- ORG-08: the personnel record is made with the account and follows it. Looked at when the transaction ends, so that posts which
-- are taken away and given back in one act leave no trace; the person's row is held, so that two acts take turns. When: the
-- account's own time stamp, in the operator's zone. Who: whom the log names for this very change.
CREATE FUNCTION keep_personnel_record(person uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE account record; present record; zone text; today date; author uuid; begun date; away date;
BEGIN
  SELECT * INTO account FROM users WHERE id = person FOR NO KEY UPDATE;
  SELECT time_zone INTO zone FROM settings;
  today := (account.updated_at AT TIME ZONE coalesce(zone, 'UTC'))::date;
  SELECT e.user_id INTO author FROM audit_changes c JOIN audit_events e ON e.id = c.event_id
    WHERE c.entity = 'user' AND c.record_id = person AND e.at = account.updated_at ORDER BY c.id DESC LIMIT 1;

  SELECT * INTO present FROM personnel_states WHERE user_id = person AND until IS NULL;
  IF present.state IS DISTINCT FROM account.state THEN
    begun := greatest(coalesce(account.state_since, today), present.since);
    UPDATE personnel_states SET until = begun, ended_at = account.updated_at, ended_by = author WHERE id = present.id;
    INSERT INTO personnel_states (user_id, state, since, made_at, made_by) VALUES (person, account.state, begun, account.updated_at, author);
  END IF;

  -- Whoever does not work here holds no post, whatever the account still says.
  UPDATE personnel_posts h SET ended_at = account.updated_at, ended_by = author,
      until = greatest(h.since, CASE WHEN account.state <> 'employed' THEN coalesce(account.state_since, today) ELSE today END)
    WHERE h.user_id = person AND h.until IS NULL AND (account.state <> 'employed' OR NOT EXISTS (
      SELECT FROM user_posts p WHERE p.user_id = person AND p.position_id = h.position_id AND p.is_main = h.is_main));
  IF account.state <> 'employed' THEN RETURN; END IF;

  -- A date that is written later than the post corrects it, but never into a time when the post was held otherwise, or nobody was here.
  SELECT max(until) INTO away FROM personnel_states WHERE user_id = person AND state <> 'employed';
  UPDATE personnel_posts h SET since = said.since
    FROM (SELECT p.position_id, greatest(p.since, away, (SELECT max(o.until) FROM personnel_posts o
            WHERE o.user_id = person AND o.position_id = p.position_id AND o.until IS NOT NULL)) AS since
          FROM user_posts p WHERE p.user_id = person AND p.since IS NOT NULL) said
    WHERE h.user_id = person AND h.until IS NULL AND h.position_id = said.position_id AND h.since <> said.since;
  INSERT INTO personnel_posts (user_id, position_id, place, is_main, since, made_at, made_by)
    SELECT person, p.id, concat_ws(' / ', i.name, d.name, p.name), up.is_main, greatest(coalesce(up.since, today), away,
        (SELECT max(o.until) FROM personnel_posts o WHERE o.user_id = person AND o.position_id = p.id)), account.updated_at, author
    FROM user_posts up JOIN positions p ON p.id = up.position_id JOIN departments d ON d.id = p.department_id
      JOIN institutions i ON i.id = d.institution_id
    WHERE up.user_id = person
      AND NOT EXISTS (SELECT FROM personnel_posts h WHERE h.user_id = person AND h.position_id = p.id AND h.until IS NULL);
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_personnel_of_user() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM keep_personnel_record(NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_personnel_of_post() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM keep_personnel_record(coalesce(NEW.user_id, OLD.user_id));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER users_personnel AFTER INSERT OR UPDATE OF state, state_since ON users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_personnel_of_user();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER user_posts_personnel AFTER INSERT OR UPDATE OR DELETE ON user_posts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_personnel_of_post();
--> statement-breakpoint

-- Two periods never hold at once: of somebody's states, and of one post. An empty period (changed back on the same day) overlaps nothing.
CREATE FUNCTION check_personnel_overlap() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE collides boolean;
BEGIN
  IF TG_TABLE_NAME = 'personnel_states' THEN
    SELECT EXISTS (SELECT FROM personnel_states o WHERE o.user_id = NEW.user_id AND o.id <> NEW.id
      AND daterange(o.since, o.until) && daterange(NEW.since, NEW.until)) INTO collides;
  ELSE
    SELECT EXISTS (SELECT FROM personnel_posts o WHERE o.user_id = NEW.user_id AND o.id <> NEW.id AND o.position_id = NEW.position_id
      AND daterange(o.since, o.until) && daterange(NEW.since, NEW.until)) INTO collides;
  END IF;
  IF collides THEN
    RAISE EXCEPTION 'periods overlap' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'personnel_overlap';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER personnel_states_overlap BEFORE INSERT OR UPDATE OF since, until ON personnel_states
  FOR EACH ROW EXECUTE FUNCTION check_personnel_overlap();
--> statement-breakpoint
CREATE TRIGGER personnel_posts_overlap BEFORE INSERT OR UPDATE OF since, until ON personnel_posts
  FOR EACH ROW EXECUTE FUNCTION check_personnel_overlap();
--> statement-breakpoint

-- The accounts that are there already: employed since they were made; who has left did so, as far as is known, when the account
-- was last changed, and held until then the posts that it still names.
INSERT INTO personnel_states (user_id, state, since, until, made_at, ended_at)
SELECT u.id, 'employed', made.day, CASE WHEN u.state <> 'employed' THEN changed.day END, u.created_at, CASE WHEN u.state <> 'employed' THEN u.updated_at END
FROM users u, settings s, LATERAL (SELECT (u.created_at AT TIME ZONE s.time_zone)::date AS day) made,
  LATERAL (SELECT (u.updated_at AT TIME ZONE s.time_zone)::date AS day) changed;
--> statement-breakpoint
INSERT INTO personnel_states (user_id, state, since, made_at)
SELECT u.id, u.state, (u.updated_at AT TIME ZONE s.time_zone)::date, u.updated_at FROM users u, settings s WHERE u.state <> 'employed';
--> statement-breakpoint
INSERT INTO personnel_posts (user_id, position_id, place, is_main, since, until, made_at, ended_at)
SELECT u.id, p.id, concat_ws(' / ', i.name, d.name, p.name), up.is_main, begun.day,
  CASE WHEN u.state <> 'employed' THEN greatest(begun.day, changed.day) END, u.created_at, CASE WHEN u.state <> 'employed' THEN u.updated_at END
FROM users u JOIN user_posts up ON up.user_id = u.id JOIN positions p ON p.id = up.position_id JOIN departments d ON d.id = p.department_id
  JOIN institutions i ON i.id = d.institution_id, settings s,
  LATERAL (SELECT coalesce(up.since, (u.created_at AT TIME ZONE s.time_zone)::date) AS day) begun,
  LATERAL (SELECT (u.updated_at AT TIME ZONE s.time_zone)::date AS day) changed;
