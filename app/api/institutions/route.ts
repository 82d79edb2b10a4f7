export { institutionsLookup as GET } from "@/lib/organisation/routes";
