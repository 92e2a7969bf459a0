import type { Check } from "../define.ts";
import { addressPartlyRecorded } from "./address-partly-recorded.ts";
import { addressRecordStale } from "./address-record-stale.ts";
import { addressRecordWrong } from "./address-record-wrong.ts";
import { addressUnrecorded } from "./address-unrecorded.ts";
import { publicAddress } from "./public-address.ts";
import { undeclaredDevice } from "./undeclared-device.ts";
import { zoneCrossing } from "./zone-crossing.ts";

export const netChecks: readonly Check[] = [
  publicAddress,
  zoneCrossing,
  undeclaredDevice,
  addressUnrecorded,
  addressPartlyRecorded,
  addressRecordStale,
  addressRecordWrong,
];
