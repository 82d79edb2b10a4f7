export { ServerMarkupList as default } from "@/tests/bench/server-markup-list";
