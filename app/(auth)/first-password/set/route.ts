export { firstPasswordRoute as POST } from "@/lib/users/sign-in-routes";
