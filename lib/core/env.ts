import "server-only";
import { z } from "zod";

const environments = ["development", "demo", "acceptance", "production"] as const;

const schema = z
  .object({
    DATABASE_URL: z.string().min(1),
    APP_ENV: z.enum(environments).default("production"),
    APP_BASE_URL: z.url().default("http://localhost:3000"),
    AUTH_SECRET: z.string().min(16),
    KEHU_DATA: z.string().min(1).default(".kehu"),
    FAULT: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    VIRUS_SCANNER: z.string().trim().min(1).optional(),
    METRICS_TOKEN: z.string().min(16).optional(),
  })
  .superRefine((env, issue) => {
    if (env.SMTP_URL && !env.MAIL_FROM)
      issue.addIssue({ code: "custom", path: ["MAIL_FROM"], message: "is needed with SMTP_URL" });
    if (env.APP_ENV !== "production") return;
    // AU-13: what is fit for trying is not fit for customers.
    if (env.AUTH_SECRET.length < 32)
      issue.addIssue({ code: "custom", path: ["AUTH_SECRET"], message: "needs at least 32 characters in production" });
    if (env.FAULT) issue.addIssue({ code: "custom", path: ["FAULT"], message: "is refused in production" });
  });

export type Env = z.output<typeof schema>;
let parsed: Env | undefined;

/** The configuration (README, "Configuration"), read once. Throws one sentence that names every variable that is wrong. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/** The same from a given source, for the start-up check and its test. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Kehu cannot start with this configuration. ${wrong.join("; ")}.`);
}
