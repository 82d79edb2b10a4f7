import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/core/i18n.ts");
const bench = process.env.KEHU_BENCH === "1";

/** @type {import("next").NextConfig} */
const config = {
  distDir: bench ? ".next-bench" : ".next",
  // The bare page that lists are measured against exists only in the benchmark's build.
  pageExtensions: bench ? ["bench.tsx", "tsx", "ts"] : ["tsx", "ts"],
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // `npm test` checks the types of everything; a type error in a test must not stop a person's `npm run up`.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pg-boss", "pino", "@node-rs/argon2", "exceljs", "yauzl", "pg-copy-streams"],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: "1mb" },
  },
};

export default withNextIntl(config);
