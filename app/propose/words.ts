import type { Language } from "../../model/language.ts";
import { type MessageText, type MessageValues, text } from "../../model/messages/define.ts";

/** What `probe` and `discover` say, beside the YAML that they propose. */
export const words = {
  promise: text<{ budget: number; url: string; gap: number }>(
    ({ budget, url, gap }) => `最多向 ${url} 发送 ${budget} 个请求，逐个发送，间隔至少 ${gap} 毫秒；只读，不写入任何内容。`,
    ({ budget, url, gap }) =>
      `At most ${budget} requests to ${url}, one at a time, at least ${gap} ms apart; they only read, nothing is written.`,
  ),
  used: text<{ used: number; budget: number }>(
    ({ used, budget }) => `已用请求：${used}／${budget}。`,
    ({ used, budget }) => `Requests used: ${used} of ${budget}.`,
  ),
  budgetSpent: text(
    () => "预算已用完，以下内容不完整；可用 --budget 提高上限。",
    () => "The budget was spent before the end, so this is not everything; --budget raises it.",
  ),
  stopped: text(
    () => "已按要求提前停止，以下内容不完整。",
    () => "Stopped on request before the end, so this is not everything.",
  ),
  decide: text(
    () => "以下是建议，不是结论：请核对后再放入清单。",
    () => "This is a proposal, not a fact: look it over before it goes into an inventory.",
  ),
  siteHint: text<{ site: string }>(
    ({ site }) => `site: ${site} 须是清单中某个厂区的标识（可用 --site 指定）。`,
    ({ site }) => `site: ${site} must be the id of a site in your inventory (--site names it).`,
  ),
  silentUnits: text<{ count: number; units: string }>(
    ({ count, units }) => `没有应答的从站号：${count} 个（${units}）`,
    ({ count, units }) => `Unit ids without an answer: ${count} (${units})`,
  ),
  ignoresUnitId: text(
    () => "所有从站号的应答相同：设备很可能不看从站号，只建议第一个。",
    () => "Every unit id got the same answer: the device probably ignores the unit id, and only the first is proposed.",
  ),
  gatewaySpoke: text(
    () => "网关替缺失的从站作了应答。若本从站在串行线路上，写上 behindGateway: true 即可读取其通信计数。",
    () =>
      "A gateway answered for missing units. If this unit is on a serial line, behindGateway: true lets its counters be read.",
  ),
  readable: text(
    () => "可读范围（地址从 0 起，与线上相同）：",
    () => "Readable ranges (addresses count from 0, as on the wire):",
  ),
  rangeReadTo: text<{ last: number }>(
    ({ last }) => `只读取到 ${last}，之后为抽样`,
    ({ last }) => `read to ${last}, sampled beyond`,
  ),
  nothingReadable: text(
    () => "没有可读的地址",
    () => "no readable address found",
  ),
  "ended-no-function": text(
    () => "设备没有此功能",
    () => "the device does not have this function",
  ),
  "ended-no-answer": text(
    () => "设备不再应答",
    () => "the device gave no answer",
  ),
  "ended-busy": text(
    () => "设备忙，已不再打扰",
    () => "the device is busy and was left alone",
  ),
  "ended-budget": text(
    () => "预算用完",
    () => "the budget was spent",
  ),
  pairs: text(
    () => "每个寄存器连同其后一个，按各种读法并列；* 为所选读法。请对照设备面板核对：",
    () => "Each register with the next one, in every reading; * marks the one chosen. Compare with the device's own display:",
  ),
  zeros: text<{ first: number; last: number }>(
    ({ first, last }) => `${first} 至 ${last} 均为 0`,
    ({ first, last }) => `${first} to ${last} are all 0`,
  ),
  "reason-float": text(
    () => "只有按此字序才是寻常的浮点数",
    () => "an everyday float in this word order alone",
  ),
  "reason-float-either": text(
    () => "两种字序都是寻常的浮点数，请核对",
    () => "an everyday float in either word order: check",
  ),
  "reason-count": text(
    () => "高位字小、低位字大，像超过 65535 的累计值，请核对",
    () => "a small high word and a large low one, like a total beyond 65535: check",
  ),
  "reason-negative": text(
    () => "按有符号数是不大的负值",
    () => "a small negative number when signed",
  ),
  "reason-small": text(
    () => "没有迹象表明它与下一个寄存器同属一个值",
    () => "nothing speaks for a value of two registers",
  ),
  "reason-zero": text(
    () => "为 0，看不出类型",
    () => "0, which tells no type",
  ),
  bit: text(
    () => "当前为 1",
    () => "1 now",
  ),
  now: text<{ value: string }>(
    ({ value }) => `当前 ${value}`,
    ({ value }) => `${value} now`,
  ),
  moreSignals: text<{ count: number }>(
    ({ count }) => `另有 ${count} 个值未列为信号，见上方各表。`,
    ({ count }) => `${count} more values are not proposed as signals; they stand above.`,
  ),
  moreVariables: text<{ count: number }>(
    ({ count }) => `另有 ${count} 个数值变量未列为信号。`,
    ({ count }) => `${count} more numeric variables are not proposed as signals.`,
  ),
  offers: text(
    () => "端点（安全模式、安全策略、用户令牌）：",
    () => "Endpoints (security mode, security policy, user tokens):",
  ),
  namespaces: text(
    () => "命名空间：",
    () => "Namespaces:",
  ),
  noSession: text(
    () => "服务器不给无身份的会话，因此没有看到变量。让服务器信任采集器的证书并写上 credentials 后可再看。",
    () =>
      "The server grants no session without identity, so no variables were seen. Let it trust the collector's certificate and add credentials.",
  ),
  insideCutShort: text<{ code: string }>(
    ({ code }) => `查看变量时中断（${code}），因此没有建议信号。`,
    ({ code }) => `The look at its variables ended early (${code}), so no signals are proposed.`,
  ),
  browseIncomplete: text(
    () => "没有看完 Objects 之下的全部节点；可用 --budget 提高上限。",
    () => "Not everything below Objects was looked at; --budget raises the limit.",
  ),
  pin: text<{ who: string }>(
    ({ who }) => `服务器证书（${who}）。在服务器上核对摘要后再启用，口令只发给此证书：`,
    ({ who }) =>
      `The server's certificate (${who}). Compare the digest at the server before you enable it; passwords go to this one alone:`,
  ),
  trustedAt: text<{ now: string }>(
    ({ now }) => `在服务器上信任采集器的证书之后，写上时间：trustedAt: "${now}"`,
    ({ now }) => `Once the server trusts the collector's certificate, say since when: trustedAt: "${now}"`,
  ),
  sweepPromise: text<{ range: string; count: number; ports: string; gap: number }>(
    ({ range, count, ports, gap }) => `逐个连接 ${range} 中的 ${count} 个地址（${ports}），间隔 ${gap} 毫秒；只问对方是谁。`,
    ({ range, count, ports, gap }) =>
      `Contacting ${count} addresses of ${range} at ${ports}, one at a time, ${gap} ms apart; each is asked who it is and no more.`,
  ),
  discoveryServerPromise: text<{ url: string }>(
    ({ url }) => `询问发现服务器 ${url}；它所登记的服务器一个也不连接。`,
    ({ url }) => `Asking the discovery server ${url}; none of the servers that it knows is contacted.`,
  ),
  swept: text<{ range: string; asked: number; answered: number }>(
    ({ range, asked, answered }) => `${range}：连接 ${asked} 次，应答 ${answered} 次。`,
    ({ range, asked, answered }) => `${range}: ${asked} places contacted, ${answered} answered.`,
  ),
  notAllowed: text<{ count: number }>(
    ({ count }) => `有 ${count} 处在 --may-contact 之外，没有连接。`,
    ({ count }) => `${count} places are outside --may-contact and were not contacted.`,
  ),
  openOther: text<{ place: string; protocol: string }>(
    ({ place, protocol }) => `${place} 接受连接，但没有按 ${protocol} 应答。`,
    ({ place, protocol }) => `${place} takes connections but did not answer as ${protocol}.`,
  ),
  declaredAs: text<{ url: string; name: string }>(
    ({ url, name }) => `${url} 已在清单中：${name}`,
    ({ url, name }) => `${url} is declared: ${name}`,
  ),
  undeclared: text<{ url: string }>(
    ({ url }) => `未登记：${url}`,
    ({ url }) => `UNDECLARED: ${url}`,
  ),
  undeclaredCount: text<{ count: number }>(
    ({ count }) => `未登记的设备：${count} 个。`,
    ({ count }) => `Undeclared devices: ${count}.`,
  ),
  noInventory: text(
    () => "没有给出清单（--inventory），因此每个应答者都算未登记。",
    () => "No inventory was given (--inventory), so that everything that answered counts as undeclared.",
  ),
  registeredOnly: text(
    () => "只是在发现服务器上登记，没有连接过。",
    () => "Known from the discovery server alone; it was not contacted.",
  ),
  gatewayFound: text(
    () => "应答的是网关，此从站号后没有设备。先找出从站，再按实有的从站登记。",
    () => "A gateway answered; nothing stands behind this unit id. Find its units first and declare those that are there.",
  ),
  lookCloser: text<{ url: string }>(
    ({ url }) => `进一步查看：plantwatch probe ${url}`,
    ({ url }) => `To look closer: plantwatch probe ${url}`,
  ),
} as const;

export type Say = <Key extends keyof typeof words>(key: Key, ...values: ValuesOf<Key>) => string;
type ValuesOf<Key extends keyof typeof words> =
  (typeof words)[Key] extends MessageText<infer V extends MessageValues>
    ? V extends Record<never, never>
      ? keyof V extends never
        ? []
        : [V]
      : [V]
    : never;

/** Speaks one language. */
export function speaker(language: Language): Say {
  return (key, ...[values]) => {
    // The types above pair each key with its own values; a union of texts cannot be called without saying so.
    const render = words[key][language] as (values: MessageValues) => string;
    return render((values ?? {}) as MessageValues);
  };
}
