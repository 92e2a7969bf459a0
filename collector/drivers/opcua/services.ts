import {
  ActivateSessionRequest,
  ActivateSessionResponse,
  BrowseNextRequest,
  BrowseNextResponse,
  BrowseRequest,
  BrowseResponse,
  type ClientSecureChannelLayer,
  CloseSessionRequest,
  CloseSessionResponse,
  CreateMonitoredItemsRequest,
  CreateMonitoredItemsResponse,
  CreateSessionRequest,
  CreateSessionResponse,
  CreateSubscriptionRequest,
  CreateSubscriptionResponse,
  DeleteSubscriptionsRequest,
  DeleteSubscriptionsResponse,
  FindServersRequest,
  FindServersResponse,
  GetEndpointsRequest,
  GetEndpointsResponse,
  PublishRequest,
  PublishResponse,
  ReadRequest,
  ReadResponse,
} from "node-opcua";

type Transact = ClientSecureChannelLayer["performMessageTransaction"];
type Request = Parameters<Transact>[0];
export type ServiceResponse = Pick<ReadResponse, "responseHeader">;

/** A service of OPC 10000-4 that may be asked of a device: how its request is made and its answer is known. */
export interface Service<Options, Answer extends ServiceResponse> {
  readonly name: string;
  make(options: Options): Request;
  isAnswer(response: object): response is object & Answer;
}

function service<Options, Answer extends ServiceResponse>(
  name: string,
  request: new (options: Options) => Request,
  answer: new (...options: never[]) => Answer,
): Service<Options, Answer> {
  return {
    name,
    make: (options) => new request(options),
    isAnswer: (response): response is object & Answer => response instanceof answer,
  };
}

/**
 * Every request that this driver can express. Write, Call, AddNodes and HistoryUpdate are not among them, and no other
 * code of the driver holds the channel of the library.
 */
export const services = {
  findServers: service("FindServers", FindServersRequest, FindServersResponse),
  getEndpoints: service("GetEndpoints", GetEndpointsRequest, GetEndpointsResponse),
  createSession: service("CreateSession", CreateSessionRequest, CreateSessionResponse),
  activateSession: service("ActivateSession", ActivateSessionRequest, ActivateSessionResponse),
  closeSession: service("CloseSession", CloseSessionRequest, CloseSessionResponse),
  read: service("Read", ReadRequest, ReadResponse),
  browse: service("Browse", BrowseRequest, BrowseResponse),
  browseNext: service("BrowseNext", BrowseNextRequest, BrowseNextResponse),
  createSubscription: service("CreateSubscription", CreateSubscriptionRequest, CreateSubscriptionResponse),
  createMonitoredItems: service("CreateMonitoredItems", CreateMonitoredItemsRequest, CreateMonitoredItemsResponse),
  publish: service("Publish", PublishRequest, PublishResponse),
  deleteSubscriptions: service("DeleteSubscriptions", DeleteSubscriptionsRequest, DeleteSubscriptionsResponse),
} as const;
