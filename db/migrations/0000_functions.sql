CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Ids that sort by the time they were made; PostgreSQL has a function of its own only from 18 on.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
      52, 1), 53, 1),
    'hex')::uuid
$$;
--> statement-breakpoint
-- How texts are compared: width, case and white space do not tell names apart.
CREATE FUNCTION text_key(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(regexp_replace(normalize(value, NFKC), '\s+', '', 'g'))
$$;
--> statement-breakpoint
CREATE FUNCTION digits(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(normalize(value, NFKC), '[^0-9]', '', 'g')
$$;
