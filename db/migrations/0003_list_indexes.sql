DROP INDEX "customers_department_idx";--> statement-breakpoint
CREATE INDEX "customers_department_idx" ON "customers" USING btree ("department_id","ownership");