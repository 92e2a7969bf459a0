import { ApplicationType, MessageSecurityMode, ServerState, UserTokenType } from "node-opcua";
import type { DiscoveryFacts, EndpointFacts, SessionFacts } from "../../../../model/protocols/opcua/facts.ts";

type Mode = EndpointFacts["securityMode"];
type Token = EndpointFacts["userTokens"][number]["type"];
type Application = DiscoveryFacts["application"]["applicationType"];
type State = NonNullable<SessionFacts["state"]>;

const modeNames = {
  [MessageSecurityMode.Invalid]: "Invalid",
  [MessageSecurityMode.None]: "None",
  [MessageSecurityMode.Sign]: "Sign",
  [MessageSecurityMode.SignAndEncrypt]: "SignAndEncrypt",
} as const satisfies Record<MessageSecurityMode, Mode>;

const modeValues = {
  Invalid: MessageSecurityMode.Invalid,
  None: MessageSecurityMode.None,
  Sign: MessageSecurityMode.Sign,
  SignAndEncrypt: MessageSecurityMode.SignAndEncrypt,
} as const satisfies Record<Mode, MessageSecurityMode>;

const tokenNames: Partial<Record<number, Token>> = {
  [UserTokenType.Anonymous]: "Anonymous",
  [UserTokenType.UserName]: "UserName",
  [UserTokenType.Certificate]: "Certificate",
  [UserTokenType.IssuedToken]: "IssuedToken",
};

const applicationNames: Partial<Record<number, Application>> = {
  [ApplicationType.Server]: "Server",
  [ApplicationType.Client]: "Client",
  [ApplicationType.ClientAndServer]: "ClientAndServer",
  [ApplicationType.DiscoveryServer]: "DiscoveryServer",
};

const stateNames: Partial<Record<number, State>> = {
  [ServerState.Running]: "Running",
  [ServerState.Failed]: "Failed",
  [ServerState.NoConfiguration]: "NoConfiguration",
  [ServerState.Suspended]: "Suspended",
  [ServerState.Shutdown]: "Shutdown",
  [ServerState.Test]: "Test",
  [ServerState.CommunicationFault]: "CommunicationFault",
  [ServerState.Unknown]: "Unknown",
};

/** OPC 10000-4, 7.20; a value outside of the enumeration is Invalid. */
export function modeName(mode: number): Mode {
  return modeNames[mode as MessageSecurityMode] ?? "Invalid";
}

export function modeValue(mode: Mode): MessageSecurityMode {
  return modeValues[mode];
}

/** OPC 10000-4, 7.42; undefined outside of the enumeration. */
export function tokenName(type: number): Token | undefined {
  return tokenNames[type];
}

/** OPC 10000-4, 7.4; undefined outside of the enumeration. */
export function applicationName(type: number): Application | undefined {
  return applicationNames[type];
}

/** OPC 10000-5, 12.6; undefined outside of the enumeration. */
export function stateName(state: number): State | undefined {
  return stateNames[state];
}
