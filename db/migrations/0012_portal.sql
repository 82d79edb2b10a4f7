ALTER TYPE "public"."mail_kind" ADD VALUE 'portal_invited';--> statement-breakpoint
CREATE TABLE "portal_users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"audience" "audience" DEFAULT 'portal' NOT NULL,
	"customer_id" uuid NOT NULL,
	"contact_id" uuid,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"invited_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "portal_users_audience" CHECK ("portal_users"."audience" = 'portal')
);
--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_login_shape";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "audience" "audience" DEFAULT 'staff' NOT NULL;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "portal_users_contact_key" ON "portal_users" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "portal_users_customer_idx" ON "portal_users" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_audience_key" UNIQUE("id","audience");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_login_shape" CHECK ("users"."login" ~ '^[A-Za-z0-9._@-]{3,40}$' or ("users"."login" ~ '^[^[:space:]@]{1,64}@[^[:space:]@]+$' and length("users"."login") <= 100));