// npm run e2e: the end-to-end tests against a server and a database of their own. The work is in runtime/.
import { onSupportedNode } from "./runtime/node-version.mjs";

onSupportedNode(() => import("./runtime/e2e.mjs").then((runtime) => runtime.e2e(process.argv.slice(2))));
