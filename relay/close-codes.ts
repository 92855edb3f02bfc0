/** Why the relay closes a socket, as WebSocket close codes; clients act on the `error` message before it. */
export const closeCodes = {
  /** The session is over. */
  done: 1000,
  /** The relay stops. */
  goingAway: 1001,
  /** A binary frame: the protocol has texts only. */
  unsupportedData: 1003,
  /** Malformed, out of order, too many tries or messages. */
  policy: 1008,
  /** Full: come back later. */
  tryAgainLater: 1013,
  /** The same device or customer came back on another socket. */
  replaced: 4001,
} as const;
