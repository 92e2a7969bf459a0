import { inflateSync } from "node:zlib";
import { message } from "../../../../model/messages/index.ts";
import { fails, holds, type Statement } from "./statement.ts";

/** No attachment of a report is larger. */
const mostInflatedBytes = 512 * 1024 ** 2;
const streamStart = /\/Type\s*\/EmbeddedFile[\s\S]{0,2000}?stream\r?\n/g;

/** Whether the data that is attached to the PDF is that of the bundle, so that the PDF is of the same report. */
export function checkPdfData(pdf: Uint8Array | undefined, data: Uint8Array | undefined): readonly Statement[] {
  if (pdf === undefined || data === undefined) return [];
  const attached = attachments(pdf);
  const same = attached.some((one) => one.equals(data));
  return [same ? holds(message("verify.pdf-data-follows")) : fails(message("verify.pdf-data-differs"))];
}

/** The files that are embedded in a PDF. */
export function attachments(pdf: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString("latin1");
  return [...text.matchAll(streamStart)].flatMap((match) => {
    const start = match.index + match[0].length;
    const length = Number(/\/Length (\d+)/.exec(match[0])?.[1] ?? 0);
    const raw = bytes.subarray(start, start + length);
    if (!match[0].includes("/FlateDecode")) return [raw];
    try {
      return [inflateSync(raw, { maxOutputLength: mostInflatedBytes })];
    } catch {
      return [];
    }
  });
}
