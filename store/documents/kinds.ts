import { type DocumentKind, documentKinds } from "../../model/document-kinds.ts";
import { zipNames } from "./zip-names.ts";

/** The media type of a kind as it was recorded; bytes of an unknown one are only bytes. */
export function mediaTypeOf(kind: string): string {
  const known: Readonly<Record<string, { mediaType: string }>> = documentKinds;
  return (Object.hasOwn(known, kind) ? known[kind]?.mediaType : undefined) ?? "application/octet-stream";
}

/** Whether a name ends as documents of the kind do. */
export function fitsName(kind: DocumentKind, name: string): boolean {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const endings: readonly string[] = documentKinds[kind].endings;
  return name.includes(".") && endings.includes(ending);
}

const signatures: readonly (readonly [DocumentKind, string])[] = [
  ["pdf", "255044462d"],
  ["png", "89504e470d0a1a0a"],
  ["jpeg", "ffd8ff"],
];

/** The kind that the bytes themselves are, whatever their name says; undefined where they are of none that is taken. */
export function recogniseKind(bytes: Buffer): DocumentKind | undefined {
  const start = bytes.subarray(0, 8).toString("hex");
  const signed = signatures.find(([, signature]) => start.startsWith(signature));
  if (signed !== undefined) return signed[0];
  if (start.startsWith("504b0304")) return packagedKind(zipNames(bytes) ?? []);
  return isText(bytes) ? "text" : undefined;
}

/** Office Open XML, OFD and bundles of reports are ZIP files; one that carries macros is not taken. */
function packagedKind(names: readonly string[]): DocumentKind | undefined {
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return undefined;
  const has = (name: string) => names.includes(name);
  if (has("OFD.xml")) return "ofd";
  if (has("manifest.json") && has("report.json")) return "bundle";
  if (!has("[Content_Types].xml")) return undefined;
  if (has("word/document.xml")) return "docx";
  if (has("xl/workbook.xml")) return "xlsx";
  return has("ppt/presentation.xml") ? "pptx" : undefined;
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && decodeText(bytes) !== undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data from text
const controlCharacter = /[\u0000-\u0008\u000b\u000e-\u001f]/;

/** Text in UTF-8, or in GB 18030 as spreadsheets on Chinese desktops write it; undefined where it is neither. */
export function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!controlCharacter.test(text)) return text;
    } catch {
      // Not this encoding.
    }
  }
  return undefined;
}
