import {
  type AddressField,
  addressRecordSchema,
  addressUses,
  allocationMethods,
} from "../../model/addresses/address-register.ts";
import { type IpRange, ipRange, ipText } from "../../model/addresses/ip-range.ts";
import { inChina } from "../../model/addresses/working-days.ts";
import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";
import { addressFieldNames, addressUseNames } from "../../model/messages/addresses.ts";
import { idSchema } from "../../model/protocols/endpoint-base.ts";
import { calendarDay } from "../attestations/calendar-day.ts";
import { columnTitle, longestText, rowError } from "../attestations/row-error.ts";
import type { TableRows } from "../attestations/table-rows.ts";
import type { ImportRowError } from "../contract/attestations.ts";
import { allocationWords, columnAliases, fields } from "./address-columns.ts";
import { overlapErrors } from "./overlaps.ts";
import type { AddressTableRow, ColumnName } from "./table-row.ts";

export interface ReadAddresses {
  readonly rows: readonly AddressTableRow[];
  readonly errors: readonly ImportRowError[];
}

const mostRows = 5000;

/** Reads an address record list; every cell that is wrong is named with its row, its column and the form that is expected. */
export function readAddressTable(table: TableRows, inventory: Inventory, now: Instant): ReadAddresses {
  if (!table.ok) return wrong(table.row, "", "", table.message);
  const [heading = [], ...body] = table.rows;
  const places = placesOf(heading);
  const nameOf: ColumnName = (field) => {
    const { "zh-CN": zh, en } = addressFieldNames[field];
    return columnTitle(heading[places.get(field) ?? -1]?.trim(), [zh, en]);
  };
  if (!places.has("first")) {
    return wrong(1, nameOf("first"), heading.join(","), {
      "zh-CN": `表头缺少“${addressFieldNames.first["zh-CN"]}”一列；请用下载的模板。`,
      en: `The heading lacks the column "${addressFieldNames.first.en}"; use the template.`,
    });
  }
  if (body.length > mostRows) {
    const message = { "zh-CN": `一次最多导入 ${mostRows} 行。`, en: `At most ${mostRows} rows are imported at once.` };
    return wrong(mostRows + 2, nameOf("first"), "", message);
  }
  const read = body
    .map((cells, index) => ({ row: index + 2, cell: (field: AddressField) => cells[places.get(field) ?? -1]?.trim() ?? "" }))
    .filter(({ cell }) => fields.some((field) => cell(field) !== ""))
    .map(({ row, cell }) => new RowReader(row, cell, { nameOf, inventory, now }).read());
  const rows = read.flatMap((one) => one.rows);
  const errors = [...read.flatMap((one) => one.errors), ...overlapErrors(rows, nameOf("first"))];
  return { rows, errors: errors.toSorted((a, b) => a.row - b.row) };
}

function placesOf(heading: readonly string[]): ReadonlyMap<AddressField, number> {
  return new Map(
    fields.flatMap((field) => {
      const names = Object.values(addressFieldNames[field]).map((name) => name.toLowerCase());
      const words = [...names, ...(columnAliases[field] ?? [])];
      const at = heading.findIndex((cell) => words.includes(cell.trim().toLowerCase()));
      return at < 0 ? [] : [[field, at] as const];
    }),
  );
}

function wrong(row: number, column: string, value: string, message: Bilingual): ReadAddresses {
  return { rows: [], errors: [rowError(row, column, value, message)] };
}

interface RowGround {
  readonly nameOf: ColumnName;
  readonly inventory: Inventory;
  readonly now: Instant;
}

class RowReader {
  readonly #row: number;
  readonly #cell: (field: AddressField) => string;
  readonly #ground: RowGround;
  readonly #errors: ImportRowError[] = [];

  constructor(row: number, cell: (field: AddressField) => string, ground: RowGround) {
    this.#row = row;
    this.#cell = cell;
    this.#ground = ground;
  }

  read(): ReadAddresses {
    const range = this.#range();
    const record = {
      ...this.#texts(),
      allocationMethod: this.#word("allocationMethod", allocationMethods, allocationWords) ?? null,
      use: this.#word("use", addressUses, addressUseNames) ?? "in-use",
      assetId: this.#asset(),
      allocatedOn: this.#day("allocatedOn"),
      recordedOn: this.#day("recordedOn"),
      verifiedOn: this.#day("verifiedOn"),
      changedOn: this.#day("changedOn"),
    };
    if (range === undefined || this.#errors.length > 0) return { rows: [], errors: this.#errors };
    const place = { first: ipText(range.first), last: ipText(range.last) };
    return { rows: [{ row: this.#row, range, record: addressRecordSchema.parse({ ...place, ...record }) }], errors: [] };
  }

  #fault(field: AddressField, message: Bilingual): undefined {
    this.#errors.push(rowError(this.#row, this.#ground.nameOf(field), this.#cell(field), message));
    return undefined;
  }

  /** One column with an address or a range, or a first and a last address. */
  #range(): IpRange | undefined {
    const [first, last] = [this.#cell("first"), this.#cell("last")];
    if (first === "") return this.#fault("first", { "zh-CN": "没有填写地址。", en: "No address is given." });
    const range = ipRange(first);
    if (range === undefined) {
      return this.#fault("first", {
        "zh-CN": "地址应写作 10.1.2.3、10.1.2.0/24 或 10.1.2.1-10.1.2.9；网段的主机位应为 0。",
        en: "Expected an address such as 10.1.2.3, 10.1.2.0/24 with no host bits set, or 10.1.2.1-10.1.2.9.",
      });
    }
    if (last === "" || last === first) return range;
    const whole = range.first === range.last ? ipRange(`${first}-${last}`) : undefined;
    if (whole !== undefined) return whole;
    return this.#fault("last", {
      "zh-CN": "终止地址应与起始地址同为 IPv4 或 IPv6，且不小于起始地址。",
      en: "Expected an address of the same kind that is not below the first one.",
    });
  }

  #texts() {
    const texts = ["source", "allocatedTo", "user", "purpose", "place", "responsible", "contact", "recordNo"] as const;
    for (const field of texts) {
      if (this.#cell(field).length > longestText) {
        this.#fault(field, { "zh-CN": `最多 ${longestText} 个字。`, en: `Expected at most ${longestText} characters.` });
      }
    }
    return Object.fromEntries(texts.map((field) => [field, this.#cell(field)]));
  }

  #word<W extends string>(field: AddressField, all: readonly W[], names: Readonly<Record<W, Bilingual>>): W | undefined {
    const cell = this.#cell(field).toLowerCase();
    if (cell === "") return undefined;
    const word = all.find((one) => [one, ...Object.values(names[one])].includes(cell));
    if (word !== undefined) return word;
    return this.#fault(field, {
      "zh-CN": `应为：${all.map((one) => names[one]["zh-CN"]).join("、")}。`,
      en: `Expected one of: ${all.map((one) => names[one].en).join(", ")}.`,
    });
  }

  /** By its id or its name; an id that the inventory lacks is kept as the list has it, and judged. */
  #asset(): string | null {
    const cell = this.#cell("assetId");
    if (cell === "") return null;
    const { enterprise, assets } = this.#ground.inventory;
    const id = cell.startsWith(`${enterprise.id}.`) ? cell.slice(enterprise.id.length + 1) : cell;
    const asset = assets.find((one) => one.id === id || one.name["zh-CN"] === cell || one.name.en === cell);
    if (asset !== undefined) return asset.id;
    if (idSchema.safeParse(id).success) return id;
    this.#fault("assetId", {
      "zh-CN": "资产清单中没有这个资产；应填写资产编号（如 plc-1）或资产名称。",
      en: "The inventory has no such asset; expected its id, such as plc-1, or its name.",
    });
    return null;
  }

  #day(field: "allocatedOn" | "recordedOn" | "verifiedOn" | "changedOn"): Instant | null {
    const cell = this.#cell(field);
    if (cell === "") return null;
    const local = calendarDay(cell);
    const day = local === undefined ? undefined : inChina(local);
    if (day === undefined) {
      this.#fault(field, { "zh-CN": "日期应写作 2026-03-01。", en: "Expected a date such as 2026-03-01." });
    } else if (day > this.#ground.now) {
      this.#fault(field, { "zh-CN": "日期还没有到。", en: "Expected a day that has come." });
    }
    return day ?? null;
  }
}
