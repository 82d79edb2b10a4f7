// npm run up · npm run dev. This file must parse on any Node that knows modules: the work is in runtime/.
import { onSupportedNode } from "./runtime/node-version.mjs";

onSupportedNode(() => import("./runtime/up.mjs").then((runtime) => runtime.up(process.argv.slice(2))));
