import { createHook } from "node:async_hooks";

interface ConnectRequest {
  readonly address?: string;
  readonly port?: number;
}

/**
 * Notes every TCP connection that this process opens, below every library: the request object of the operating system's
 * connect. Name look-ups and datagrams are noted as what they are.
 */
export function watchContacts(): { readonly contacts: () => readonly string[]; readonly stop: () => void } {
  const requests: { type: string; resource: ConnectRequest }[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource: ConnectRequest) {
      if (["TCPCONNECTWRAP", "PIPECONNECTWRAP", "UDPSENDWRAP", "GETADDRINFOREQWRAP"].includes(type))
        requests.push({ type, resource });
    },
  }).enable();
  return {
    contacts: () =>
      requests.map(({ type, resource }) => (type === "TCPCONNECTWRAP" ? `${resource.address}:${resource.port}` : type)),
    stop: () => hook.disable(),
  };
}
