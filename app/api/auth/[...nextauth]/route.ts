export { nextAuthRoute as GET, nextAuthRoute as POST } from "@/lib/users/sign-in-routes";
