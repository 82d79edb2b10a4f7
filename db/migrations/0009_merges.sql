CREATE TABLE "customer_merge_rows" (
	"merge_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"row_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "customer_merge_rows_merge_id_kind_row_id_pk" PRIMARY KEY("merge_id","kind","row_id")
);
--> statement-breakpoint
CREATE TABLE "customer_merges" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"survivor_id" uuid NOT NULL,
	"loser_id" uuid NOT NULL,
	"merged_by" uuid NOT NULL,
	"merged_at" timestamp (3) with time zone NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "customer_merges_two" CHECK ("customer_merges"."survivor_id" <> "customer_merges"."loser_id"),
	CONSTRAINT "customer_merges_undone_whole" CHECK (num_nonnulls("customer_merges"."undone_by", "customer_merges"."undone_at") <> 1)
);
--> statement-breakpoint
ALTER TABLE "customers" DROP CONSTRAINT "customers_deleted_whole";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "merge_undo_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_merge_rows" ADD CONSTRAINT "customer_merge_rows_merge_id_customer_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."customer_merges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_survivor_id_customers_id_fk" FOREIGN KEY ("survivor_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_loser_id_customers_id_fk" FOREIGN KEY ("loser_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_merges_loser_key" ON "customer_merges" USING btree ("loser_id") WHERE "customer_merges"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "customer_merges_survivor_idx" ON "customer_merges" USING btree ("survivor_id");--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merged_into_customers_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_merged_idx" ON "customers" USING btree ("merged_into") WHERE "customers"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "customers_company_key_idx" ON "customers" USING btree (company_key("name")) WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "customers_phone_key_idx" ON "customers" USING btree ("phone_key") WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "customers_domain_idx" ON "customers" USING btree ("domain") WHERE "customers"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_not_into_itself" CHECK ("customers"."merged_into" <> "customers"."id");--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_deleted_whole" CHECK (num_nonnulls("customers"."deletion_id", "customers"."merged_into") = case when "customers"."deleted_at" is null then 0 else 1 end);--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_merge_undo_days" CHECK ("settings"."merge_undo_days" between 1 and 365);