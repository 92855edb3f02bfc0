import type { Words } from '../words.ts';

/** English names of permissions, sides and reasons. */
export const words: Words = {
  permission: {
    viewScreen: 'see the screen',
    control: 'control mouse and keyboard',
    sendFile: 'send files to the customer',
    takeFile: 'take files from the customer',
    camera: 'see what the camera sees',
    voice: 'talk by voice',
    recording: 'record the call',
  },
  endedBy: {
    technician: 'technician',
    customer: 'customer',
    relay: 'support server',
    handrail: 'program',
  },
  endReason: {
    ended: 'Ended in the normal way.',
    termsDeclined: 'The customer did not accept the terms of use.',
    wrongCodes: 'The verification code was wrong three times.',
    handshakeFailed: 'The secure connection could not be made, or somebody in between tried to change it.',
    joinedTwice: 'Two people used the same PIN code or link.',
    connectionFailed: 'The two devices could not connect to each other.',
    protocolBroken: 'The other side sent something that makes no sense.',
    windowClosed: 'The customer closed the window.',
    logUnwritable: 'The session log could not be written.',
  },
  verifiedBy: { code: 'verification code', link: 'link' },
  path: { direct: 'directly', relayed: 'through the support server' },
  actor: { technician: 'Technician', customer: 'Customer', handrail: 'Handrail' },
};
