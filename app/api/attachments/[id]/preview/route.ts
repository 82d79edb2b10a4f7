export { previewAttachmentRoute as GET } from "@/lib/attachments/routes";
