CREATE TABLE "personnel_posts" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"position_id" uuid,
	"place" text NOT NULL,
	"is_main" boolean NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"made_by" uuid,
	"ended_by" uuid,
	CONSTRAINT "personnel_posts_period" CHECK ("personnel_posts"."until" >= "personnel_posts"."since" and num_nulls("personnel_posts"."until", "personnel_posts"."ended_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "personnel_states" (
	"id" uuid PRIMARY KEY DEFAULT uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"state" "user_state" NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"made_by" uuid,
	"ended_by" uuid,
	CONSTRAINT "personnel_states_period" CHECK ("personnel_states"."until" >= "personnel_states"."since" and num_nulls("personnel_states"."until", "personnel_states"."ended_at") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "state_since" date;--> statement-breakpoint
ALTER TABLE "personnel_posts" ADD CONSTRAINT "personnel_posts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_posts" ADD CONSTRAINT "personnel_posts_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_posts" ADD CONSTRAINT "personnel_posts_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_posts" ADD CONSTRAINT "personnel_posts_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_states" ADD CONSTRAINT "personnel_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_states" ADD CONSTRAINT "personnel_states_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnel_states" ADD CONSTRAINT "personnel_states_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "personnel_posts_open_key" ON "personnel_posts" USING btree ("user_id","position_id") WHERE "personnel_posts"."until" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "personnel_posts_one_open_main_key" ON "personnel_posts" USING btree ("user_id") WHERE "personnel_posts"."until" is null and "personnel_posts"."is_main";--> statement-breakpoint
CREATE INDEX "personnel_posts_user_idx" ON "personnel_posts" USING btree ("user_id","since");--> statement-breakpoint
CREATE INDEX "personnel_posts_position_idx" ON "personnel_posts" USING btree ("position_id");--> statement-breakpoint
CREATE UNIQUE INDEX "personnel_states_one_open_key" ON "personnel_states" USING btree ("user_id") WHERE "personnel_states"."until" is null;--> statement-breakpoint
CREATE INDEX "personnel_states_user_idx" ON "personnel_states" USING btree ("user_id","since");