import type { Bilingual } from "../../model/language.ts";

/** The parts of OSCAL 1.2.1 that Plantwatch writes, as JSON has them. */

export const oscalVersion = "1.2.1";
/** Name space of properties that OSCAL itself does not define. */
export const propertyNamespace = "urn:plantwatch:oscal";

export interface OscalProperty {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
  readonly class?: string;
  readonly remarks?: string;
}

export interface OscalLink {
  readonly href: string;
  readonly rel: string;
}

export interface OscalMetadata {
  readonly title: string;
  readonly "last-modified": string;
  readonly version: string;
  readonly "oscal-version": string;
  readonly "document-ids"?: readonly { readonly identifier: string }[];
  readonly props: readonly OscalProperty[];
  readonly links?: readonly OscalLink[];
  readonly remarks?: string;
}

/** A property of Plantwatch's own. */
export function ownProperty(name: string, value: string | number | boolean, detail: { class?: string; remarks?: string } = {}) {
  return { name, ns: propertyNamespace, value: oneLine(String(value)), ...detail } satisfies OscalProperty;
}

/** The Chinese text is the text; OSCAL knows one language a document, so the English one stands beside it. */
export function inEnglish(text: Bilingual): OscalProperty {
  return ownProperty("text-en", text.en);
}

/** Text without line breaks and without space at its ends, as titles and values must be. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The day of a document as OSCAL writes a time; a document that gives a year alone is dated to its first day. */
export function timeOf(issued: string): string {
  const [, year = "1970", month = "01", day = "01"] = /^(\d{4})(?:-(\d{2})-(\d{2}))?/.exec(issued) ?? [];
  return `${year}-${month}-${day}T00:00:00+08:00`;
}
