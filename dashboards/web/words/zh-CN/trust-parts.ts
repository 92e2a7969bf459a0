/** Words of the guide to trusting the collector's certificate. */
export const trustParts = {
  "trust.title": (p: { endpoint: string }) => `端点 ${p.endpoint} 没有接受采集器的证书`,
  "trust.panel": "让 OPC UA 服务器信任采集器",
  "trust.panel-note": "服务器拒绝未知证书是正确的；需要更深入的检查时，再按此步骤信任",
  "trust.refused": (p: { status: string }) =>
    `服务器拒绝了采集器出示的证书（${p.status}）。它不认识这张证书，因此不让采集器进入：对陌生人就应如此，这不是故障。采集器的证书此时多半已列在服务器的“已拒绝”清单中。`,
  "trust.still": (p: { status: string }) =>
    `资产清单写明服务器已信任采集器的证书（trustedAt），服务器却仍然拒绝（${p.status}）。请核对：信任的是否为下列指纹的证书，是否放入了受信任清单（而非颁发者清单），服务器是否需要重新加载，服务器时钟是否准确。`,
  "trust.dropped":
    "采集器出示证书后，服务器不作说明就断开了连接。有些服务器这样拒绝未知证书，但也可能另有原因，因此相关检查项判为未知。",
  "trust.open": "如何让服务器信任采集器",
  "trust.whether":
    "是否信任由您决定。不信任也能检查端点、证书和陌生人的权限；信任之后，采集器才能以自己的证书建立加密会话，读取服务器状态、计数和测点。采集器只读，从不写入。信任之后采集器不再是陌生人，“服务器是否拒绝未知证书”改为未知；在端点的 onRequest 中写入 opcua.stranger，并为资产设维护窗口，采集器便在窗口内用另一张固定的陌生人证书来检验。",
  "trust.step-download": "下载证书并核对指纹",
  "trust.step-download-how": "每台采集器只有一张固定的证书。请只信任指纹与下列一致的证书：",
  "trust.download": (p: { collector: string }) => `下载 ${p.collector}.pem`,
  "trust.no-certificate": "采集器尚未上报证书；请等它连接到中心后再来。",
  "trust.step-trust": "在服务器上信任它（按服务器提供的方式任选其一）",
  "trust.folder": "信任文件夹：",
  "trust.folder-how":
    "许多服务器（例如基于 node-opcua、open62541 或 .NET 协议栈的）用文件夹保存证书：把证书放入受信任证书的文件夹（常见名称为 trusted/certs）；若它已在 rejected 文件夹中，核对指纹后移过去。文件夹的位置见服务器的配置。",
  "trust.web": "厂商的管理页面或组态软件：",
  "trust.web-how":
    "打开证书管理，在已拒绝或待确认清单中找到名称为“Plantwatch collector …”的证书，核对指纹后设为信任；清单中没有时，上传下载的文件。",
  "trust.push": "证书管理推送（GDS Push）：",
  "trust.push-how":
    "若服务器支持按 OPC 10000-12 远程更新信任列表，用您的证书管理工具，以有权的账户把证书加入应用程序组的 TrustList。采集器自己不做这件事。",
  "trust.der": "有的服务器只收 DER 格式，可这样转换：",
  "trust.step-inventory": "在资产清单中写明信任时间",
  "trust.step-inventory-how":
    "在该端点下加入 trustedAt（带时区的时间，不早于服务器实际信任的时间）。清单保存后自动导入。不写这一行，采集器仍按陌生人判定。",
  "trust.step-check": "核对结果",
  "trust.step-check-how":
    "下一次信道探测（默认每天一次）之后，本页不再显示此提示，“已信任采集器证书”一栏显示时间。若仍被拒绝，本页会说明。",
  "trust.step-purge": "清除“已拒绝”清单中的记录",
  "trust.step-purge-how":
    "不打算信任，或已经信任之后，删除已拒绝清单（例如 rejected 文件夹）中名称为“Plantwatch collector …”的条目即可。因证书固定，每台采集器在每台服务器上最多留下一条；允许陌生人测试的，另有一条，名称带“(stranger test)”。",
} as const;
