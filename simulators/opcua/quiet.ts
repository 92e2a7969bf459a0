import { setDebugLogger, setErrorLogger, setWarningLogger } from "node-opcua";

/** A simulated server is wrong on purpose; what the library would print about it says nothing new. */
export function silenceLibrary(): void {
  const nothing = (): void => undefined;
  setDebugLogger(nothing);
  setWarningLogger(nothing);
  setErrorLogger(nothing);
}
