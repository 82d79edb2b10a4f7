export { templateRoute as GET } from "@/lib/imports/routes";
