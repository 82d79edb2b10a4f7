export { signOutRoute as POST } from "@/lib/users/sign-in-routes";
