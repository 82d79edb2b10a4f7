export { dictionaryLookup as GET } from "@/lib/dictionaries/routes";
