/** The address of the server under test, which `npm run e2e` starts. */
export const baseUrl = process.env.E2E_BASE_URL ?? "";
if (!baseUrl) throw new Error("E2E_BASE_URL is not set: these tests run by npm run e2e.");
