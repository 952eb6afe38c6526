/**
 * Subprotocol names registered with IANA (WebSocket Subprotocol Name Registry, as of 2024). Their letter case
 * matters: servers compare them byte by byte (RFC 6455 §11.5, §4.2.2).
 */
// prettier-ignore
export const registeredSubprotocols: readonly string[] = [
  'MBWS.huawei.com', 'MBLWS.huawei.com', 'soap', 'wamp', 'v10.stomp', 'v11.stomp', 'v12.stomp', 'ocpp1.2',
  'ocpp1.5', 'ocpp1.6', 'ocpp2.0', 'ocpp2.0.1', 'rfb', 'sip',
  'notificationchannel-netapi-rest.openmobilealliance.org', 'wpcp', 'amqp', 'mqtt', 'jsflow', 'rwpcp',
  'xmpp', 'ship', 'mielecloudconnect', 'v10.pcp.sap.com', 'msrp', 'v1.saltyrtc.org',
  'TLCP-2.0.0.lightstreamer.com', 'bfcp', 'sldp.softvelum.com', 'opcua+uacp', 'opcua+uajson',
  'v1.swindon-lattice+json', 'v1.usp', 'mles-websocket', 'coap', 'TLCP-2.1.0.lightstreamer.com',
  'sqlnet.oracle.com', 'oneM2M.R2.0.json', 'oneM2M.R2.0.xml', 'oneM2M.R2.0.cbor', 'transit',
  '2016.serverpush.dash.mpeg.org', '2018.mmt.mpeg.org', 'clue', 'webrtc.softvelum.com', 'cobra.v2.json',
  'drp', 'hub.bsc.bacnet.org', 'dc.bsc.bacnet.org', 'jmap', 't140', 'done', 'TLCP-2.2.0.lightstreamer.com',
  'collection-update',
];

/** Subprotocol names in wide use that are not registered. */
// prettier-ignore
export const commonSubprotocols: readonly string[] = [
  'graphql-transport-ws', 'graphql-ws', 'wamp.2.json', 'actioncable-v1-json', 'v4.channel.k8s.io',
];
