export { pickCustomersRoute as GET } from "@/lib/customers/routes";
