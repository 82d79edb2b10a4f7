export { headRoute as POST } from "@/lib/imports/routes";
