import { maxLoggedRequests, type RequestRecord } from "./define.ts";

/** Keeps what arrived at a device, the newest `maxLoggedRequests` of it. */
export class RequestLog {
  #records: RequestRecord[] = [];

  add(record: RequestRecord): void {
    this.#records.push(record);
    if (this.#records.length > maxLoggedRequests * 1.1) this.#records = this.#records.slice(-maxLoggedRequests);
  }

  /** A copy, oldest first. */
  read(): readonly RequestRecord[] {
    return this.#records.slice(-maxLoggedRequests);
  }
}
