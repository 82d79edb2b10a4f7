export { exportHistoryRoute as GET } from "@/lib/audit/routes";
