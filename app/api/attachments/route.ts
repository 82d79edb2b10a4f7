export { uploadAttachmentRoute as POST } from "@/lib/attachments/routes";
