const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** Length of the record at the end without its comment, and of the longest comment. */
const endLength = 22;
const longestComment = 0xffff;
const entryLength = 46;

/** Names in the central directory of a ZIP file (APPNOTE 4.3.12, 4.3.16); undefined where the bytes are none. */
export function zipNames(bytes: Buffer): readonly string[] | undefined {
  const end = findEnd(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > end || bytes.readUInt32LE(at) !== directoryEntry) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const nameEnd = at + entryLength + (name ?? 0);
    names.push(bytes.toString("utf8", at + entryLength, nameEnd));
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

function findEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - endLength;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  }
  return undefined;
}
