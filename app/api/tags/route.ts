export { pickTagsRoute as GET } from "@/lib/tags/routes";
