import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { decodeText, recogniseKind } from "./kinds.ts";

/** A ZIP file whose entries hold nothing, as any packer lays it out. */
function zipOf(names: readonly string[], comment = ""): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc32(""), 14);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name));
    directory.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}

const types = "[Content_Types].xml";

test.each([
  [[types, "word/document.xml"], "docx"],
  [["xl/workbook.xml", types], "xlsx"],
  [[types, "ppt/presentation.xml"], "pptx"],
  [["OFD.xml", "Doc_0/Document.xml"], "ofd"],
  [[types, "word/document.xml", "word/vbaProject.bin"], undefined],
  [["word/document.xml"], undefined],
  [["setup.exe"], undefined],
])("a package of %j is %s", (names, kind) => {
  expect(recogniseKind(zipOf(names))).toBe(kind);
  expect(recogniseKind(zipOf(names, "packed by hand"))).toBe(kind);
});

test("a package that is cut short or lies about its directory is none", () => {
  const whole = zipOf([types, "word/document.xml"]);
  for (let length = 4; length < whole.length; length += 7) expect(recogniseKind(whole.subarray(0, length))).toBeUndefined();
  const lying = Buffer.from(whole);
  lying.writeUInt16LE(0xffff, lying.length - 12);
  expect(recogniseKind(lying)).toBeUndefined();
  lying.writeUInt32LE(0xffffffff, lying.length - 6);
  expect(recogniseKind(lying)).toBeUndefined();
});

test("pictures and prints are known by how they begin", () => {
  expect(recogniseKind(Buffer.from("89504e470d0a1a0a0000", "hex"))).toBe("png");
  expect(recogniseKind(Buffer.from("ffd8ffe000104a46", "hex"))).toBe("jpeg");
  expect(recogniseKind(Buffer.from("%PDF-1.4"))).toBe("pdf");
});

test("text is UTF-8 or GB 18030 without control characters", () => {
  const gb18030 = Buffer.from("d6c6b6c8", "hex");
  expect(recogniseKind(Buffer.from("制度,有\n"))).toBe("text");
  expect(decodeText(gb18030)).toBe("制度");
  expect(recogniseKind(gb18030)).toBe("text");
  expect(recogniseKind(Buffer.from("a\u0000b"))).toBeUndefined();
  expect(recogniseKind(Buffer.from([0xff, 0xff, 0xff]))).toBeUndefined();
  expect(recogniseKind(Buffer.alloc(0))).toBeUndefined();
});
