export { forgotRoute as POST } from "@/lib/users/sign-in-routes";
