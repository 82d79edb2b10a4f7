export { exportUsersRoute as GET } from "@/lib/users/routes";
