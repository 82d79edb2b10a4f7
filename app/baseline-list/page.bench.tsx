export { BaselineList as default } from "@/tests/bench/baseline-list";
