export { findDuplicatesRoute as GET } from "@/lib/customers/routes";
