/** Limits of the relay alone; those that both ends must know are in shared/std/protocol/limits.ts. */

// Sockets
/** Sockets that are neither a console nor a customer with a session, from one IPv4 address or IPv6 /64: a call centre behind one address stays below, a flood does not. */
export const maxAnonymousSocketsPerAddress = 20;
export const maxAnonymousSockets = 2_000;
/** A socket that is still nobody this long after its last message is closed: a person types a PIN faster. */
export const anonymousIdleMs = 2 * 60_000;
/** Pieces of TCP data that one message may be spread over before ws gives up; its default is a million. */
export const maxBufferedChunks = 64;
/** How long a peer has to answer a close before its socket is destroyed. */
export const socketCloseTimeoutMs = 2_000;
/** The stop is over by then, whatever clients do. */
export const stopTimeoutMs = 4_000;

// What one socket may send: ten times what a handshake with trickled candidates needs.
export const messagesPerSecond = 50;
export const messageBurst = 200;
export const bytesPerSecond = 512 * 1024;
export const byteBurst = 2 * 1024 * 1024;
/** Messages that do not decode, from someone who is logged in: a newer version may say what we do not know. */
export const maxBadMessages = 10;
/** Log-ins and returns to a session that fail, on one socket. */
export const maxProofTriesPerConnection = 3;

// HTTP: Node's defaults leave a slow sender five minutes.
export const httpHeadersTimeoutMs = 5_000;
export const tlsHandshakeTimeoutMs = 10_000;
export const httpRequestTimeoutMs = 10_000;
export const httpSocketTimeoutMs = 15_000;
export const httpKeepAliveTimeoutMs = 5_000;
export const httpCheckIntervalMs = 1_000;
/** Node drops the headers past this number unseen, so it is above what a browser and two proxies add. */
export const maxHttpHeaders = 64;
export const maxHttpHeaderBytes = 8 * 1024;
/** TCP connections above the socket limit, for pages, health checks and polite refusals. */
export const httpConnectionHeadroom = 256;
/** TCP connections from one IPv4 address or IPv6 /64: more than the largest office behind one address has consoles. */
export const maxTcpConnectionsPerAddress = 1_000;

// Sessions
/** One technician's sessions; `login/accepted` has room for 1,000. */
export const maxSessionsPerDevice = 200;
export const maxSessions = 20_000;
/** Six-digit PINs live or in quarantine; past a tenth of all of them new PINs have eight digits, so that a guess stays a rare hit and a free PIN is found at once. */
export const maxShortPins = 100_000;
/** All PINs remembered; each takes about 200 bytes. */
export const maxRememberedPins = 1_000_000;
/** Addresses whose failures are remembered; the oldest is forgotten first. */
export const maxRememberedAddresses = 50_000;

// The join page
/** Built files are held in memory: a page that is larger than this is not ours. */
export const maxPageBytes = 48 * 1024 * 1024;
/** Larger files are compressed after the start, which the vision library would make longer by a third of a second. */
export const maxBytesCompressedAtStart = 1024 * 1024;
/** Of 11: scripts are a fourteenth and the vision library a seventh smaller than by gzip, in half a second of one core. 9 would gain little for three times that, 11 takes twenty seconds. */
export const brotliQuality = 5;
