import type { Bilingual } from "../language.ts";
import { nameIn, text } from "./define.ts";

/** Reasons given by the modbus checks. */
export const modbusMessages = {
  "modbus.no-tls-endpoint": text(
    () => "该端点不使用 TLS，明文问题由 modbus.cleartext 判定。",
    () => "This endpoint does not use TLS; modbus.cleartext judges that.",
  ),
  "modbus.not-behind-gateway": text(
    () => "该设备不是网关后的串行设备，没有可读取的串行计数器或从站号范围。",
    () => "This is no serial-line device behind a gateway, so it has neither serial counters nor other unit ids to judge.",
  ),

  "modbus.cleartext-encrypted": text(
    () => "该端点只在 TLS 加密连接上应答。",
    () => "This endpoint answered over TLS.",
  ),
  "modbus.cleartext-in-conduit": text<{ conduit: string }>(
    ({ conduit }) => `Modbus/TCP 为明文，但路径经过已申报的安全通道“${conduit}”。`,
    ({ conduit }) => `Modbus/TCP is plain, but its path is the declared secure conduit ${conduit}.`,
  ),
  "modbus.cleartext-served": text<{ client: string }>(
    ({ client }) => `设备以明文 Modbus/TCP 应答了 ${client}，清单中没有保护该路径的安全通道。`,
    ({ client }) => `The device answered ${client} in plain Modbus/TCP, and no secure conduit is declared for that path.`,
  ),
  "modbus.cleartext-across-zones": text<{ client: string; from: Bilingual; to: Bilingual }>(
    ({ client, from, to }) =>
      `设备以明文 Modbus/TCP 应答了 ${client}，路径从区域“${nameIn(from, "zh-CN")}”跨入区域“${nameIn(to, "zh-CN")}”，且没有安全通道。`,
    ({ client, from, to }) =>
      `The device answered ${client} in plain Modbus/TCP across zones, from “${nameIn(from, "en")}” to “${nameIn(to, "en")}”, and no secure conduit is declared.`,
  ),

  "modbus.clients-not-declared": text(
    () => "清单没有写明允许哪些客户端访问该设备（permittedClients），无法判断采集器是否属于许可之外。",
    () => "The inventory does not say which clients may use this device (permittedClients), so nobody can be called a stranger.",
  ),
  "modbus.collector-permitted": text<{ client: string }>(
    ({ client }) => `采集器 ${client} 本身就在许可客户端之列，看不出设备如何对待其他客户端。`,
    ({ client }) => `The collector ${client} is itself a permitted client and cannot see how others are treated.`,
  ),
  "modbus.stranger-served": text<{ client: string }>(
    ({ client }) => `设备应答了 ${client}，而它不在许可客户端之列。`,
    ({ client }) => `The device served ${client}, which is not on its list of permitted clients.`,
  ),
  "modbus.stranger-got-exception": text<{ client: string; exception: number }>(
    ({ client, exception }) => `设备以异常码 ${exception} 应答了 ${client}，无法区分是拒绝该客户端还是拒绝该寄存器。`,
    ({ client, exception }) =>
      `The device answered ${client} with exception ${exception}: whether it refused the client or the register cannot be told.`,
  ),
  "modbus.stranger-unanswered": text<{ asset: string; client: string }>(
    ({ asset, client }) => `许可的客户端 ${client}（资产 ${asset}）得到应答，许可之外的采集器没有得到应答。`,
    ({ asset, client }) =>
      `The permitted client ${client} (asset ${asset}) is served, and the collector, which is not permitted, is not.`,
  ),
  "modbus.silence-unexplained": text<{ reason: string }>(
    ({ reason }) => `采集器没有得到应答（${reason}），又没有许可的客户端证明设备在线，不能判定。`,
    ({ reason }) => `The collector got no answer (${reason}), and no permitted client shows that the device lives.`,
  ),

  "modbus.identity-as-declared": text<{ fields: string }>(
    ({ fields }) => `设备自报的标识与资产清单一致（${fields}）。`,
    ({ fields }) => `What the device says of itself agrees with the inventory (${fields}).`,
  ),
  "modbus.identity-as-baseline": text(
    () => "设备自报的标识与已认可的基线一致。",
    () => "What the device says of itself is as in the accepted baseline.",
  ),
  "modbus.identity-differs": text<{ field: string; declared: string; seen: string }>(
    ({ field, declared, seen }) => `设备自报的 ${field} 为“${seen}”，资产清单为“${declared}”。`,
    ({ field, declared, seen }) => `The device says “${seen}” for ${field}; the inventory says “${declared}”.`,
  ),
  "modbus.identity-left-baseline": text<{ field: string; accepted: string; seen: string }>(
    ({ field, accepted, seen }) => `设备自报的 ${field} 为“${seen}”，已认可的基线为“${accepted}”。`,
    ({ field, accepted, seen }) => `The device says “${seen}” for ${field}; the accepted baseline says “${accepted}”.`,
  ),
  "modbus.identity-not-told": text(
    () => "设备不提供标识（FC 43/14 与 FC 17 均未给出内容），无法比对。",
    () => "The device does not identify itself: neither FC 43/14 nor FC 17 told anything to compare.",
  ),
  "modbus.identity-nothing-to-compare": text(
    () => "资产清单没有写明可比对的厂商、型号或版本，也没有已认可的基线。",
    () => "The inventory names no vendor, product or version that could be compared, and no baseline is accepted.",
  ),

  "modbus.baseline-none-declared": text(
    () => "清单没有申报配置寄存器（baselineRegisters），看不到配置漂移。",
    () => "No configuration registers are declared (baselineRegisters), so drift cannot be seen.",
  ),
  "modbus.baseline-not-accepted": text(
    () => "配置寄存器已读取，但还没有人认可基线。",
    () => "The configuration registers were read, but nobody has accepted a baseline.",
  ),
  "modbus.baseline-kept": text<{ count: number }>(
    ({ count }) => `${count} 组配置寄存器与已认可的基线一致。`,
    ({ count }) => `All ${count} declared configuration registers are as in the accepted baseline.`,
  ),
  "modbus.baseline-drifted": text<{ registers: string }>(
    ({ registers }) => `配置寄存器偏离已认可的基线：${registers}。`,
    ({ registers }) => `Configuration registers differ from the accepted baseline: ${registers}.`,
  ),
  "modbus.baseline-security-drifted": text<{ registers: string }>(
    ({ registers }) => `与安全有关的配置寄存器偏离已认可的基线：${registers}。`,
    ({ registers }) => `Security-relevant configuration registers differ from the accepted baseline: ${registers}.`,
  ),
  "modbus.baseline-incomplete": text<{ registers: string }>(
    ({ registers }) => `部分配置寄存器未能读取或不在基线中，不能判定：${registers}。`,
    ({ registers }) => `Some configuration registers could not be read or are not in the baseline: ${registers}.`,
  ),

  "modbus.units-native": text(
    () => "直连设备通常对任意从站号应答，该检查项只针对网关。",
    () => "A device of its own often answers under any unit id; only gateways are judged.",
  ),
  "modbus.units-as-declared": text<{ count: number }>(
    ({ count }) => `网关后应答的 ${count} 个从站号均已在清单中申报。`,
    ({ count }) => `All ${count} unit ids that answer behind the gateway are declared.`,
  ),
  "modbus.units-undeclared": text<{ units: string }>(
    ({ units }) => `网关后有未申报的从站号应答：${units}。`,
    ({ units }) => `Undeclared unit ids answer behind the gateway: ${units}.`,
  ),
  "modbus.units-unreached": text<{ count: number }>(
    ({ count }) => `另有 ${count} 个从站号由网关代答（异常码 0x0A、0x0B），不知道其后有无设备。`,
    ({ count }) => `For ${count} more unit ids the gateway spoke (0x0A, 0x0B): whether a device is there is not known.`,
  ),
  "modbus.units-none-answered": text(
    () => "探测期间没有任何从站号应答，不能判定。",
    () => "No unit id answered during the probe, so nothing can be said.",
  ),

  "modbus.run-none-declared": text(
    () => "清单没有写明运行指示的位置（runIndicator），没有可比对的内容。",
    () => "The inventory declares no run indicator (runIndicator), so there is nothing to compare.",
  ),
  "modbus.run-not-told": text(
    () => "设备没有在清单写明的位置给出运行指示（FC 17），不能判定。",
    () => "The device gave no run indicator (FC 17) at the declared place.",
  ),
  "modbus.run-as-declared": text(
    () => "设备的运行指示与资产清单一致。",
    () => "The run indicator is as the inventory says.",
  ),
  "modbus.run-stopped": text(
    () => "资产清单写明设备应在运行，运行指示却为停止。",
    () => "The inventory says that the device runs, and its run indicator says that it is stopped.",
  ),
  "modbus.run-started": text(
    () => "资产清单写明设备应已停止，运行指示却为运行。",
    () => "The inventory says that the device is stopped, and its run indicator says that it runs.",
  ),

  "modbus.tls-sound": text<{ versions: string }>(
    ({ versions }) => `端点只接受 ${versions}，证书有效且强度足够。`,
    ({ versions }) => `The endpoint accepts ${versions} alone, and its certificate is valid and strong enough.`,
  ),
  "modbus.tls-old-version": text<{ versions: string }>(
    ({ versions }) => `端点接受了 TLS 1.2 以下的握手：${versions}。`,
    ({ versions }) => `The endpoint completed a handshake below TLS 1.2: ${versions}.`,
  ),
  "modbus.tls-certificate-out-of-date": text<{ from: string; until: string }>(
    ({ from, until }) => `端点证书不在有效期内（${from} 至 ${until}）。`,
    ({ from, until }) => `The endpoint's certificate is outside its validity (${from} to ${until}).`,
  ),
  "modbus.tls-certificate-weak": text<{ detail: string }>(
    ({ detail }) => `端点证书强度不足：${detail}。`,
    ({ detail }) => `The endpoint's certificate is weak: ${detail}.`,
  ),
  "modbus.tls-not-told": text<{ what: string }>(
    ({ what }) => `TLS 探测没有得到判定所需的内容：${what}。`,
    ({ what }) => `The TLS probe did not learn what is needed to judge: ${what}.`,
  ),
  "modbus.tls-stranger-answered": text(
    () => "端点应答了没有出示客户端证书的读请求。",
    () => "The endpoint answered a read without a client certificate.",
  ),
  "modbus.tls-stranger-refused": text(
    () => "端点拒绝了没有客户端证书的连接，而采集器凭证书得到应答。",
    () => "The endpoint refused a connection without client certificate, and serves the collector with its own.",
  ),

  "modbus.exceptions-few": text<{ percent: number }>(
    ({ percent }) => `异常应答占比约 ${percent}%，未超过限值。`,
    ({ percent }) => `About ${percent} % of the answers are exceptions, which is within the limit.`,
  ),
  "modbus.exceptions-many": text<{ percent: number; limit: number }>(
    ({ percent, limit }) => `最近一小时至少 ${percent}% 的应答为异常，超过限值 ${limit}%。`,
    ({ percent, limit }) => `At least ${percent} % of the answers in the last hour are exceptions; the limit is ${limit} %.`,
  ),
  "modbus.exceptions-too-few-reads": text(
    () => "最近一小时的读取次数太少，算不出异常占比。",
    () => "There were too few reads in the last hour to tell a share of exceptions.",
  ),

  "modbus.counters-one-reading": text(
    () => "计数器只读到一次，还无法比较。",
    () => "The counters were read once so far, so there is nothing to compare.",
  ),
  "modbus.counters-none": text(
    () => "设备没有可读的诊断计数器，看不到重启。",
    () => "The device has no diagnostic counters that can be read, so a restart cannot be seen.",
  ),
  "modbus.counters-grew": text(
    () => "计数器只增不减，没有重启的迹象。",
    () => "The counters only grew: no sign of a restart.",
  ),
  "modbus.counters-wrapped": text<{ counters: string }>(
    ({ counters }) => `计数器 ${counters} 变小，可由 16 位溢出解释。`,
    ({ counters }) => `Counters ${counters} became smaller, which a wrap at 16 bits explains.`,
  ),
  "modbus.counters-went-back": text<{ counters: string; at: string }>(
    ({ counters, at }) => `${at} 发现计数器 ${counters} 变小且不能由溢出解释：设备重启过，或计数器被清零。`,
    ({ counters, at }) =>
      `At ${at} counters ${counters} had become smaller, and no wrap explains it: the device restarted, or somebody cleared them.`,
  ),

  "modbus.protocol-kept": text(
    () => "设备的应答符合协议。",
    () => "The device's answers keep to the protocol.",
  ),
  "modbus.protocol-slip": text<{ count: number }>(
    ({ count }) => `最近一天有 ${count} 次应答违反协议，未到三次。`,
    ({ count }) => `${count} answers of the last day broke the protocol, fewer than three.`,
  ),
  "modbus.protocol-broken": text<{ kinds: string }>(
    ({ kinds }) => `最近一天至少三次应答违反协议：${kinds}。`,
    ({ kinds }) => `At least three answers of the last day broke the protocol: ${kinds}.`,
  ),

  "modbus.responsive": text<{ percent: number }>(
    ({ percent }) => `最近一天约 ${percent}% 的探测得到应答。`,
    ({ percent }) => `About ${percent} % of the probes of the last day were answered.`,
  ),
  "modbus.responsive-so-far": text(
    () => "设备有应答；探测次数还少，尚不计算可用率。",
    () => "The device answers; it has not been asked often enough yet for a share.",
  ),
  "modbus.availability-low": text<{ percent: number; limit: number }>(
    ({ percent, limit }) => `最近一天约 ${percent}% 的探测得到应答，低于限值 ${limit}%。`,
    ({ percent, limit }) => `About ${percent} % of the probes of the last day were answered; the limit is ${limit} %.`,
  ),
  "modbus.silent-long": text<{ minutes: number }>(
    ({ minutes }) => `设备已有 ${minutes} 分钟没有应答。`,
    ({ minutes }) => `The device has not answered for ${minutes} minutes.`,
  ),
  "modbus.silent-always": text<{ probes: string }>(
    ({ probes }) => `设备从未应答，全部探测均告失败：${probes}。`,
    ({ probes }) => `The device has never answered; every probe failed: ${probes}.`,
  ),
};
