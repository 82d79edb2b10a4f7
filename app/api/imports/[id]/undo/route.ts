export { undoLinesRoute as GET } from "@/lib/imports/routes";
