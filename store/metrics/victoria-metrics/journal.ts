import type { Instant } from "../../../model/instant.ts";
import { SqliteConnection } from "../../sqlite/connection.ts";

/** Lines that a server has taken and may still lose. */
interface Entry {
  readonly id: number;
  readonly lines: string;
}

const schema =
  "create table if not exists entries (id integer primary key, taken_at integer not null, lines text not null) strict";

/** Keeps, in one SQLite file, what a server may still lose. What was added survives the end of this process and of the machine. */
export class Journal {
  readonly #connection: SqliteConnection;

  private constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Throws `store-full`, `store-unavailable`. */
  static async open(file: string): Promise<Journal> {
    const connection = await SqliteConnection.open({ file });
    try {
      await connection.exec(schema);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return new Journal(connection);
  }

  /** `takenAt`: the time of the server's answer by its own clock. */
  async add(takenAt: Instant, lines: string): Promise<void> {
    await this.#connection.query("insert into entries (taken_at, lines) values (?, ?)", [takenAt, lines]);
  }

  /** The first entries that were taken at this time or before. */
  async takenThrough(time: Instant, most: number): Promise<readonly Entry[]> {
    const rows = await this.#connection.all("select id, lines from entries where taken_at <= ? order by id limit ?", [
      time,
      most,
    ]);
    return rows.map((row) => ({ id: Number(row.id), lines: String(row.lines) }));
  }

  async remove(ids: readonly number[]): Promise<void> {
    await this.#connection.query("delete from entries where id in (select value from json_each(?))", [JSON.stringify(ids)]);
  }

  async removeTaken({ after, through }: { readonly after: Instant; readonly through: Instant }): Promise<void> {
    await this.#connection.query("delete from entries where taken_at > ? and taken_at <= ?", [after, through]);
  }

  /** How many entries there are. */
  async size(): Promise<number> {
    const [row] = await this.#connection.all("select count(*) as count from entries");
    return Number(row?.count ?? 0);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
