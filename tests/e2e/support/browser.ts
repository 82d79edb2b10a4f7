import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of CHROMIUM_PATH, else the system's, else the one out of the registry. */
export async function launchBrowser(): Promise<Browser> {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return launch(asked);
  const installed = system.find((path) => existsSync(path));
  return installed ? launch(installed) : launchPacked();
}

// Root has no sandbox of its own to give; the only pages visited are our own. /dev/shm is small in containers.
const args = ["--no-sandbox", "--disable-dev-shm-usage"];

const launch = (executablePath: string, env?: Record<string, string>) =>
  chromium.launch({ executablePath, args, env: { ...(process.env as Record<string, string>), ...env } });

/** The package unpacks into the temporary folder: here one of the project, which nobody else can have filled before. */
async function launchPacked(): Promise<Browser> {
  const folder = join(process.cwd(), "node_modules/.cache/kehu-chromium");
  const unpacked = async () => {
    mkdirSync(folder, { recursive: true });
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      const { default: packed } = await import("@sparticuz/chromium");
      return await packed.executablePath();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  };
  try {
    return await launch(await unpacked());
  } catch {
    // Half unpacked by a run that was stopped, or the system lacks libraries: once more, with those of the package.
    rmSync(folder, { recursive: true, force: true });
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
    return launch(await unpacked(), { LD_LIBRARY_PATH: join(folder, "al2023/lib") });
  }
}
