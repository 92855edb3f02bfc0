/**
 * The stable codes of everything that can go wrong in front of a person.
 * `shared/std/messages` has for each, in each language: what happened, what is safe, what to do now.
 */
export const failureCodes = [
  // Joining
  'pinRefused',
  'pinMalformed',
  'pinTooManyTries',
  'linkRefused',
  'linkMalformed',
  // Relay
  'relayUnreachable',
  'relayLost',
  'relayRefusedLogin',
  'groupForbids',
  'relayFull',
  'relayIncompatible',
  // Session
  'joinedTwice',
  'handshakeFailed',
  'technicianNotVerified',
  'codeWrong',
  'codeWrongTooOften',
  'connectionFailed',
  'protocolBroken',
  'notVerifiedYet',
  'sessionNotFound',
  'sessionNotActive',
  'lensAlreadyActive',
  // Permissions
  'permissionDenied',
  'permissionNotAnswered',
  'permissionNotGranted',
  'screenNotChosen',
  'captureFailed',
  'screenSourceUnavailable',
  'screenCaptureFailed',
  'controlUnavailable',
  // Camera and voice
  'cameraDenied',
  'cameraMissing',
  'cameraBusy',
  'cameraLost',
  'cameraInsecure',
  'microphoneUnavailable',
  'boardFull',
  'recordingFailed',
  // Files
  'fileTooLarge',
  'diskFull',
  'fileHashMismatch',
  'fileUnreadable',
  'fileUnwritable',
  'fileRefused',
  'fileCancelled',
  'tooManyTransfers',
  // Chat
  'chatTooLong',
  // Log
  'logUnwritable',
  'logTampered',
  // Host
  'browserMissing',
  'pageIncomplete',
  'pageReloaded',
  'browserUnusable',
  'noInternet',
  'windowLost',
  'notEnrolled',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];
