import { text } from "./define.ts";

/** What the check of a signed report says. `form` is PAdES, Ed25519 or SM2/SM3; times are written out, in UTC. */
export const verificationMessages = {
  "verify.container-damaged": text(
    () => "文件包已损坏或被改动：其字节与末尾的摘要不符。",
    () => "The bundle was damaged or changed: its bytes do not have the digest at its end.",
  ),
  "verify.unreadable": text<{ name: string }>(
    ({ name }) => `${name} 无法读取，或不是预期的格式。`,
    ({ name }) => `${name} cannot be read, or is not of the expected form.`,
  ),
  "verify.files-intact": text<{ count: number }>(
    ({ count }) => `完整：清单所列 ${count} 个文件的摘要全部相符。`,
    ({ count }) => `Intact: all ${count} files have the digests that the manifest gives.`,
  ),
  "verify.file-changed": text<{ name: string }>(
    ({ name }) => `${name} 与清单中的摘要不符。`,
    ({ name }) => `${name} does not have the digest that the manifest gives.`,
  ),
  "verify.file-missing": text<{ name: string }>(
    ({ name }) => `缺少清单所列的 ${name}。`,
    ({ name }) => `${name} is listed in the manifest and missing.`,
  ),
  "verify.file-unlisted": text<{ name: string }>(
    ({ name }) => `${name} 未列入清单。`,
    ({ name }) => `${name} is not listed in the manifest.`,
  ),
  "verify.manifest-differs": text<{ field: string }>(
    ({ field }) => `清单中的 ${field} 与报告数据不符。`,
    ({ field }) => `${field} in the manifest is not that of the report's data.`,
  ),
  "verify.not-signed": text(
    () => "未签名：任何人都可能制作或改动过它。",
    () => "Not signed: anybody could have made or changed it.",
  ),
  "verify.signature-holds": text<{ form: string; subject: string }>(
    ({ form, subject }) => `${form} 签名有效，证书主体：${subject}。`,
    ({ form, subject }) => `The ${form} signature holds; certificate of ${subject}.`,
  ),
  "verify.signature-broken": text<{ form: string }>(
    ({ form }) => `${form} 签名无效：签名后内容被改动，或签名不是证书持有人所作。`,
    ({ form }) => `The ${form} signature does not hold: what was signed was changed, or somebody else signed.`,
  ),
  "verify.signature-missing": text<{ form: string }>(
    ({ form }) => `清单写明有 ${form} 签名，但该签名已不在。`,
    ({ form }) => `The manifest says that there is a signature by ${form}, and it is not there.`,
  ),
  "verify.changed-after-signing": text(
    () => "PDF 在签名之后又被追加或改动。",
    () => "The PDF was added to or changed after it was signed.",
  ),
  "verify.signer-trusted": text<{ form: string; subject: string; by: string }>(
    ({ form, subject, by }) => `${form} 签名人可信：${subject}，信任依据：${by}。`,
    ({ form, subject, by }) => `The signer by ${form} is believed: ${subject}, by ${by}.`,
  ),
  "verify.signer-unknown": text<{ form: string; subject: string }>(
    ({ form, subject }) => `${form} 签名人未知：${subject} 无法追溯到受信任的证书。`,
    ({ form, subject }) => `The signer by ${form} is unknown: ${subject} leads to no certificate that is believed.`,
  ),
  "verify.certificate-expired": text<{ subject: string; until: string; at: string }>(
    ({ subject, until, at }) => `证书已过期：${subject} 有效期至 ${until}，以 ${at} 判断。`,
    ({ subject, until, at }) => `The certificate of ${subject} expired on ${until}; judged at ${at}.`,
  ),
  "verify.certificate-not-yet-valid": text<{ subject: string; from: string; at: string }>(
    ({ subject, from, at }) => `证书尚未生效：${subject} 自 ${from} 起有效，以 ${at} 判断。`,
    ({ subject, from, at }) => `The certificate of ${subject} is valid only from ${from}; judged at ${at}.`,
  ),
  "verify.certificate-wrong-purpose": text<{ subject: string }>(
    ({ subject }) => `证书 ${subject} 未被许可用于签名（密钥用途）。`,
    ({ subject }) => `The certificate of ${subject} is not for signing, by its key usage.`,
  ),
  "verify.time-claimed": text<{ time: string }>(
    ({ time }) => `签名时间 ${time} 由签名人自称，没有可信时间戳佐证。`,
    ({ time }) => `The time of signing, ${time}, is claimed by the signer; no trusted time stamp attests it.`,
  ),
  "verify.time-ahead": text<{ time: string; at: string }>(
    ({ time, at }) => `自称的签名时间 ${time} 晚于 ${at}。`,
    ({ time, at }) => `The claimed time of signing, ${time}, is later than ${at}.`,
  ),
  "verify.time-known": text<{ time: string }>(
    ({ time }) => `以您所知的时间 ${time} 判断证书。`,
    ({ time }) => `Certificates are judged at ${time}, the time that you know it by.`,
  ),
  "verify.revocation": text(
    () => "未核查证书是否被吊销：离线核验无法得知。",
    () => "Whether a certificate was revoked was not looked at: that cannot be known offline.",
  ),
  "verify.score-follows": text<{ demonstrated: string; potential: string; coverage: string }>(
    ({ demonstrated, potential, coverage }) =>
      `得分由随附的评分表重新算得，与清单、报告数据和 OSCAL 一致：已证实 ${demonstrated}，可能 ${potential}，覆盖率 ${coverage}。`,
    ({ demonstrated, potential, coverage }) =>
      `Scored again from the enclosed sheet, the figures are those of manifest, data and OSCAL: demonstrated ${demonstrated}, potential ${potential}, coverage ${coverage}.`,
  ),
  "verify.score-differs": text<{ place: string; node: string; said: string; reckoned: string }>(
    ({ place, node, said, reckoned }) => `${place} 中 ${node} 的得分为 ${said}，由评分表算得 ${reckoned}：得分与证据不符。`,
    ({ place, node, said, reckoned }) =>
      `${place} gives ${node} as ${said}; the sheet comes to ${reckoned}: the score does not follow from its evidence.`,
  ),
  "verify.sheet-differs": text<{ objective: string }>(
    ({ objective }) => `评分表中 ${objective} 与报告中的检测结果不符。`,
    ({ objective }) => `${objective} on the sheet does not follow from the results in the report.`,
  ),
  "verify.rules-differ": text<{ profile: string }>(
    ({ profile }) => `评分规则或权重与本程序所知的 ${profile} 不同。`,
    ({ profile }) => `Rules or weights are not those of ${profile} as this program has it.`,
  ),
  "verify.rules-unknown": text<{ profile: string }>(
    ({ profile }) => `本程序没有 ${profile}，按随附的评分规则计算；权重未能核对。`,
    ({ profile }) => `This program does not have ${profile}; scored by the enclosed rules, its weights were not compared.`,
  ),
  "verify.oscal-foreign": text<{ name: string }>(
    ({ name }) => `${name} 不是由该报告数据制作的。`,
    ({ name }) => `${name} was not made from this report's data.`,
  ),
  "verify.pdf-data-follows": text(
    () => "PDF 内附的数据与报告数据逐字节相同。",
    () => "The data inside the PDF is that of the report, byte for byte.",
  ),
  "verify.pdf-data-differs": text(
    () => "PDF 内附的数据与报告数据不同：PDF 属于另一份报告。",
    () => "The data inside the PDF is not that of the report: the PDF is of another.",
  ),
  "verify.evidence-holds": text<{ count: number }>(
    ({ count }) => `${count} 条检测记录的摘要由随附的事实和盐值重新算得，全部相符。`,
    ({ count }) => `The digests of ${count} records of detection follow from the enclosed facts and salts.`,
  ),
  "verify.evidence-masked": text<{ count: number }>(
    ({ count }) => `${count} 条检测记录已遮盖，只给出摘要；持有原件者可以核对。`,
    ({ count }) => `${count} records of detection are masked, digest given; whoever has the originals can check them.`,
  ),
  "verify.evidence-differs": text<{ id: string }>(
    ({ id }) => `检测记录 ${id} 与报告中的摘要不符。`,
    ({ id }) => `The record of detection ${id} does not have the digest that the report gives.`,
  ),
  "verify.documents-hold": text<{ count: number }>(
    ({ count }) => `${count} 份佐证材料的摘要相符。`,
    ({ count }) => `${count} documents of claims have their digests.`,
  ),
  "verify.documents-withheld": text<{ count: number }>(
    ({ count }) => `${count} 份佐证材料未随附，只给出摘要。`,
    ({ count }) => `${count} documents of claims are not enclosed, digest given.`,
  ),
  "verify.document-differs": text<{ name: string }>(
    ({ name }) => `佐证材料 ${name} 与其摘要不符。`,
    ({ name }) => `The document ${name} does not have its digest.`,
  ),
  "verify.pieces-masked": text<{ profile: string; count: number }>(
    ({ profile, count }) => `报告按“${profile}”遮盖了 ${count} 处，均给出摘要。`,
    ({ profile, count }) => `${count} places of the report are masked by the profile ${profile}, digest given for each.`,
  ),
  "verify.originals-match": text<{ count: number }>(
    ({ count }) => `与原件核对：${count} 处遮盖内容的摘要全部相符。`,
    ({ count }) => `Compared with the original: all ${count} masked pieces have their digests.`,
  ),
  "verify.original-differs": text<{ path: string }>(
    ({ path }) => `与原件核对：${path} 的摘要不符。`,
    ({ path }) => `Compared with the original: ${path} does not have its digest.`,
  ),
  "verify.simulated": text(
    () => "模拟数据，不得报送。",
    () => "Simulated data, not to be submitted.",
  ),
  "verify.pdf-alone": text(
    () => "只核验了 PDF：得分与证据须用文件包核验。",
    () => "The PDF alone was checked: figures and evidence need the bundle.",
  ),
};
