/** Every limit and time-out of the protocol, with its reason. Programs read these; none has numbers of its own. */

/** The only protocol version spoken. A second one will be negotiated inside the handshake's transcript. */
export const protocolVersion = 'hr/1';
/** X25519, HKDF-SHA-256, XSalsa20-Poly1305, Ed25519: the only suite, named so that a later one cannot be confused with it. */
export const cipherSuite = 'x25519-secretbox-hkdf256-ed25519';

// PINs and links
export const pinDigits = 6;
/** Past the global failure budget new PINs are longer, which makes guessing a hundred times harder (PIN4). */
export const pinDigitsUnderAttack = 8;
export const pinTtlMs = 15 * 60_000;
/** A PIN is not given out again for a day, so that a late entry cannot reach a stranger (PIN1). */
export const pinQuarantineMs = 24 * 60 * 60_000;
export const maxPinTriesPerConnection = 3;
export const maxPinFailuresPerAddress = 10;
export const pinFailureWindowMs = 10 * 60_000;
export const maxPinFailuresPerMinute = 10;
/** Wrong, used and expired PINs are answered no sooner than this, so that the time tells nothing (PIN3). */
export const pinRefusalDelayMs = 250;

// Relay connections
/** Largest relay frame; also holds a sealed SDP (≤ 16 KiB) with room to spare (RL1). */
export const maxRelayMessageBytes = 64 * 1024;
export const maxRelayFragments = 16;
export const firstMessageTimeoutMs = 10_000;
export const relayPingIntervalMs = 20_000;
/** A peer that stops reading is cut off at this much unsent data, so that it cannot eat the relay's memory. */
export const maxRelayBacklogBytes = 256 * 1024;
export const loginChallengeTtlMs = 30_000;
/** A console or applet that lost its relay connection may come back to its session for this long. */
export const relayReattachMs = 5 * 60_000;
export const relayReconnectMinDelayMs = 500;
export const relayReconnectMaxDelayMs = 15_000;

/** How long a console waits for the relay's answer to a request. */
export const relayAnswerTimeoutMs = 10_000;

// Handshake and verification
export const handshakeTimeoutMs = 15_000;
export const verificationCodeDigits = 6;
/** Three tries at one in a million each; a fourth would help only a guesser (HS3). */
export const maxVerificationTries = 3;
/** Sealed signalling is padded to a multiple of this, so that sizes tell less. */
export const sealedPaddingBytes = 256;

// Data connection
export const dataConnectTimeoutMs = 20_000;
export const linkPingIntervalMs = 2_000;
/** Three pings unanswered: the other side is gone, long before ICE notices (some 30 s). */
export const linkSilenceMs = 6_000;
/** A lost connection is offered again this soon, and as often, while both sides still have the relay. */
export const reconnectIntervalMs = 3_000;
/** New data connections that a customer's side makes because it is offered one; at once, as some wait for the relay. */
export const offersPerSecond = 1;
export const offerBurst = 10;
/** Lost for longer than this shows as Offline; trying goes on (DC4). */
export const offlineAfterMs = 5 * 60_000;
/** At the end both sides wait this long for each other's signatures; the small X ends within a second (PRM4). */
export const endExchangeMs = 700;
/** Largest JSON message on the control channel (DC1). */
export const maxControlMessageBytes = 64 * 1024;
/** Largest binary message on the input and pointer channels: a text insertion of `maxInputTextBytes` and its header. */
export const maxInputMessageBytes = 4 * 1024;
export const maxInputTextBytes = 2 * 1024;
/** Two watermarks (DC3): a sender stops above the high one and goes on below the low one. */
export const channelHighWatermarkBytes = 4 * 1024 * 1024;
export const channelLowWatermarkBytes = 1024 * 1024;
/** More pointer positions than this waiting to leave means the link is slow: older ones are dropped, the newest is kept. */
export const pointerBacklogBytes = 2 * 1024;
/** While anything is held down the console says so this often; silence for `heldReleaseMs` releases it (DC2). */
export const heldHeartbeatMs = 400;
export const heldReleaseMs = 1_500;
/** Messages of all kinds on the control channel in a second; past it the sender is broken or hostile. */
export const maxControlMessagesPerSecond = 200;
/**
 * What of some kinds an honest side sends at most, on average and at once. Each makes the receiver write to its disk, check
 * a signature or open a connection, which is far dearer than a message is to send.
 */
export const messageRates = {
  /** Nobody writes this fast; at once, because what was written without a connection goes out together. */
  chat: { perSecond: 5, burst: 200 },
  /** Questions, taking back, giving back, hold, which monitor is watched, the state of the picture: all of them people's acts. */
  acts: { perSecond: 5, burst: 50 },
  /** Checkpoints and their counter-signatures: one a `checkpointRows`, and a check takes milliseconds. */
  log: { perSecond: 5, burst: 50 },
  /** An offer and some twenty addresses for each media connection; of a screen and of a call each. */
  mediaSignal: { perSecond: 20, burst: 200 },
  callSignal: { perSecond: 20, burst: 200 },
  /** Twice what an honest side says: see `callStateRate`. */
  callState: { perSecond: 2, burst: 60 },
  /** Marks that begin, or go: each is a row of the log. Twice `boardSendRates`. */
  mark: { perSecond: 8, burst: 160 },
  /** Pictures that marks are drawn on, of up to 54 kB. Twice `boardSendRates`. */
  boardPicture: { perSecond: 4, burst: 40 },
  /** What became of holding the marks: see `holdsToldAtOnce`. */
  markHold: { perSecond: 80, burst: 200 },
  /** A sender keeps to `maxFileOffersPerSecond`; what comes late comes together. */
  fileOffer: { perSecond: 40, burst: 80 },
  /** One for each key press or piece of pasted text. */
  untyped: { perSecond: 20, burst: 300 },
} as const;

// Camera, voice and whiteboard
/**
 * How often the customer's side says, shows and logs that its camera or microphone changed: people do not press more, and a
 * window that flaps must neither fill a log nor look like a flood. What changes meanwhile is told with the next.
 */
export const callStateRate = { perSecond: 1, burst: 30 } as const;
/**
 * How often a console's window that has no call asks for one, and how many calls either side begins because the other says so:
 * each is a connection that its window makes.
 */
export const callWantedRate = { perSecond: 1, burst: 10 } as const;
export const callGenerationRate = { perSecond: 2, burst: 20 } as const;
/** What a technician's side sends at most of the whiteboard; the rest waits. `control` has room for it beside everything else. */
export const boardSendRates = {
  message: { perSecond: 100, burst: 150 },
  mark: { perSecond: 4, burst: 80 },
  boardPicture: { perSecond: 2, burst: 20 },
} as const;
/** Messages of the whiteboard that wait for their turn; a window that draws more than this at once has gone wrong. */
export const maxWaitingBoardMessages = 4_000;
/** What can be taken back by undo: more than anybody remembers. */
export const maxBoardHistory = 100;
/** So often, and so many at once, the customer's side says what became of the marks, the newest of each. */
export const markHoldIntervalMs = 200;
export const holdsToldAtOnce = 8;
/** Tracked frames that a console takes: somewhat more than are sent, as a network delays some and then brings them together. */
export const trackedFrameRate = { perSecond: 40, burst: 60 } as const;

// Permissions
/** So many denials in a row mean no: the same question does not come up again for `deniedQuietMs` (PRM1). */
export const maxDenialsInARow = 3;
export const deniedQuietMs = 60_000;
/** No answer is Deny (PRM1). */
export const permissionPromptTimeoutMs = 60_000;
/**
 * A window that has not confirmed by then that it stopped capturing is ended by force. A healthy one does it within the
 * 100 ms of PRM4; a busy computer may take longer to let it, and killing it then would help nobody.
 */
export const captureStopTimeoutMs = 1_000;

/** Different characters, of those that could not be typed, that the technician is shown. */
export const maxUntypedShown = 12;

// Chat
export const maxChatCharacters = 4_000;

// Names and labels
export const maxNameCharacters = 128;
/** Names of people and organisations in certificates: room for long ones, not for a message to the customer. */
export const maxCertifiedNameCharacters = 80;

// Files
/** One file message: small enough for every WebRTC stack's default maximum of 256 KiB with its header. */
export const fileChunkBytes = 128 * 1024;
/** Unacknowledged bytes in flight: bounds what a receiver with a slow disk has to hold (DC3). */
export const fileWindowBytes = 8 * 1024 * 1024;
/** The sender's own, narrower window starts here and never gets smaller than two of the shortest chunks. */
export const firstSendWindowBytes = 64 * 1024;
export const leastSendWindowBytes = 32 * 1024;
/**
 * While a screen is seen by the lane the window is no wider: on a fast link, where its length in time is hard to tell, frames
 * then wait for some 30 ms at most. It is also what the receiver confirms at once, so files lose little.
 */
export const fileWindowBesideScreenBytes = 1024 * 1024;
/** How long files may make what else is on the connection wait: a key press still feels immediate. */
export const sendQueueTargetMs = 80;
/** The receiver confirms when a quarter more is stored, or this much at full speed: some 50 messages a second at 50 MB/s. */
export const fileAcknowledgeBytes = 1024 * 1024;
/** On a slow link it confirms this often: the sender measures the way by it. Four files stay far under the message limit. */
export const fileAcknowledgeIntervalMs = 50;
/** Every chunk but a file's last is at least this long: a window of one-byte chunks would cost gigabytes to hold. */
export const minFileChunkBytes = 16 * 1024;
/** `file/finish` may overtake the last chunks, which travel on another channel; it is a lie once none comes for this long. */
export const fileFinishStallMs = 30_000;
/** Largest declared size: 2^48 bytes fits a double exactly; free disk is the real limit. */
export const maxFileBytes = 2 ** 48;
/** Kept free on the receiver's disk beside the file itself. */
export const diskReserveBytes = 64 * 1024 * 1024;
export const maxFileNameBytes = 200;
/** Transfers of one direction that are offered or running at once; the sender queues the rest. */
export const maxConcurrentTransfers = 4;
/** Files waiting in the sender's queue; each holds an open file. */
export const maxQueuedTransfers = 200;
/** Many small files: four control messages each, both ways at once, stay under `maxControlMessagesPerSecond`. */
export const maxFileOffersPerSecond = 30;
/** What a technician who asked for files gets without a word for each: no more than a person would pick in one go. */
export const maxFilesTakenUnasked = 100;
export const maxBytesTakenUnasked = 2 * 1024 ** 3;
/** Ended transfers still shown; older ones are in the log. */
export const maxEndedTransfersShown = 100;
/** People see smooth movement at ten a second, and more would only cost. */
export const fileProgressIntervalMs = 100;
/** Speed is averaged over about this long. */
export const fileSpeedSmoothingMs = 1_500;
/** A stalled transfer's speed is brought down this often. */
export const fileStallCheckMs = 500;

// Log
export const checkpointRows = 64;
export const checkpointIntervalMs = 30_000;
export const maxLogBodyBytes = 32 * 1024;
/** All bodies of one session's log, with `logRowBytes` for each row: a busy day is a tenth of it. Past it the session ends. */
export const maxLogBytes = 32 * 1024 * 1024;
/** What a row takes beside its body, roughly: hashes, salt, times and names. */
export const logRowBytes = 512;

// Windows
/** How often main reads round trip, path and rates for display. */
export const qualityIntervalMs = 1_000;

// Descriptions of the data connection (SDP)
/** An offer or answer with only data channels is near 1 KiB; this leaves room for candidates, not for games. */
export const maxDescriptionCharacters = 16 * 1024;
/** More addresses than a laptop with every kind of adapter has; each one costs the receiver connectivity checks. */
export const maxDescriptionCandidates = 32;
/** Candidates that one connection accepts one by one, over its life. */
export const maxTrickledCandidates = 64;
export const maxCandidateCharacters = 1024;
