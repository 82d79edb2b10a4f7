export { returnedRoute as GET } from "@/lib/imports/routes";
