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
ALTER TABLE "roles" ADD COLUMN "private_quota" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "private_quota" integer;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_shared_by_users_id_fk" FOREIGN KEY ("shared_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "shares_open_key" ON "shares" USING btree ("customer_id",coalesce("user_id", "department_id")) WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_user_idx" ON "shares" USING btree ("user_id","customer_id") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_department_idx" ON "shares" USING btree ("department_id","customer_id") WHERE "shares"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "shares_customer_idx" ON "shares" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_private_quota_range" CHECK ("roles"."private_quota" between 0 and 100000);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_private_quota_range" CHECK ("users"."private_quota" between 0 and 100000);