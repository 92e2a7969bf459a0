import { text } from "./define.ts";

/** What is said of submissions to a tier, of their receipts and refusals, and by the check that judges how old the last one is. */
export const submissionMessages = {
  "submission.receipt-forged": text(
    () => "回执的签名不是配置中这家主管部门的回执密钥签的，不予采信。",
    () => "The receipt is not signed by the receipt key of this authority, so it is not believed.",
  ),
  "submission.receipt-unreadable": text(
    () => "收到的回执无法识别，不予采信。",
    () => "What was answered is no receipt of a known form, so it is not believed.",
  ),
  "submission.receipt-other": text(
    () => "回执对应的是另一份报送，摘要与本次发出的文件不一致。",
    () => "The receipt is about another submission: its digest is not that of the file that was sent.",
  ),
  "submission.receipt-other-sender": text(
    () => "回执是开给另一张客户端证书的，不是本单位的报送。",
    () => "The receipt is made out to another client certificate, so it is not about this installation's submission.",
  ),
  "submission.no-certificate": text(
    () => "连接时没有出示客户端证书，无法确认报送单位。",
    () => "No client certificate was shown, so nobody can tell who submits.",
  ),
  "submission.certificate-unknown": text<{ fingerprint: string }>(
    ({ fingerprint }) => `客户端证书未登记，指纹 ${fingerprint}；请主管部门登记后再报送。`,
    ({ fingerprint }) => `The client certificate is not registered (${fingerprint}); ask the authority to register it.`,
  ),
  "submission.certificate-expired": text<{ until: string }>(
    ({ until }) => `客户端证书不在有效期内，有效期至 ${until}。`,
    ({ until }) => `The client certificate is not valid at this time; it ends on ${until}.`,
  ),
  "submission.suspended": text(
    () => "该单位的报送权限已暂停，请联系主管部门。",
    () => "Submissions of this enterprise are suspended; ask the authority.",
  ),
  "submission.too-large": text<{ megabytes: number }>(
    ({ megabytes }) => `报送文件超过 ${megabytes} MiB，未接收。`,
    ({ megabytes }) => `The file has more than ${megabytes} MiB and was not taken.`,
  ),
  "submission.not-kept": text(
    () => "主管部门侧暂时无法保存，请稍后再次发送。",
    () => "The authority cannot keep it for now; it is to be sent again later.",
  ),
  "submission.simulated": text(
    () => "报告来自仿真企业，正式的主管部门侧不接收。",
    () => "The report is of a simulated enterprise, which a real authority does not take.",
  ),
  "submission.other-enterprise": text<{ named: string; registered: string }>(
    ({ named, registered }) => `报告所写企业为“${named}”，而该证书登记的是“${registered}”。`,
    ({ named, registered }) => `The report speaks of “${named}”, the certificate is registered for “${registered}”.`,
  ),
  "submission.other-grade": text<{ stated: number; registered: number }>(
    ({ stated, registered }) => `报告所写级别为 ${stated} 级，登记为 ${registered} 级；请先核对定级。`,
    ({ stated, registered }) => `The report states grade ${stated}, registered is grade ${registered}; settle the grade first.`,
  ),
  "submission.from-the-future": text<{ at: string }>(
    ({ at }) => `报告的评估时间 ${at} 晚于接收时间。`,
    ({ at }) => `The report speaks to ${at}, which is later than now.`,
  ),
  "submission.other-authority": text<{ decided: string }>(
    ({ decided }) => `决定发送时的主管部门是 ${decided}，此后配置已改为另一家，未发送；请核对后重新决定。`,
    ({ decided }) =>
      `It was decided to send it to ${decided}; the configuration names another authority since, so nothing was sent: decide anew.`,
  ),
  "submission.unreachable": text<{ reason: string }>(
    ({ reason }) => `未能连接主管部门侧，将自动重试：${reason}`,
    ({ reason }) => `The authority could not be reached and is tried again: ${reason}`,
  ),
  "submission.wrong-certificate": text<{ reason: string }>(
    ({ reason }) => `对方出示的证书不是配置中信任的证书，未发送任何内容：${reason}`,
    ({ reason }) => `What answered does not show the certificate that is trusted, and nothing was sent: ${reason}`,
  ),
  "authority.not-configured": text(
    () => "没有配置报送的主管部门，不能判定。",
    () => "No authority to submit to is configured, so nothing can be said.",
  ),
  "authority.no-receipt": text<{ months: number }>(
    ({ months }) => `没有被接收的报送；按级别应每 ${months} 个月报送一次。`,
    ({ months }) => `No submission has been accepted; by grade one is owed every ${months} months.`,
  ),
  "authority.accepted": text<{ on: string; months: number }>(
    ({ on, months }) => `最近一次报送于 ${on} 被接收，在 ${months} 个月的周期内。`,
    ({ on, months }) => `The last submission was accepted on ${on}, within the period of ${months} months.`,
  ),
  "authority.late": text<{ on: string; months: number }>(
    ({ on, months }) => `最近一次被接收的报送在 ${on}，已超过 ${months} 个月的周期。`,
    ({ on, months }) => `The last submission was accepted on ${on}, longer ago than the period of ${months} months.`,
  ),
  "authority.no-period": text(
    () => "该级别没有规定报送周期。",
    () => "No period is set for submissions at this grade.",
  ),
};
