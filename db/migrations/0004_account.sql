CREATE TYPE "public"."mail_kind" AS ENUM('password_reset', 'password_changed');--> statement-breakpoint
CREATE TYPE "public"."mail_state" AS ENUM('waiting', 'sending', 'sent', 'failed');--> statement-breakpoint
ALTER TYPE "public"."security_event_kind" ADD VALUE 'password_reset_asked';--> statement-breakpoint
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
ALTER TABLE "user_credentials" ADD COLUMN "must_change" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_messages_idempotency_key" ON "outbox_messages" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "outbox_messages_due" ON "outbox_messages" USING btree ("next_try_at") WHERE "outbox_messages"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_messages_created_at_id_index" ON "outbox_messages" USING btree ("created_at","id");