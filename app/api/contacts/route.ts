export { pickContactsRoute as GET } from "@/lib/contacts/routes";
