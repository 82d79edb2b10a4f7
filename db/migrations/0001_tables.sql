CREATE TYPE "public"."change_kind" AS ENUM('create', 'update', 'delete');--> statement-breakpoint
CREATE TYPE "public"."decision_role" AS ENUM('decision_maker', 'influencer', 'purchaser', 'user', 'other');--> statement-breakpoint
CREATE TYPE "public"."salutation" AS ENUM('mr', 'ms', 'dr', 'prof');--> statement-breakpoint
CREATE TYPE "public"."customer_kind" AS ENUM('company', 'person');--> statement-breakpoint
CREATE TYPE "public"."ownership" AS ENUM('private', 'public');--> statement-breakpoint
CREATE TYPE "public"."dictionary_kind" AS ENUM('customer_type', 'region', 'source', 'industry', 'level', 'credit_rating');--> statement-breakpoint
CREATE TYPE "public"."import_kind" AS ENUM('customers');--> statement-breakpoint
CREATE TYPE "public"."import_mode" AS ENUM('add', 'update', 'upsert');--> statement-breakpoint
CREATE TYPE "public"."import_row_action" AS ENUM('create', 'update', 'unchanged', 'bad');--> statement-breakpoint
CREATE TYPE "public"."import_state" AS ENUM('uploaded', 'checking', 'checked', 'writing', 'done', 'failed', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."number_date_part" AS ENUM('none', 'year', 'month', 'day');--> statement-breakpoint
CREATE TYPE "public"."numbered_kind" AS ENUM('customer');--> statement-breakpoint
CREATE TYPE "public"."builtin_role" AS ENUM('administrator', 'employee');--> statement-breakpoint
CREATE TYPE "public"."reach" AS ENUM('own', 'all');--> statement-breakpoint
CREATE TYPE "public"."audience" AS ENUM('staff', 'portal');--> statement-breakpoint
CREATE TYPE "public"."gender" AS ENUM('male', 'female');--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('zh-CN', 'en', 'pl');--> statement-breakpoint
CREATE TYPE "public"."security_event_kind" AS ENUM('signed_in', 'sign_in_failed', 'sign_in_throttled', 'sign_in_closed', 'signed_out', 'permission_refused', 'wrong_audience');--> statement-breakpoint
CREATE TYPE "public"."user_state" AS ENUM('employed', 'left', 'retired');--> statement-breakpoint
CREATE TABLE "audit_changes" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"event_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"record_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" "change_kind" NOT NULL,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"user_id" uuid,
	"actor" text NOT NULL,
	"door" text NOT NULL,
	"address" text,
	"request_id" text,
	"details" jsonb
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"salutation" "salutation",
	"department" text,
	"position" text,
	"mobile" text,
	"phone" text,
	"other_phone" text,
	"email" text,
	"wechat" text,
	"qq" text,
	"birthday" date,
	"is_primary" boolean NOT NULL,
	"decision_role" "decision_role",
	"notes" text,
	"search_key" text GENERATED ALWAYS AS (text_key(name)) STORED NOT NULL,
	"phone_key" text GENERATED ALWAYS AS (coalesce(digits(mobile), '') || ' ' || coalesce(digits(phone), '') || ' ' || coalesce(digits(other_phone), '')) STORED NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_billing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_title" text,
	"tax_number" text,
	"bank" text,
	"account_number" text,
	"invoice_address" text,
	"invoice_phone" text,
	"payment_term_days" integer,
	"currency" char(3),
	"billing_contact" text,
	"statement_email" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_billing_term_range" CHECK ("customer_billing"."payment_term_days" between 0 and 180)
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text,
	"kind" "customer_kind" NOT NULL,
	"type_id" uuid,
	"industry_id" uuid,
	"source_id" uuid,
	"level_id" uuid,
	"credit_rating_id" uuid,
	"registration_number" text,
	"domain" text,
	"microsoft_id" uuid,
	"phone" text,
	"fax" text,
	"email" text,
	"website" text,
	"region_id" uuid,
	"country" text,
	"province" text,
	"city" text,
	"address" text,
	"postcode" text,
	"parent_id" uuid,
	"ownership" "ownership" NOT NULL,
	"owner_id" uuid,
	"department_id" uuid,
	"notes" text,
	"search_key" text GENERATED ALWAYS AS (text_key(name) || ' ' || coalesce(text_key(short_name), '') || ' ' || lower(number)) STORED NOT NULL,
	"phone_key" text GENERATED ALWAYS AS (digits(phone)) STORED,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customers_ownership_subject" CHECK (case "customers"."ownership" when 'private' then "customers"."owner_id" else "customers"."department_id" end is not null),
	CONSTRAINT "customers_region_once" CHECK ("customers"."region_id" is null or num_nonnulls("customers"."country", "customers"."province", "customers"."city") = 0),
	CONSTRAINT "customers_not_own_parent" CHECK ("customers"."parent_id" <> "customers"."id"),
	CONSTRAINT "customers_number_shape" CHECK ("customers"."number" ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$')
);
--> statement-breakpoint
CREATE TABLE "dictionary_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"kind" "dictionary_kind" NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"sort" integer DEFAULT 0 NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "dictionary_entries_id_kind_key" UNIQUE("id","kind")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"row_no" integer NOT NULL,
	"line_no" integer NOT NULL,
	"raw" jsonb NOT NULL,
	"data" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"warnings" jsonb NOT NULL,
	"action" "import_row_action",
	"record_id" uuid,
	CONSTRAINT "import_rows_import_id_row_no_pk" PRIMARY KEY("import_id","row_no")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"kind" "import_kind" NOT NULL,
	"state" "import_state" NOT NULL,
	"created_by" uuid NOT NULL,
	"upload_key" text NOT NULL,
	"file_name" text NOT NULL,
	"file_key" text NOT NULL,
	"file_size" bigint NOT NULL,
	"file_hash" text NOT NULL,
	"head" jsonb NOT NULL,
	"options" jsonb,
	"mode" "import_mode",
	"good_rows_only" boolean DEFAULT false NOT NULL,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_bad" integer DEFAULT 0 NOT NULL,
	"rows_created" integer DEFAULT 0 NOT NULL,
	"rows_updated" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_written" integer DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"finished_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_counters" (
	"kind" "numbered_kind" NOT NULL,
	"period" text NOT NULL,
	"prefix" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "number_counters_kind_period_prefix_pk" PRIMARY KEY("kind","period","prefix")
);
--> statement-breakpoint
CREATE TABLE "number_rules" (
	"kind" "numbered_kind" PRIMARY KEY NOT NULL,
	"prefix" text NOT NULL,
	"date_part" "number_date_part" NOT NULL,
	"digits" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "number_rules_prefix_shape" CHECK ("number_rules"."prefix" ~ '^[A-Za-z0-9-]{0,10}$'),
	CONSTRAINT "number_rules_digits_range" CHECK ("number_rules"."digits" between 3 and 8)
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"institution_id" uuid NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"code" text,
	"sort" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "departments_id_institution_key" UNIQUE("id","institution_id")
);
--> statement-breakpoint
CREATE TABLE "institutions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"short_name" text,
	"code" text,
	"phone" text,
	"address" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"department_id" uuid NOT NULL,
	"superior_id" uuid,
	"name" text NOT NULL,
	"is_management" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answered_requests" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answered_requests_scope_key_pk" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"role_id" uuid NOT NULL,
	"permission" text NOT NULL,
	"reach" "reach" NOT NULL,
	CONSTRAINT "role_grants_role_id_permission_pk" PRIMARY KEY("role_id","permission")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"institution_id" uuid,
	"builtin" "builtin_role",
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roles_builtin_unique" UNIQUE("builtin")
);
--> statement-breakpoint
CREATE TABLE "type_limits" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid,
	"role_id" uuid,
	"customer_type_id" uuid NOT NULL,
	CONSTRAINT "type_limits_one_subject" CHECK (num_nonnulls("type_limits"."user_id", "type_limits"."role_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"user_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	CONSTRAINT "user_roles_user_id_role_id_pk" PRIMARY KEY("user_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"company_name" text NOT NULL,
	"company_tax_number" text,
	"company_address" text,
	"time_zone" text NOT NULL,
	"currency" char(3) NOT NULL,
	"modules_off" text[] DEFAULT '{}' NOT NULL,
	"import_max_rows" integer DEFAULT 100000 NOT NULL,
	"import_max_bytes" bigint DEFAULT 20971520 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("settings"."only")
);
--> statement-breakpoint
CREATE TABLE "account_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"user_id" uuid NOT NULL,
	"device_hash" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "known_devices_user_id_device_hash_pk" PRIMARY KEY("user_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "level_grants" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"institution_id" uuid,
	"department_id" uuid,
	"includes_below" boolean DEFAULT true NOT NULL,
	CONSTRAINT "level_grants_one_subject" CHECK (num_nonnulls("level_grants"."institution_id", "level_grants"."department_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "security_events" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" "security_event_kind" NOT NULL,
	"user_id" uuid,
	"login" text,
	"address" text,
	"door" text,
	"request_id" text,
	"details" jsonb
);
--> statement-breakpoint
CREATE TABLE "user_credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_posts" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"is_main" boolean NOT NULL,
	"since" date
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"audience" "audience" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"address" text NOT NULL,
	"agent" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"gender" "gender",
	"staff_number" text,
	"mobile" text,
	"email" text,
	"office_phone" text,
	"home_phone" text,
	"valid_until" date,
	"state" "user_state" DEFAULT 'employed' NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"locale" "locale" DEFAULT 'zh-CN' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_login_shape" CHECK ("users"."login" ~ '^[A-Za-z0-9._@-]{3,40}$')
);
--> statement-breakpoint
ALTER TABLE "audit_changes" ADD CONSTRAINT "audit_changes_event_id_audit_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_billing" ADD CONSTRAINT "customer_billing_id_customers_id_fk" FOREIGN KEY ("id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_type_id_dictionary_entries_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_industry_id_dictionary_entries_id_fk" FOREIGN KEY ("industry_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_source_id_dictionary_entries_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_level_id_dictionary_entries_id_fk" FOREIGN KEY ("level_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_credit_rating_id_dictionary_entries_id_fk" FOREIGN KEY ("credit_rating_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_region_id_dictionary_entries_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_parent_id_customers_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dictionary_entries" ADD CONSTRAINT "dictionary_entries_parent_fkey" FOREIGN KEY ("parent_id","kind") REFERENCES "public"."dictionary_entries"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_parent_fkey" FOREIGN KEY ("parent_id","institution_id") REFERENCES "public"."departments"("id","institution_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_superior_fkey" FOREIGN KEY ("superior_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "type_limits" ADD CONSTRAINT "type_limits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "type_limits" ADD CONSTRAINT "type_limits_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "type_limits" ADD CONSTRAINT "type_limits_customer_type_id_dictionary_entries_id_fk" FOREIGN KEY ("customer_type_id") REFERENCES "public"."dictionary_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_grants" ADD CONSTRAINT "level_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_grants" ADD CONSTRAINT "level_grants_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_grants" ADD CONSTRAINT "level_grants_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_credentials" ADD CONSTRAINT "user_credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_posts" ADD CONSTRAINT "user_posts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_posts" ADD CONSTRAINT "user_posts_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_changes_entity_record_id_id_index" ON "audit_changes" USING btree ("entity","record_id","id");--> statement-breakpoint
CREATE INDEX "audit_changes_customer_id_id_index" ON "audit_changes" USING btree ("customer_id","id");--> statement-breakpoint
CREATE INDEX "audit_changes_event_id_index" ON "audit_changes" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "audit_events_at_index" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_events_user_id_at_index" ON "audit_events" USING btree ("user_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_one_primary_key" ON "contacts" USING btree ("customer_id") WHERE "contacts"."is_primary";--> statement-breakpoint
CREATE INDEX "contacts_customer_idx" ON "contacts" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "contacts_search_idx" ON "contacts" USING gin ("search_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "contacts_phone_idx" ON "contacts" USING gin ("phone_key" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "customers_number_key" ON "customers" USING btree (lower("number"));--> statement-breakpoint
CREATE UNIQUE INDEX "customers_registration_number_key" ON "customers" USING btree (upper("registration_number"));--> statement-breakpoint
CREATE INDEX "customers_created_idx" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_owner_idx" ON "customers" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_department_idx" ON "customers" USING btree ("department_id","created_at","id") WHERE "customers"."ownership" = 'public';--> statement-breakpoint
CREATE INDEX "customers_name_idx" ON "customers" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "customers_parent_idx" ON "customers" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "customers_type_idx" ON "customers" USING btree ("type_id");--> statement-breakpoint
CREATE INDEX "customers_region_idx" ON "customers" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "customers_search_idx" ON "customers" USING gin ("search_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customers_phone_idx" ON "customers" USING gin ("phone_key" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "dictionary_entries_name_key" ON "dictionary_entries" USING btree ("kind",coalesce("parent_id", '00000000-0000-0000-0000-000000000000'),text_key("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "dictionary_entries_default_key" ON "dictionary_entries" USING btree ("kind") WHERE "dictionary_entries"."is_default";--> statement-breakpoint
CREATE INDEX "dictionary_entries_parent_id_index" ON "dictionary_entries" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "imports_upload_key" ON "imports" USING btree ("created_by","upload_key");--> statement-breakpoint
CREATE INDEX "imports_created_by_created_at_index" ON "imports" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "imports_kind_file_hash_index" ON "imports" USING btree ("kind","file_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "departments_one_top_key" ON "departments" USING btree ("institution_id") WHERE "departments"."parent_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "departments_sibling_name_key" ON "departments" USING btree ("parent_id",text_key("name"));--> statement-breakpoint
CREATE INDEX "departments_institution_id_index" ON "departments" USING btree ("institution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "institutions_name_key" ON "institutions" USING btree (text_key("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "institutions_code_key" ON "institutions" USING btree (lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "positions_department_name_key" ON "positions" USING btree ("department_id",text_key("name"));--> statement-breakpoint
CREATE INDEX "positions_superior_id_index" ON "positions" USING btree ("superior_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roles_name_key" ON "roles" USING btree (coalesce("institution_id", '00000000-0000-0000-0000-000000000000'),text_key("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "type_limits_key" ON "type_limits" USING btree (coalesce("user_id", "role_id"),"customer_type_id");--> statement-breakpoint
CREATE INDEX "user_roles_role_id_index" ON "user_roles" USING btree ("role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "level_grants_key" ON "level_grants" USING btree ("user_id",coalesce("institution_id", "department_id"));--> statement-breakpoint
CREATE INDEX "security_events_at_index" ON "security_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "security_events_user_id_at_index" ON "security_events" USING btree ("user_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_posts_user_position_key" ON "user_posts" USING btree ("user_id","position_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_posts_one_main_key" ON "user_posts" USING btree ("user_id") WHERE "user_posts"."is_main";--> statement-breakpoint
CREATE INDEX "user_posts_position_id_index" ON "user_posts" USING btree ("position_id");--> statement-breakpoint
CREATE INDEX "user_sessions_user_id_index" ON "user_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login_key" ON "users" USING btree (text_key("login"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_staff_number_key" ON "users" USING btree (lower("staff_number"));