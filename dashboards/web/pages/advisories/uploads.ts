/** Bytes of the largest document that the centre reads. */
export const largestFile = 16 * 1024 * 1024;
/** Bytes and documents that are sent at once, so that none waits long. */
const bytesAtOnce = 6 * 1024 * 1024;
const documentsAtOnce = 40;

type Named = Pick<File, "name" | "size">;

const sidecar = /\.(sha256|sha512|asc)$/i;

/** Splits files into uploads; what lies beside a document goes with it. */
export function uploadsOf<F extends Named>(files: readonly F[]): readonly (readonly F[])[] {
  const groups = Map.groupBy(files, ({ name }) => name.replace(sidecar, ""));
  const uploads: F[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  let documents = 0;
  for (const group of groups.values()) {
    const size = group.reduce((sum, file) => sum + file.size, 0);
    if (bytes + size > bytesAtOnce || documents >= documentsAtOnce) {
      uploads.push([]);
      bytes = 0;
      documents = 0;
    }
    uploads.at(-1)?.push(...group);
    bytes += size;
    documents += 1;
  }
  return uploads;
}

/** The bytes of a file as the interface takes them. */
export async function inBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  // In parts, since so many arguments at once are more than an engine takes.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
