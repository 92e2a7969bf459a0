import {
  type AddressRecord,
  type AddressRegister,
  defaultRegisterSettings,
  type RegisterSettings,
} from "../../model/addresses/address-register.ts";
import { type IpRange, ipNumber } from "../../model/addresses/ip-range.ts";
import { isAllocated, isPublic } from "./is-public.ts";

interface RecordedRange extends IpRange {
  readonly record: AddressRecord;
}

/** The address record list of an enterprise, found by address. Without a list nothing is recorded, and the defaults hold. */
export class AddressBook {
  readonly register: AddressRegister | undefined;
  readonly settings: RegisterSettings;
  readonly #single = new Map<bigint, AddressRecord>();
  /** Narrowest first. */
  readonly #ranges: readonly RecordedRange[];
  #demanded: readonly AddressRecord[] | undefined;

  /** @param overrides settings in place of the list's own */
  constructor(register: AddressRegister | undefined, overrides: Partial<RegisterSettings> = {}) {
    this.register = register;
    this.settings = { ...(register?.settings ?? defaultRegisterSettings), ...overrides };
    const ranges: RecordedRange[] = [];
    for (const record of register?.records ?? []) {
      const [first, last] = [ipNumber(record.first), ipNumber(record.last)];
      if (first === undefined || last === undefined) continue;
      if (first === last) this.#single.set(first, record);
      else ranges.push({ first, last, record });
    }
    this.#ranges = ranges.sort((a, b) => Number(a.last - a.first - (b.last - b.first)));
  }

  /** Whether the address is to be recorded: public ones always, private ones where the enterprise wants it. */
  demands(address: string): boolean {
    return isPublic(address) || (this.settings.coversPrivate && isAllocated(address));
  }

  /** The narrowest record that covers an address. */
  recordOf(address: string): AddressRecord | undefined {
    const number = ipNumber(address);
    if (number === undefined) return undefined;
    return this.#single.get(number) ?? this.#ranges.find(({ first, last }) => first <= number && number <= last)?.record;
  }

  /** Records that are to be judged. */
  get demanded(): readonly AddressRecord[] {
    this.#demanded ??= (this.register?.records ?? []).filter(({ first }) => this.demands(first));
    return this.#demanded;
  }
}
