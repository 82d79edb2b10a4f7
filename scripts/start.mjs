// npm start: the server alone, for machines with a PostgreSQL of their own. The work is in runtime/.
import { onSupportedNode } from "./runtime/node-version.mjs";

onSupportedNode(() => import("./runtime/start.mjs").then((runtime) => runtime.start()));
