export { searchPeople as GET } from "@/lib/users/routes";
