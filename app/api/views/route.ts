export { viewsRoute as GET } from "@/lib/views/routes";
