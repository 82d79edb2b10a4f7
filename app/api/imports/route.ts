export { uploadRoute as POST } from "@/lib/imports/routes";
