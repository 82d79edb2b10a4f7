export { exportContactsRoute as GET } from "@/lib/contacts/routes";
