/** Methods of the Server object that serve a client's own subscriptions (OPC 10000-5, 9); anybody may call them. */
export const subscriptionMethods: Readonly<Record<string, string>> = {
  "i=11492": "Server.GetMonitoredItems",
  "i=12873": "Server.ResendData",
  "i=12749": "Server.SetSubscriptionDurable",
};

/** Methods by which a server itself is configured (OPC 10000-5, 9; OPC 10000-12, 7.10; OPC 10000-18, 4.3). */
export const configurationMethods: Readonly<Record<string, string>> = {
  "i=12886": "Server.RequestServerStateChange",
  "i=12737": "ServerConfiguration.CreateSigningRequest",
  "i=13737": "ServerConfiguration.UpdateCertificate",
  "i=12740": "ServerConfiguration.ApplyChanges",
  "i=12777": "ServerConfiguration.GetRejectedList",
  "i=12655": "ServerConfiguration.DefaultApplicationGroup.TrustList.Write",
  "i=12668": "ServerConfiguration.DefaultApplicationGroup.TrustList.AddCertificate",
  "i=12670": "ServerConfiguration.DefaultApplicationGroup.TrustList.RemoveCertificate",
  "i=16301": "RoleSet.AddRole",
  "i=16304": "RoleSet.RemoveRole",
};
