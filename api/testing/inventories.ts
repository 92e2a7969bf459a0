/** Inventories of two enterprises with a collector each, as files would hold them. */
export const inventoryText = {
  waterworks: `
enterprise: { id: waterworks, name: { zh-CN: 清源水务, en: Clearwater }, types: [N], grade: 2, simulated: true }
sites:
  - id: intake
    name: { zh-CN: 取水站, en: Intake }
    zones: [{ id: control, name: control }]
    collectors: [{ id: collector-1, zone: control }]
  - id: plant
    name: plant
    collectors: [{ id: collector-1 }]
assets:
  - id: scada
    name: { zh-CN: 调度服务器, en: SCADA server }
    site: intake
    zone: control
    role: server
    criticality: 5
    owner: operations
    endpoints: [{ id: ua, protocol: opcua, url: "opc.tcp://127.0.0.1:4840/scada" }]
  - id: pump
    name: { zh-CN: 水泵控制器, en: Pump controller }
    site: plant
    role: field-device
    endpoints:
      - id: bus
        protocol: modbus
        url: "modbus://127.0.0.1:1502/1"
        signals: [{ id: pressure, table: holding-register, address: 0, unit: bar }]
`,
  pharma: `
enterprise: { id: pharma, name: pharma, types: [N], grade: 2 }
sites: [{ id: line, name: line, collectors: [{ id: collector-2 }] }]
assets:
  - { id: reactor, name: reactor, site: line, role: field-device, endpoints: [{ id: ua, protocol: opcua, url: "opc.tcp://127.0.0.1:4841/" }] }
`,
} as const;
