export { progressLookup as GET } from "@/lib/imports/routes";
