CREATE TYPE "public"."mail_kind" AS ENUM('password_reset', 'password_changed');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('waiting', 'sending', 'sent', 'failed');--> statement-breakpoint
CREATE TYPE "public"."tag_colour" AS ENUM('neutral', 'info', 'success', 'warning', 'danger');--> statement-breakpoint
CREATE TYPE "public"."viewed_list" AS ENUM('customers', 'users');--> statement-breakpoint
ALTER TYPE "public"."security_event_kind" ADD VALUE 'password_reset_asked';--> statement-breakpoint
CREATE TABLE "deletions" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"deleted_by" uuid NOT NULL,
	"deleted_at" timestamp (3) with time zone NOT NULL,
	"customer_count" integer NOT NULL,
	"contact_count" integer NOT NULL,
	"purged_at" timestamp (3) with time zone,
	CONSTRAINT "deletions_counts" CHECK ("deletions"."customer_count" >= 1 and "deletions"."contact_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "outbox_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"kind" "mail_kind" NOT NULL,
	"recipient" text NOT NULL,
	"locale" "locale" NOT NULL,
	"subject" text NOT NULL,
	"body_text" text NOT NULL,
	"body_html" text NOT NULL,
	"sealed_link" text,
	"useful_until" timestamp (3) with time zone,
	"idempotency_key" text NOT NULL,
	"state" "mail_state" DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"last_error" text,
	"sent_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbox_messages_sent_at" CHECK (("outbox_messages"."state" = 'sent') = ("outbox_messages"."sent_at" is not null)),
	CONSTRAINT "outbox_messages_sent_without_link" CHECK ("outbox_messages"."state" <> 'sent' or "outbox_messages"."sealed_link" is null)
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"user_id" uuid,
	"department_id" uuid,
	"shared_by" uuid NOT NULL,
	"until" date,
	"ended_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "shares_one_receiver" CHECK (num_nonnulls("shares"."user_id", "shares"."department_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "customer_tags" (
	"customer_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "customer_tags_customer_id_tag_id_pk" PRIMARY KEY("customer_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"colour" "tag_colour" DEFAULT 'neutral' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tags_name_shape" CHECK ("tags"."name" <> '' and "tags"."name" !~ '[、；,，\x3b]')
);
--> statement-breakpoint
CREATE TABLE "default_views" (
	"user_id" uuid NOT NULL,
	"list" "viewed_list" NOT NULL,
	"view_id" uuid NOT NULL,
	CONSTRAINT "default_views_user_id_list_pk" PRIMARY KEY("user_id","list")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"list" "viewed_list" NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_id_list_key" UNIQUE("id","list")
);
--> statement-breakpoint
DROP INDEX "customers_registration_number_key";--> statement-breakpoint
DROP INDEX "customers_created_idx";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "deletion_id" uuid;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "deletion_id" uuid;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "private_quota" integer;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "bin_days" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "user_credentials" ADD COLUMN "must_change" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "private_quota" integer;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_shared_by_users_id_fk" FOREIGN KEY ("shared_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_fkey" FOREIGN KEY ("view_id","list") REFERENCES "public"."saved_views"("id","list") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deletions_deleted_idx" ON "deletions" USING btree ("deleted_at","id");--> statement-breakpoint
CREATE INDEX "deletions_customer_idx" ON "deletions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "deletions_by_idx" ON "deletions" USING btree ("deleted_by");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_messages_idempotency_key" ON "outbox_messages" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "outbox_messages_due" ON "outbox_messages" USING btree ("next_try_at") WHERE "outbox_messages"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_messages_created_at_id_index" ON "outbox_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_open_key" ON "shares" USING btree ("customer_id",coalesce("user_id", "department_id")) WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_user_idx" ON "shares" USING btree ("user_id","customer_id") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_department_idx" ON "shares" USING btree ("department_id","customer_id") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_customer_idx" ON "shares" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_tags_tag_idx" ON "customer_tags" USING btree ("tag_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_key" ON "tags" USING btree (text_key("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name_key" ON "saved_views" USING btree ("owner_id","list",text_key("name"));--> statement-breakpoint
CREATE INDEX "saved_views_shared_idx" ON "saved_views" USING btree ("list") WHERE "saved_views"."shared";--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_deletion_id_deletions_id_fk" FOREIGN KEY ("deletion_id") REFERENCES "public"."deletions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_deletion_id_deletions_id_fk" FOREIGN KEY ("deletion_id") REFERENCES "public"."deletions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_deletion_idx" ON "contacts" USING btree ("deletion_id") WHERE "contacts"."deletion_id" is not null;--> statement-breakpoint
CREATE INDEX "customers_deletion_idx" ON "customers" USING btree ("deletion_id") WHERE "customers"."deletion_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_registration_number_key" ON "customers" USING btree (upper("registration_number")) WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "customers_created_idx" ON "customers" USING btree ("created_at","id") WHERE "customers"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_deleted_whole" CHECK (num_nonnulls("contacts"."deleted_at", "contacts"."deletion_id") <> 1);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_deleted_whole" CHECK (num_nonnulls("customers"."deleted_at", "customers"."deletion_id") <> 1);--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_private_quota_range" CHECK ("roles"."private_quota" between 0 and 100000);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_bin_days" CHECK ("settings"."bin_days" between 1 and 3650);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_private_quota_range" CHECK ("users"."private_quota" between 0 and 100000);