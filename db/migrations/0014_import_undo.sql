CREATE TYPE "public"."undo_outcome" AS ENUM('kept', 'impossible');--> statement-breakpoint
ALTER TYPE "public"."import_state" ADD VALUE 'undoing';--> statement-breakpoint
ALTER TYPE "public"."import_state" ADD VALUE 'undone';--> statement-breakpoint
CREATE TABLE "import_undo_lines" (
	"import_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"entity" text NOT NULL,
	"record_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"outcome" "undo_outcome" NOT NULL,
	"reason" text NOT NULL,
	"field" text,
	"now" jsonb,
	"before" jsonb,
	CONSTRAINT "import_undo_lines_import_id_line_no_pk" PRIMARY KEY("import_id","line_no")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "percent_read" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "event_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "records_undone" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "records_kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "records_impossible" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "import_undo_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_undo_lines" ADD CONSTRAINT "import_undo_lines_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_event_id_audit_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_import_undo_days" CHECK ("settings"."import_undo_days" between 1 and 365);