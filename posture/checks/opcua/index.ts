import type { Check } from "../define.ts";
import { anonymousSession } from "./anonymous-session.ts";
import { anonymousWrite } from "./anonymous-write.ts";
import { certificateExpired } from "./certificate-expired.ts";
import { certificateKeyWeak } from "./certificate-key-weak.ts";
import { modeNone } from "./mode-none.ts";
import { onlyInsecure } from "./only-insecure.ts";
import { passwordPlaintext } from "./password-plaintext.ts";
import { policyDeprecated } from "./policy-deprecated.ts";
import { signOnly } from "./sign-only.ts";
import { trustsAnyClient } from "./trusts-any-client.ts";

export const opcuaChecks: readonly Check[] = [
  onlyInsecure,
  modeNone,
  signOnly,
  policyDeprecated,
  anonymousSession,
  anonymousWrite,
  passwordPlaintext,
  trustsAnyClient,
  certificateExpired,
  certificateKeyWeak,
];
