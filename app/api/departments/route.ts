export { departmentsLookup as GET } from "@/lib/organisation/routes";
