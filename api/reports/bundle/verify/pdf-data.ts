import { inflateSync } from "node:zlib";
import { message } from "../../../../model/messages/index.ts";
import { fails, holds, type Statement } from "./statement.ts";

/** No attachment of a report is larger. */
const mostInflatedBytes = 512 * 1024 ** 2;

/** Whether the data that is attached to the PDF is that of the bundle, so that the PDF is of the same report. */
export function checkPdfData(pdf: Uint8Array | undefined, data: Uint8Array | undefined): readonly Statement[] {
  if (pdf === undefined || data === undefined) return [];
  const attached = attachments(pdf);
  const same = attached.some((one) => one.equals(data));
  return [same ? holds(message("verify.pdf-data-follows")) : fails(message("verify.pdf-data-differs"))];
}

/** The files that are embedded in a PDF; their streams are never inside others. */
export function attachments(pdf: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(pdf);
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(embeddedFile); at >= 0; at = bytes.indexOf(embeddedFile, at + 1)) {
    const head = bytes.subarray(Math.max(0, bytes.lastIndexOf(objectStart, at)), bytes.indexOf(streamStart, at));
    const start = bytes.indexOf("\n", bytes.indexOf(streamStart, at)) + 1;
    const words = head.toString("latin1");
    const raw = bytes.subarray(start, start + Number(/\/Length (\d+)/.exec(words)?.[1] ?? 0));
    const file = words.includes("/FlateDecode") ? inflated(raw) : raw;
    if (file !== undefined) found.push(file);
  }
  return found;
}

const embeddedFile = "/Type /EmbeddedFile\n";
const objectStart = " 0 obj";
const streamStart = "stream";

function inflated(raw: Uint8Array): Buffer | undefined {
  try {
    return inflateSync(raw, { maxOutputLength: mostInflatedBytes });
  } catch {
    return undefined;
  }
}
