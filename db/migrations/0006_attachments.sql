CREATE TYPE "public"."attachment_format" AS ENUM('pdf', 'docx', 'doc', 'xlsx', 'xls', 'pptx', 'ppt', 'png', 'jpeg', 'gif', 'webp', 'txt', 'csv', 'zip');--> statement-breakpoint
CREATE TABLE "attachment_leftovers" (
	"storage_key" uuid PRIMARY KEY NOT NULL,
	"gone_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"customer_id" uuid,
	"name" text NOT NULL,
	"format" "attachment_format" NOT NULL,
	"size" bigint NOT NULL,
	"hash" text NOT NULL,
	"storage_key" uuid NOT NULL,
	"has_preview" boolean DEFAULT false NOT NULL,
	"upload_key" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attachments_one_record" CHECK (num_nonnulls("attachments"."customer_id") = 1),
	CONSTRAINT "attachments_size" CHECK ("attachments"."size" > 0),
	CONSTRAINT "attachments_hash" CHECK ("attachments"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "attachments_name" CHECK ("attachments"."name" <> '' and "attachments"."name" !~ '[\x01-\x1f\x7f/\\]')
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "attachment_max_bytes" bigint DEFAULT 20971520 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "attachment_total_bytes" bigint DEFAULT 10737418240 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "attachment_types" text[] DEFAULT '{pdf,word,excel,powerpoint,image,text,zip}' NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_storage_key" ON "attachments" USING btree ("storage_key");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_upload_key" ON "attachments" USING btree ("created_by","upload_key");--> statement-breakpoint
CREATE INDEX "attachments_customer_idx" ON "attachments" USING btree ("customer_id","id");