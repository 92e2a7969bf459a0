/** One line of a JSON text together with where it stands in the document. */
export interface JsonLine {
  readonly depth: number;
  /** Member name with quotes and colon; empty for members of arrays and the root. */
  readonly name: string;
  readonly text: string;
  readonly kind: "string" | "number" | "literal" | "bracket";
  /** RFC 6901 pointer to the value that the line belongs to. */
  readonly pointer: string;
  readonly comma: boolean;
}

/** A JSON value as lines, indented by depth, each with the pointer of its value. */
export function jsonLines(value: unknown): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  write(lines, value, { depth: 0, name: "", pointer: "", comma: false });
  return lines;
}

type Place = Omit<JsonLine, "text" | "kind">;

function write(lines: JsonLine[], value: unknown, place: Place): void {
  const members = membersOf(value);
  if (members === undefined) {
    lines.push({ ...place, text: JSON.stringify(value) ?? "null", kind: kindOf(value) });
    return;
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (members.length === 0) {
    lines.push({ ...place, text: open + close, kind: "bracket" });
    return;
  }
  lines.push({ ...place, comma: false, text: open, kind: "bracket" });
  members.forEach(([name, member], index) => {
    write(lines, member, {
      depth: place.depth + 1,
      name: Array.isArray(value) ? "" : `${JSON.stringify(name)}: `,
      pointer: `${place.pointer}/${escapeToken(name)}`,
      comma: index < members.length - 1,
    });
  });
  lines.push({ ...place, name: "", text: close, kind: "bracket" });
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === "object" && value !== null ? Object.entries(value) : undefined;
}

function kindOf(value: unknown): JsonLine["kind"] {
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "literal";
}

/** RFC 6901, section 3. */
function escapeToken(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Whether a line is the marked value or a part of it. The empty pointer names the whole document and marks nothing. */
export function isMarked(line: JsonLine, pointer: string): boolean {
  return pointer !== "" && (line.pointer === pointer || line.pointer.startsWith(`${pointer}/`));
}
