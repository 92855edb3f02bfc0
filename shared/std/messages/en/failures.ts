import type { FailureMessages } from '../failure-message.ts';

/** What happened, what is safe, what to do now: read by technicians and customers alike, so free of trade words. */
export const failureMessages: FailureMessages = {
  // Joining
  pinRefused: {
    happened: 'This PIN code does not work. It may be mistyped, used already or too old.',
    safe: 'Nothing on this computer was shared.',
    next: 'Check the digits with your technician, or ask for a new PIN code.',
  },
  pinMalformed: {
    happened: 'A PIN code has 6 digits, or sometimes 8.',
    safe: 'Nothing was sent.',
    next: 'Type the digits as your technician reads them out. Spaces do not matter.',
  },
  pinTooManyTries: {
    happened: 'There were too many wrong PIN codes from here.',
    safe: 'Nothing on this computer was shared.',
    next: 'Wait ten minutes, then ask your technician for a new PIN code.',
  },
  linkRefused: {
    happened: 'This link does not work any more. It may be used already or too old.',
    safe: 'Nothing on this computer was shared.',
    next: 'Ask your technician for a new link.',
  },
  linkMalformed: {
    happened: 'This link is not complete.',
    safe: 'Nothing was sent.',
    next: 'Copy the whole link from the message you were sent and open it again.',
  },

  // Relay
  relayUnreachable: {
    happened: 'The support server cannot be reached.',
    safe: 'Nothing was lost or shared.',
    next: 'Check the internet connection, then try again.',
  },
  relayLost: {
    happened: 'The connection to the support server was lost.',
    safe: 'Sessions that are running go on without it.',
    next: 'Wait a moment: Handrail is connecting again. New sessions are possible once it is back.',
  },
  relayRefusedLogin: {
    happened: 'The support server does not accept this console.',
    safe: 'The sessions and logs on this computer are still here.',
    next: 'Ask your administrator whether this console is still enrolled, and for a new invitation if it is not.',
  },
  groupForbids: {
    happened: 'Your group may not start this kind of session.',
    safe: 'Nothing was created, and running sessions go on.',
    next: 'Choose another kind of session, or ask your administrator for a certificate that permits it.',
  },
  relayFull: {
    happened: 'The support server is too busy to take another session.',
    safe: 'Sessions that are running go on.',
    next: 'Try again in a minute.',
  },

  // Session
  relayIncompatible: {
    happened: 'This program and the support server are of different versions and do not understand each other.',
    safe: 'Nothing was sent.',
    next: 'Install the current version of Handrail and start again.',
  },
  joinedTwice: {
    happened: 'Two people used the same PIN code, so the session was stopped.',
    safe: 'Nothing was shared with either of them.',
    next: 'Make a new session, and give its PIN code to one person only.',
  },
  handshakeFailed: {
    happened: 'The secure connection could not be made, or somebody in between tried to change it.',
    safe: 'Nothing was shared.',
    next: 'Start again with a new PIN code. If it happens again, use another network.',
  },
  technicianNotVerified: {
    happened: 'Handrail cannot tell who this technician is.',
    safe: 'Nothing was shared.',
    next: 'Do not go on unless you called them yourself. Ask for a new PIN code, or hang up.',
  },
  codeWrong: {
    happened: 'That is not the verification code.',
    safe: 'Nothing was shared.',
    next: 'Ask the technician to read the code out once more, and type it again.',
  },
  codeWrongTooOften: {
    happened: 'The verification code was wrong three times, so the session was ended.',
    safe: 'Nothing was shared.',
    next: 'Make sure that you are speaking to each other, then start again with a new PIN code.',
  },
  connectionFailed: {
    happened: 'The two devices could not connect to each other.',
    safe: 'Nothing was shared, and everything sent so far is in the log.',
    next: 'Check the internet connection on both sides and start again with a new PIN code.',
  },
  protocolBroken: {
    happened: 'The other side sent something that makes no sense, so the session was stopped.',
    safe: 'What it sent was thrown away.',
    next: 'Start again with a new PIN code. If it happens again, bring both programs up to date.',
  },
  notVerifiedYet: {
    happened: 'The verification code has not been confirmed yet.',
    safe: 'Until it is, nothing can be seen, controlled or sent.',
    next: 'Read the code out over the phone; the customer types it into Handrail.',
  },
  sessionNotFound: {
    happened: 'This session is not there any more.',
    safe: 'Its log is kept.',
    next: 'Choose another session, or make a new one.',
  },
  sessionNotActive: {
    happened: 'This session is not running.',
    safe: 'Nothing was done.',
    next: 'Start the session first, or take it off hold.',
  },
  lensAlreadyActive: {
    happened:
      'You have an active Lens session already, here or on another console, and only one is possible at a time.',
    safe: 'That session is not affected, and this customer keeps waiting.',
    next: 'End that session, then start this one. On hold it still counts.',
  },

  // Permissions
  permissionDenied: {
    happened: 'The customer said no.',
    safe: 'The session goes on.',
    next: 'Explain what it is for, then ask again.',
  },
  permissionNotAnswered: {
    happened: 'The customer did not answer in time, which counts as no.',
    safe: 'The session goes on.',
    next: 'Tell the customer that a question is waiting on their screen, then ask again.',
  },
  permissionNotGranted: {
    happened: 'The customer has not allowed this.',
    safe: 'Nothing was done.',
    next: 'Ask for the permission first.',
  },
  screenNotChosen: {
    happened: 'No screen was chosen for sharing.',
    safe: 'Nothing is being shared.',
    next: 'Ask again; the customer then picks the entire screen in the list.',
  },
  captureFailed: {
    happened: 'The computer did not let Handrail record its screen.',
    safe: 'Nothing is being shared. Chat and files still work.',
    next: 'Allow screen recording for Handrail or the browser in the system settings, then ask again.',
  },
  screenSourceUnavailable: {
    happened: 'This computer offers no way for Handrail to show its screen by itself.',
    safe: 'Nothing is being shared. Chat and files still work.',
    next: 'Ask again and choose the screen in the browser’s own list.',
  },
  screenCaptureFailed: {
    happened: 'Handrail could not go on reading this screen.',
    safe: 'Nothing is being shared any more. Chat and files still work.',
    next: 'Ask again. If it happens again, restart Handrail.',
  },
  controlUnavailable: {
    happened: 'Mouse and keyboard cannot be controlled on this device.',
    safe: 'Viewing, chat and files still work.',
    next: 'Guide the customer by voice or chat instead.',
  },

  // Camera and voice
  cameraDenied: {
    happened: 'The browser was not allowed to use the camera.',
    safe: 'Nothing is shown, and the session goes on without a picture.',
    next: 'Allow the camera for this page in the browser’s settings, then try again.',
  },
  cameraMissing: {
    happened: 'There is no camera here that the browser can use.',
    safe: 'Nothing is shown, and the session goes on without a picture.',
    next: 'Use a device with a camera, or go on with chat and voice.',
  },
  cameraBusy: {
    happened: 'Another program is using the camera.',
    safe: 'Nothing is shown, and the session goes on without a picture.',
    next: 'Close the other program, then try again.',
  },
  cameraLost: {
    happened: 'The camera stopped by itself: it was taken away, or the system needed it.',
    safe: 'Nothing is shown any more, and the session goes on.',
    next: 'Try again to start it.',
  },
  cameraInsecure: {
    happened: 'The browser gives no camera to this page, because its address is not secure (https).',
    safe: 'Nothing is shown, and chat works.',
    next: 'Ask your technician for a secure address of the support server.',
  },
  microphoneUnavailable: {
    happened: 'The microphone cannot be used.',
    safe: 'Nothing is heard, and the session goes on without voice.',
    next: 'Allow the microphone in the browser’s settings, or go on with chat.',
  },
  boardFull: {
    happened: 'There are too many drawings on the picture.',
    safe: 'Those that are there stay.',
    next: 'Erase some of them, then draw again.',
  },
  recordingFailed: {
    happened: 'The recording cannot go on.',
    safe: 'What was recorded until now is kept, and the session goes on.',
    next: 'Check that there is free disk space, then start a new recording.',
  },

  // Files
  fileTooLarge: {
    happened: 'The file is larger than was announced, or larger than can be sent.',
    safe: 'What had arrived of it was deleted.',
    next: 'Check the file, then send it again, in parts if it is very large.',
  },
  diskFull: {
    happened: 'There is not enough free space for this file.',
    safe: 'Nothing was overwritten, and the unfinished part was deleted.',
    next: 'Make room on the receiving computer, then send the file again.',
  },
  fileHashMismatch: {
    happened: 'The file did not arrive as it was sent.',
    safe: 'The damaged copy was deleted.',
    next: 'Send the file again.',
  },
  fileUnreadable: {
    happened: 'The file could not be read.',
    safe: 'Nothing was sent.',
    next: 'Check that it is still there and not open in another program, then send it again.',
  },
  fileUnwritable: {
    happened: 'The file could not be saved.',
    safe: 'No other file was touched.',
    next: 'Check the download folder on the receiving computer, then send the file again.',
  },
  fileRefused: {
    happened: 'The other side did not want this file.',
    safe: 'Nothing was sent.',
    next: 'Talk about what the file is, then send it again.',
  },
  fileCancelled: {
    happened: 'The transfer was cancelled.',
    safe: 'The unfinished part was deleted.',
    next: 'Send the file again when you are ready.',
  },
  tooManyTransfers: {
    happened: 'Several files are on their way already.',
    safe: 'Those go on.',
    next: 'Wait until one is done, then send this file again.',
  },

  // Chat
  chatTooLong: {
    happened: 'The message is too long.',
    safe: 'It was not sent, and it is still in the text field.',
    next: 'Shorten it, or send it as a file.',
  },

  // Log
  logUnwritable: {
    happened: 'The session log could not be written, so the session was stopped.',
    safe: 'Everything logged before is kept.',
    next: 'Check the free space on this computer, then start a new session.',
  },
  logTampered: {
    happened: 'The log was changed after it was written.',
    safe: 'The stored log was left as it is.',
    next: 'Do not rely on it. Keep a copy of the file and tell your support lead.',
  },

  // Host
  browserMissing: {
    happened: 'No Chrome, Edge or Chromium was found to show the window in.',
    safe: 'Nothing was started.',
    next: 'Install one of them, then start Handrail again.',
  },
  pageIncomplete: {
    happened: 'A part of Handrail could not be loaded.',
    safe: 'Nothing was lost or shared.',
    next: 'Check the internet connection: it is tried again by itself. If it does not help, load this page again.',
  },
  pageReloaded: {
    happened: 'This page was loaded anew, which ended the session.',
    safe: 'Nothing is shared any more, and nobody sees or hears you.',
    next: 'Ask your technician for a new PIN code or link.',
  },
  browserUnusable: {
    happened: 'This browser cannot do what a session needs.',
    safe: 'Nothing was sent, and your PIN code or link is still good.',
    next: 'Open this page or the link again in a current Chrome, Edge, Firefox or Safari, outside of other apps and with WebRTC allowed.',
  },
  noInternet: {
    happened: 'This device has no internet connection.',
    safe: 'Nothing was sent, and your PIN code is still good.',
    next: 'Turn on Wi-Fi or mobile data. You need not load this page again.',
  },
  windowLost: {
    happened: 'The window lost touch with the rest of Handrail.',
    safe: 'Sessions and logs are kept outside the window.',
    next: 'Wait a moment. If it does not come back, start Handrail again.',
  },
  notEnrolled: {
    happened: 'This console does not belong to an organisation yet.',
    safe: 'Nothing was sent.',
    next: 'Give your administrator this console’s key, and start the console with the certificate that you get for it: --certificate FILE.',
  },
  internal: {
    happened: 'Something went wrong inside Handrail.',
    safe: 'The log is kept, and nothing more was shared.',
    next: 'Try once more. If it happens again, restart Handrail and report it.',
  },
};
