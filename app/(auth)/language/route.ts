export { languageRoute as POST } from "@/lib/users/sign-in-routes";
