// npm test: everything that must hold before a change lands. The work is in runtime/.
import { onSupportedNode } from "./runtime/node-version.mjs";

onSupportedNode(() => import("./runtime/test.mjs").then((runtime) => runtime.test()));
