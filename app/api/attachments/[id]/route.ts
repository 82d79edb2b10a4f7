export { downloadAttachmentRoute as GET } from "@/lib/attachments/routes";
