import { z } from "zod";
import { passkeyOptionsSchema } from "../../../api/contract/accounts.ts";
import { paths } from "../../../api/contract/paths.ts";
import { Problem } from "../../../model/problem.ts";
import { change, send } from "./api-client.ts";

/** Whether this browser can use passkeys here: WebAuthn wants a host name in a secure context. */
export function passkeysUsable(): boolean {
  const named = !/^[\d.]+$|^\[/.test(location.hostname);
  return (
    window.isSecureContext && named && "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

const credentialSchema = z.looseObject({ id: z.string() });

/** Logs in by a passkey. Throws a Problem `passkey-refused`, or `passkey-dropped` where the person broke off. */
export async function signInByPasskey(): Promise<void> {
  const options = await send("POST", { path: paths.sessionPasskeyOptions, schema: passkeyOptionsSchema }, {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(requestOptions.parse(options));
  await change("POST", paths.sessionPasskey, { response: await asked(() => navigator.credentials.get({ publicKey })) });
}

/** Adds a passkey to the account; a log-in by it proves it. */
export async function addPasskey(name: string): Promise<void> {
  const options = await send("POST", { path: paths.accountPasskeyOptions, schema: passkeyOptionsSchema }, {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creationOptions.parse(options));
  await change("POST", paths.accountPasskeys, { name, response: await asked(() => navigator.credentials.create({ publicKey })) });
}

/** The centre made these options; the browser checks them member by member. */
const requestOptions = z.custom<PublicKeyCredentialRequestOptionsJSON>((value) => passkeyOptionsSchema.safeParse(value).success);
const creationOptions = z.custom<PublicKeyCredentialCreationOptionsJSON>(
  (value) => passkeyOptionsSchema.safeParse(value).success,
);

async function asked(ask: () => Promise<Credential | null>): Promise<Readonly<Record<string, unknown>>> {
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (cause) {
    throw new Problem("passkey-dropped", "No passkey was used", { cause });
  }
  if (!(credential instanceof PublicKeyCredential)) throw new Problem("passkey-dropped", "No passkey was used");
  return credentialSchema.parse(credential.toJSON());
}
