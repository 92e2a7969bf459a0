const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** Length of the record at the end without its comment, and of the longest comment. */
const endLength = 22;
const longestComment = 0xffff;
const entryLength = 46;

/** Length of the head before an entry's bytes without its name and extra field (APPNOTE 4.3.7). */
const localHeadLength = 30;

interface Entry {
  readonly name: string;
  /** 0 where the bytes are stored as they are, 8 where they are deflated. */
  readonly method: number;
  readonly packedSize: number;
  /** Where its local head begins. */
  readonly offset: number;
}

/** Names in the central directory of a ZIP file (APPNOTE 4.3.12, 4.3.16); undefined where the bytes are none. */
export function zipNames(bytes: Buffer): readonly string[] | undefined {
  return entriesOf(bytes)?.map(({ name }) => name);
}

/** The packed bytes of every entry of a ZIP file. Throws where they do not lie where the directory says. */
export function packedEntries(bytes: Buffer): readonly { readonly method: number; readonly packed: Buffer }[] {
  return (entriesOf(bytes) ?? []).map(({ method, packedSize, offset }) => {
    const start = offset + localHeadLength + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    return { method, packed: bytes.subarray(start, start + packedSize) };
  });
}

function entriesOf(bytes: Buffer): readonly Entry[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > end || bytes.readUInt32LE(at) !== directoryEntry) return undefined;
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const nameEnd = at + entryLength + nameLength;
    entries.push({
      name: bytes.toString("utf8", at + entryLength, nameEnd),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + extra + comment;
  }
  return entries;
}

function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - endLength;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  }
  return undefined;
}
