export { renewRoute as GET } from "@/lib/users/sign-in-routes";
