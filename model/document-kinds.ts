/** The largest document that is taken, bytes. */
export const largestDocument = 50 * 1024 * 1024;

/** The largest file of a report that is kept, bytes: a PDF carries the data of a large plant as it is. */
export const largestReportFile = 500 * 1024 * 1024;

/** Kinds of document that are taken, with the endings of their names and their media type. */
export const documentKinds = {
  pdf: { endings: ["pdf"], mediaType: "application/pdf" },
  /** GB/T 33190, the fixed layout of Chinese authorities. */
  ofd: { endings: ["ofd"], mediaType: "application/ofd" },
  docx: { endings: ["docx"], mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  xlsx: { endings: ["xlsx"], mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  pptx: { endings: ["pptx"], mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  /** A report with its evidence and signatures. */
  bundle: { endings: ["zip"], mediaType: "application/zip" },
  png: { endings: ["png"], mediaType: "image/png" },
  jpeg: { endings: ["jpg", "jpeg"], mediaType: "image/jpeg" },
  text: { endings: ["txt", "csv", "md", "json"], mediaType: "text/plain; charset=utf-8" },
} as const satisfies Record<string, { endings: readonly string[]; mediaType: string }>;
export type DocumentKind = keyof typeof documentKinds;

/** Endings that are taken, for messages. */
export const documentEndings: readonly string[] = Object.values(documentKinds).flatMap(({ endings }) => [...endings]);
