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
DROP INDEX "customers_registration_number_key";--> statement-breakpoint
DROP INDEX "customers_created_idx";--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "deletion_id" uuid;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "deletion_id" uuid;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "bin_days" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deletions_deleted_idx" ON "deletions" USING btree ("deleted_at","id");--> statement-breakpoint
CREATE INDEX "deletions_customer_idx" ON "deletions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "deletions_by_idx" ON "deletions" USING btree ("deleted_by");--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_deletion_id_deletions_id_fk" FOREIGN KEY ("deletion_id") REFERENCES "public"."deletions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_deletion_id_deletions_id_fk" FOREIGN KEY ("deletion_id") REFERENCES "public"."deletions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_deletion_idx" ON "contacts" USING btree ("deletion_id") WHERE "contacts"."deletion_id" is not null;--> statement-breakpoint
CREATE INDEX "customers_deletion_idx" ON "customers" USING btree ("deletion_id") WHERE "customers"."deletion_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_registration_number_key" ON "customers" USING btree (upper("registration_number")) WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "customers_created_idx" ON "customers" USING btree ("created_at","id") WHERE "customers"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_deleted_whole" CHECK (num_nonnulls("contacts"."deleted_at", "contacts"."deletion_id") <> 1);--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_deleted_whole" CHECK (num_nonnulls("customers"."deleted_at", "customers"."deletion_id") <> 1);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_bin_days" CHECK ("settings"."bin_days" between 1 and 3650);