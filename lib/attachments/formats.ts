import type { AttachmentFormat, AttachmentType } from "@/db/enums";

type Format = {
  /** What people call it; the settings allow whole types. */
  type: AttachmentType;
  /** Endings under which such a file may come, the usual one first. */
  endings: readonly string[];
  mediaType: string;
};

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** Everything that an attachment can be (ATT-01). Nothing that a browser would run is among it: no HTML, no SVG, no scripts. */
export const formats: Readonly<Record<AttachmentFormat, Format>> = {
  pdf: { type: "pdf", endings: ["pdf"], mediaType: "application/pdf" },
  docx: { type: "word", endings: ["docx"], mediaType: `${OFFICE}.wordprocessingml.document` },
  doc: { type: "word", endings: ["doc", "wps"], mediaType: "application/msword" },
  xlsx: { type: "excel", endings: ["xlsx"], mediaType: `${OFFICE}.spreadsheetml.sheet` },
  xls: { type: "excel", endings: ["xls", "et"], mediaType: "application/vnd.ms-excel" },
  pptx: { type: "powerpoint", endings: ["pptx"], mediaType: `${OFFICE}.presentationml.presentation` },
  ppt: { type: "powerpoint", endings: ["ppt", "dps"], mediaType: "application/vnd.ms-powerpoint" },
  png: { type: "image", endings: ["png"], mediaType: "image/png" },
  jpeg: { type: "image", endings: ["jpg", "jpeg"], mediaType: "image/jpeg" },
  gif: { type: "image", endings: ["gif"], mediaType: "image/gif" },
  webp: { type: "image", endings: ["webp"], mediaType: "image/webp" },
  txt: { type: "text", endings: ["txt", "log", "md"], mediaType: "text/plain" },
  csv: { type: "text", endings: ["csv"], mediaType: "text/csv" },
  zip: { type: "zip", endings: ["zip"], mediaType: "application/zip" },
};

const formatNames = Object.keys(formats) as AttachmentFormat[];

/** The format that an ending promises, as far as its type is allowed; nothing for any other file. */
export const formatOf = (ending: string, allowed: readonly AttachmentType[]): AttachmentFormat | undefined =>
  formatNames.find((name) => formats[name].endings.includes(ending) && allowed.includes(formats[name].type));

/** The endings of some types, for a person and for a file chooser: ".pdf", ".docx" … */
export const endingsOf = (allowed: readonly AttachmentType[]): string[] =>
  formatNames.flatMap((name) =>
    allowed.includes(formats[name].type) ? formats[name].endings.map((ending) => `.${ending}`) : [],
  );
