import type { AddressRegister } from "../../model/addresses/address-register.ts";
import type { StoredObservation } from "../../model/observation.ts";
import type { RecordStore } from "../../store/records/port.ts";

/** Rows of one probe of one endpoint that are looked through for the answer before the newest one. */
const rowsBack = 20;

interface Place {
  readonly newest: StoredObservation;
  readonly previous: StoredObservation | undefined;
}

/** An answer that took the place of another one. */
export interface FactsChange {
  readonly newest: StoredObservation;
  readonly previous: StoredObservation;
}

/** Finds the answers before the newest ones and the accepted baselines; what does not change is asked for once. */
export class EvidenceReader {
  readonly #records: RecordStore;
  readonly #places = new Map<string, Place>();
  readonly #baselines = new Map<string, StoredObservation>();
  readonly #registers = new Map<string, AddressRegister>();

  constructor(records: RecordStore) {
    this.#records = records;
  }

  /** The answered rows before the newest answered ones, and which of those are new since the last call. */
  async previous(latest: readonly StoredObservation[]): Promise<{ rows: StoredObservation[]; changes: FactsChange[] }> {
    const answered = latest.filter(({ outcome }) => outcome === "answered");
    const places = await Promise.all(answered.map((newest) => this.#place(newest)));
    return {
      rows: places.flatMap(({ place }) => place.previous ?? []),
      changes: places.flatMap(({ place: { newest, previous }, moved }) =>
        moved && previous !== undefined ? [{ newest, previous }] : [],
      ),
    };
  }

  async baselines(enterpriseId: string): Promise<readonly StoredObservation[]> {
    const accepted = await this.#records.baselines.list(enterpriseId);
    const rows = await Promise.all(accepted.map(({ observationId }) => this.#baseline(observationId)));
    return rows.filter((row) => row !== undefined);
  }

  /** The address record list, where there is one. */
  async addressRegister(enterpriseId: string): Promise<AddressRegister | undefined> {
    const register = await this.#records.addressRegisters.current(enterpriseId, this.#registers.get(enterpriseId));
    if (register !== undefined) this.#registers.set(enterpriseId, register);
    return register;
  }

  async #place(newest: StoredObservation): Promise<{ place: Place; moved: boolean }> {
    const { enterpriseId, assetId, endpointId, probe } = newest;
    const key = JSON.stringify([enterpriseId, assetId, endpointId, probe]);
    const known = this.#places.get(key);
    if (known?.newest.id === newest.id) return { place: known, moved: false };
    const rows = await this.#records.observations.history(enterpriseId, assetId, endpointId, probe, rowsBack);
    const behind = rows.slice(rows.findIndex(({ id }) => id === newest.id) + 1);
    const place = { newest, previous: behind.find(({ outcome }) => outcome === "answered") };
    this.#places.set(key, place);
    return { place, moved: known !== undefined };
  }

  async #baseline(observationId: string): Promise<StoredObservation | undefined> {
    const known = this.#baselines.get(observationId);
    if (known !== undefined) return known;
    const row = await this.#records.observations.get(observationId);
    if (row !== undefined) this.#baselines.set(observationId, row);
    return row;
  }
}
