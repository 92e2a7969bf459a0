import { text } from "../define.ts";

/** Reasons about who gets a session and what it may do. */
export const accessMessages = {
  "opcua.none-not-tried": text(
    () => "尚未尝试安全模式 None 下的会话，不能判定。",
    () => "A session over security mode None has not been tried, so nothing can be said.",
  ),
  "opcua.attempt-inconclusive": text<{ mode: string; ending: string }>(
    ({ mode, ending }) => `在安全模式 ${mode} 下的尝试以“${ending}”结束，既不能证明被接受，也不能证明被拒绝。`,
    ({ mode, ending }) =>
      `The attempt over security mode ${mode} ended with "${ending}", which proves neither consent nor refusal.`,
  ),
  "opcua.encrypted-not-tried": text(
    () => "服务器在加密端点上列出匿名令牌，但尚未尝试，不能判定。",
    () => "The server lists the anonymous token on a secured endpoint where it has not been tried, so nothing can be said.",
  ),
  "opcua.no-session-for-strangers": text(
    () => "没有身份的陌生人得不到会话。",
    () => "A stranger without identity gets no session.",
  ),
  "opcua.seen-under-trust-only": text(
    () => "只见到采集器以受信任证书建立的匿名会话；陌生人能否进入未测试。",
    () =>
      "An anonymous session was seen under the collector's trusted certificate only; whether a stranger gets in was not tested.",
  ),
  "opcua.rights-not-seen": text(
    () => "匿名会话可以建立，但尚未取得其权限（探测 opcua.access），不能判定。",
    () => "An anonymous session can be had, but its rights have not been seen yet (probe opcua.access).",
  ),
  "opcua.rights-unreadable": text<{ names: string }>(
    ({ names }) => `未能读取 ${names} 的权限，不能判定。`,
    ({ names }) => `The rights on ${names} could not be read, so nothing can be said.`,
  ),
  "opcua.tree-not-exhausted": text(
    () => "在探测限额内没有浏览完节点树，不能证明其余节点没有问题。",
    () => "The tree was not browsed to its end within the bounds of the probe, so the rest may hold anything.",
  ),
  "opcua.anonymous-session": text<{ count: number }>(
    ({ count }) => `陌生人无需身份即可建立会话，并看到 ${count} 个节点。`,
    ({ count }) => `A stranger gets a session without identity and sees nodes of the plant (${count}).`,
  ),
  "opcua.anonymous-session-under-trust": text<{ count: number }>(
    ({ count }) => `凭受信任的证书无需用户身份即可建立会话，并看到 ${count} 个节点。`,
    ({ count }) =>
      `Under a trusted certificate a session is granted without a user's identity and sees nodes of the plant (${count}).`,
  ),
  "opcua.anonymous-sees-nothing": text(
    () => "匿名会话可以建立，但看不到装置的任何节点。",
    () => "An anonymous session is granted but sees no node of the plant.",
  ),
  "opcua.anonymous-writable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以写入 ${count} 个变量：${names}。`,
    ({ count, names }) => `A stranger without identity may write variables (${count}): ${names}.`,
  ),
  "opcua.anonymous-writable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以写入 ${count} 个变量：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may write variables (${count}): ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.nothing-writable": text<{ count: number }>(
    ({ count }) => `匿名会话对看到的 ${count} 个变量均无写权限。`,
    ({ count }) => `An anonymous session may write none of the ${count} variables that it sees.`,
  ),
  "opcua.anonymous-readable": text<{ names: string }>(
    ({ names }) => `没有身份的陌生人读到了过程值：${names}。`,
    ({ names }) => `A stranger without identity read process values: ${names}.`,
  ),
  "opcua.values-not-tried": text<{ count: number }>(
    ({ count }) => `还有 ${count} 个变量的值没有试读，不能判定。`,
    ({ count }) => `The values of ${count} variables were not tried, so nothing can be said.`,
  ),
  "opcua.nothing-readable": text<{ count: number }>(
    ({ count }) => `匿名会话读不到所见 ${count} 个变量中的任何值。`,
    ({ count }) => `An anonymous session reads none of the ${count} variables that it sees.`,
  ),
  "opcua.anonymous-callable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以调用 ${count} 个方法：${names}。`,
    ({ count, names }) => `A stranger without identity may call methods (${count}): ${names}.`,
  ),
  "opcua.anonymous-callable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以调用 ${count} 个方法：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may call methods (${count}): ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.nothing-callable": text<{ count: number }>(
    ({ count }) => `匿名会话不能调用所见 ${count} 个方法中的任何一个。`,
    ({ count }) => `An anonymous session may call none of the ${count} methods that it sees.`,
  ),
  "opcua.config-callable": text<{ count: number; names: string }>(
    ({ count, names }) => `没有身份的陌生人可以调用 ${count} 个配置服务器的方法：${names}。`,
    ({ count, names }) => `A stranger without identity may call methods that configure the server (${count}): ${names}.`,
  ),
  "opcua.config-callable-as-declared": text<{ count: number; names: string }>(
    ({ count, names }) => `按服务器声明，陌生人可以调用 ${count} 个配置服务器的方法：${names}；该服务器可能不按用户计算权限。`,
    ({ count, names }) =>
      `As the server declares, a stranger may call methods that configure it (${count}): ${names}; it may not work out rights by user at all.`,
  ),
  "opcua.config-not-callable": text<{ count: number }>(
    ({ count }) => `匿名会话不能调用任何配置服务器的方法（服务器上有 ${count} 个）。`,
    ({ count }) => `An anonymous session may call no method that configures the server (${count} are there).`,
  ),
  "opcua.diagnostics-not-seen": text(
    () => "没有以陌生人的会话读到明确结果，不能判定。",
    () => "A stranger's session got no clear answer, so nothing can be said.",
  ),
  "opcua.diagnostics-readable": text(
    () => "没有身份的陌生人读到了其他会话的安全诊断。",
    () => "A stranger without identity read the security diagnostics of sessions.",
  ),
  "opcua.diagnostics-closed": text(
    () => "陌生人读不到会话的安全诊断。",
    () => "A stranger cannot read the security diagnostics of sessions.",
  ),
  "opcua.factory-account-accepted": text<{ user: string }>(
    ({ user }) => `出厂账户“${user}”可以登录。`,
    ({ user }) => `The maker's account "${user}" was let in.`,
  ),
  "opcua.factory-account-refused": text<{ user: string; status: string }>(
    ({ user, status }) => `出厂账户“${user}”被拒绝（${status}）。`,
    ({ user, status }) => `The maker's account "${user}" was refused (${status}).`,
  ),
};
