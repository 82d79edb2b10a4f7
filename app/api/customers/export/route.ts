export { exportCustomersRoute as GET } from "@/lib/customers/routes";
