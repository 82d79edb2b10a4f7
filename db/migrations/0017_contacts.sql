ALTER TYPE "public"."import_kind" ADD VALUE 'contacts';--> statement-breakpoint
ALTER TYPE "public"."viewed_list" ADD VALUE 'contacts' BEFORE 'users';--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "person_id" uuid;--> statement-breakpoint
CREATE INDEX "contacts_email_idx" ON "contacts" USING gin (lower("email") gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_person_key" ON "contacts" USING btree ("person_id","customer_id") WHERE "contacts"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "contacts_created_idx" ON "contacts" USING btree ("created_at","id") WHERE "contacts"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "contacts_name_idx" ON "contacts" USING btree ("name","id") WHERE "contacts"."deleted_at" is null;