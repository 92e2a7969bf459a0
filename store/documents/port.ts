import type { DocumentKind } from "../../model/document-kinds.ts";
import type { Instant } from "../../model/instant.ts";

/** A document as the store knows it. */
export interface StoredDocument {
  /** SHA-256 of the bytes, hexadecimal: the only name under which they are found. */
  readonly sha256: string;
  readonly size: number;
  readonly kind: DocumentKind;
}

/**
 * Where the documents behind attestations are kept, by the SHA-256 of their bytes. A document is never changed: other bytes are
 * another document. A store that is full throws a Problem `store-full`, one that is away `store-unavailable`.
 */
export interface DocumentStore {
  /**
   * Takes a document whole or not at all; taking the same bytes again changes nothing, and puts right a copy that was damaged.
   * `most` bytes are taken, `largestDocument` unless named. Throws `document-too-large`, and `document-kind` where the content is of no kind that is taken or of another than the name says.
   */
  put(content: AsyncIterable<Uint8Array>, name: string, most?: number): Promise<StoredDocument>;
  /** The bytes, which hash to this value. Throws `document-missing`, and `document-damaged` where they do not. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Forgets bytes that were handed in last before a time; what came since stays. Nothing happens where there are none. */
  drop(sha256: string, before: Instant): Promise<void>;
}
