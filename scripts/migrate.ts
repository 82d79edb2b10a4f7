import { migrate } from "@/db/migrate";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("Set DATABASE_URL to the database that Kehu should use (a user who may create roles and tables).");
  process.exit(1);
}
try {
  await migrate(url);
} catch (error) {
  console.error(
    `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
