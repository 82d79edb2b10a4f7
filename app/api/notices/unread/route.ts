export { unreadNoticesLookup as GET } from "@/lib/notices/routes";
