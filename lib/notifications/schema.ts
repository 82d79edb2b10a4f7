import { z } from "zod";

export const mailId = z.strictObject({ id: z.uuid() });
