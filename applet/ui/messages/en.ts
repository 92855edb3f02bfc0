import { viewingBarMessages } from '#shared/std/messages/viewing-bar.ts';
import { board } from './board/en.ts';
import { phone } from './phone/en.ts';
const bar = viewingBarMessages.en;

/** English texts of the applet's window: few words, for somebody who is worried and does this once in their life. */
export const en = {
  // Frame
  product: 'Handrail',
  revokeAll: 'Revoke all permissions',
  revokeAllHint: 'Takes back everything that you allowed, at once. The session goes on.',
  revokeAllNothing: 'Nothing is allowed right now.',
  endSession: 'End session',
  endSessionHint: 'Ends the session at once.',
  display: 'Text size and language',
  largerText: 'Larger text',
  smallerText: 'Smaller text',
  textSize: 'Text size {percent} %',
  language: 'Language',

  // PIN
  pinTitle: 'Get help',
  scamTitle: 'Only continue if you asked for help.',
  scamText: 'An honest technician never asks for banking passwords, gift cards or money.',
  pinCode: 'PIN code',
  pinHint: 'Your technician tells you these digits.',
  connect: 'Connect',

  // Joining
  joiningTitle: 'Connecting',
  joiningText: 'This takes a few seconds.',
  joiningSlow: 'This takes longer than usual. You can wait, or end the session and try again.',

  // Who helps
  claimsToBe: 'Claims to be {name}, {organisation}',
  notVerified: 'Not verified yet',
  isVerified: 'Verified',
  helper: 'Your technician',

  // Terms
  accept: 'Accept',
  decline: 'Decline',

  // Verification
  verificationTitle: 'Is it really your technician?',
  verificationText: 'Your technician reads you a 6-digit code over the phone. Type it here.',
  verificationNoCall: 'Not on the phone with anybody? Then end the session.',
  verificationCode: 'Verification code',
  verificationFormat: 'The code has 6 digits.',
  verificationCheck: 'Check the code',
  verificationWrong: {
    one: 'That is not the code. You have {count} try left. Ask your technician to read it once more.',
    other: 'That is not the code. You have {count} tries left. Ask your technician to read it once more.',
  },

  // Waiting
  waitingTitle: 'Almost there',
  waitingText: '{name} will start shortly.',
  waitingSafe: 'Nothing is shared yet. You are asked before anything happens.',

  // What happens now
  nothingShared: 'Nothing is shared',
  nothingSharedText: '{name} cannot see or control anything.',
  screenSeen: '{name} can see your screen',
  screenSeenText: 'Everything on your screen can be seen. Mouse and keyboard are yours alone.',
  controlled: '{name} controls your mouse and keyboard',
  controlledText: 'You can use them as well. Press “Revoke all permissions” to stop it.',
  screenSeenSoon: '{name} may see your screen',
  screenSeenSoonText: 'The picture is not being sent right now.',
  allowedTitle: 'Allowed',
  allowedViewScreen: 'See the screen',
  allowedControl: 'Control mouse and keyboard',
  allowedSendFile: 'Send you files',
  allowedTakeFile: 'Get files from you',
  askCamera: '{who} wants to see what your camera sees.',
  askCameraCan: 'See the picture of your camera while you show it.',
  askCameraCannot: 'See your screen, your photos or anything else on this device.',
  askVoice: '{who} wants to talk with you.',
  askVoiceCan: 'Hear your microphone, and speak to you.',
  askVoiceCannot: 'Listen when you have muted it, or after the session.',
  askRecording: '{who} wants to record this call.',
  askRecordingCan: 'Keep the picture and both voices on their computer.',
  askRecordingCannot: 'Record secretly: you see it for as long as it goes on.',
  allowedCamera: 'See your camera',
  allowedVoice: 'Talk with you',
  allowedRecording: 'Record the call',
  allowedSince: 'since {time}',

  // Prompt
  permissionRequest: 'Permission request',
  allow: 'Allow',
  deny: 'Deny',
  askViewScreen: '{who} wants to see your screen.',
  askViewScreenCan: 'See everything on your screen, until you stop it.',
  askViewScreenCannot: 'Use your mouse or keyboard, or open files.',
  askViewScreenNext: 'After Allow, pick “Entire screen” in the list and press Share.',
  askControl: '{who} wants to control your mouse and keyboard.',
  askControlCan: 'Click and type on this computer, as you can.',
  askControlCannot: 'Answer questions in this window for you, or press its X.',
  askSendFile: '{who} wants to send you files.',
  askSendFileCan: 'Put files into the folder {folder}.',
  askSendFileCanDownloads: 'Put files into your downloads.',
  askSendFileCannot: 'Open them, or change files of yours.',
  askTakeFile: '{who} wants to get files from you.',
  askTakeFileCan: 'Receive copies of files that you choose.',
  askTakeFileCannot: 'Look through your other files, or delete any.',
  askCan: 'Will be able to',
  askCannot: 'Still not able to',
  askStop: 'How to stop it',
  askStopText: 'Press the large X, “Revoke all permissions”, at any time.',
  askCountdown: {
    one: 'No answer counts as Deny, in {count} second.',
    other: 'No answer counts as Deny, in {count} seconds.',
  },

  // Notices in the session
  relayLost: 'The support server is out of reach at the moment. Your session goes on without it.',
  reconnecting: 'The connection was interrupted. It comes back by itself; you need not do anything.',
  connecting: 'The two devices are connecting.',
  notWholeScreen: 'You shared one window only. To be helped with mouse and keyboard, the entire screen is needed.',
  captureFailed: 'Your screen could not be shared. Nothing is shown to anybody. Your technician can ask again.',
  shareAgain: 'Share my screen again',
  shareAgainText: '{name} was allowed to see your screen before this window was opened anew. Share it again?',
  showBar: 'Show the notice bar',
  showBarText: 'A small bar can stay in front of everything as long as your screen is seen.',
  windowLostTitle: 'This window lost touch with the rest of Handrail.',
  windowLostText: 'Your screen is no longer shared. The window connects again by itself; if it does not, close it.',
  opening: 'Opening',

  // Parts of the session
  parts: 'Parts of the session',
  chat: 'Chat',
  files: 'Files',
  log: 'Session log',
  chatUnavailable: 'You can write as soon as both devices are connected.',
  unread: { one: '{count} new message', other: '{count} new messages' },
  sendFile: 'Send file',
  sendFileText: 'Choose files for your technician. Nothing else is sent.',
  receivedInto: 'Files you receive are in {folder}',
  receivedByBrowser: 'Files you receive are in your downloads.',

  // Bar
  stop: bar.stop,
  stopHint: 'Revoke all permissions',
  barSeen: bar.seen,
  barControlled: bar.controlled,

  // End
  endedTitle: 'The session has ended',
  sessionSummary: 'Session summary',
  endedByCustomer: 'You ended the session.',
  endedByTechnician: '{name} ended the session.',
  endedByWindow: 'This window was closed, which ended the session.',
  endedTerms: 'You did not accept the terms of use.',
  endedWrongCodes: 'The verification code was wrong three times.',
  endedHandshake: 'No secure connection could be made.',
  endedTwice: 'Two people used the same PIN code, so the session was stopped.',
  endedConnection: 'The two devices could not stay connected.',
  endedProtocol: 'The other side sent something that makes no sense, so the session was stopped.',
  endedLog: 'The session log could not be written, so the session was stopped.',
  endedOther: 'The session was stopped.',
  endedSafe: 'Nothing is shared any more. Nobody can see or control this computer.',
  keepText: 'Save as text',
  keepTextName: 'Handrail session',
  keepLog: 'Keep a copy',
  keptLogAt: 'The copy is in {path}',
  keptLog: 'The copy was saved.',
  startAgain: 'Start again',

  ...phone,
  ...board,
} as const;
