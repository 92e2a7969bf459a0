import type { Check } from "../define.ts";
import { anonymousCall } from "./anonymous-call.ts";
import { anonymousRead } from "./anonymous-read.ts";
import { anonymousSession } from "./anonymous-session.ts";
import { anonymousWrite } from "./anonymous-write.ts";
import { auditOff } from "./audit-off.ts";
import { certificateChain } from "./certificate-chain.ts";
import { certificateChanged } from "./certificate-changed.ts";
import { certificateExpired } from "./certificate-expired.ts";
import { certificateExpiring } from "./certificate-expiring.ts";
import { certificateHashWeak } from "./certificate-hash-weak.ts";
import { certificateHostMismatch } from "./certificate-host-mismatch.ts";
import { certificateKeyWeak } from "./certificate-key-weak.ts";
import { certificateSelfSigned } from "./certificate-self-signed.ts";
import { certificateShared } from "./certificate-shared.ts";
import { certificateUriMismatch } from "./certificate-uri-mismatch.ts";
import { certificateUsage } from "./certificate-usage.ts";
import { clockSkew } from "./clock-skew.ts";
import { defaultCredentials } from "./default-credentials.ts";
import { demoServer } from "./demo-server.ts";
import { endpointUndeclared } from "./endpoint-undeclared.ts";
import { endpointsDiffer } from "./endpoints-differ.ts";
import { modeNone } from "./mode-none.ts";
import { nonceWeak } from "./nonce-weak.ts";
import { notRunning } from "./not-running.ts";
import { onlyInsecure } from "./only-insecure.ts";
import { passwordOnNone } from "./password-on-none.ts";
import { passwordPlaintext } from "./password-plaintext.ts";
import { policyDeprecated } from "./policy-deprecated.ts";
import { rejectedSessions } from "./rejected-sessions.ts";
import { restarted } from "./restarted.ts";
import { rolesAbsent } from "./roles-absent.ts";
import { serverConfigExposed } from "./server-config-exposed.ts";
import { sessionDiagnosticsOpen } from "./session-diagnostics-open.ts";
import { sessionsExhausted } from "./sessions-exhausted.ts";
import { signOnly } from "./sign-only.ts";
import { tokenPolicyDeprecated } from "./token-policy-deprecated.ts";
import { trustsAnyClient } from "./trusts-any-client.ts";

export const opcuaChecks: readonly Check[] = [
  onlyInsecure,
  modeNone,
  signOnly,
  policyDeprecated,
  tokenPolicyDeprecated,
  anonymousSession,
  anonymousRead,
  anonymousWrite,
  anonymousCall,
  serverConfigExposed,
  passwordPlaintext,
  passwordOnNone,
  endpointsDiffer,
  trustsAnyClient,
  defaultCredentials,
  certificateExpired,
  certificateExpiring,
  certificateKeyWeak,
  certificateHashWeak,
  certificateChain,
  certificateSelfSigned,
  certificateUsage,
  certificateUriMismatch,
  certificateHostMismatch,
  certificateShared,
  certificateChanged,
  nonceWeak,
  sessionDiagnosticsOpen,
  auditOff,
  clockSkew,
  rejectedSessions,
  sessionsExhausted,
  notRunning,
  restarted,
  rolesAbsent,
  demoServer,
  endpointUndeclared,
];
