export { latestNoticesLookup as GET } from "@/lib/notices/routes";
