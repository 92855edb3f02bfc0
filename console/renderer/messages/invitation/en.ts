/**
 * English texts of invitations by e-mail and text message. They go to people who may be worried: plain, no more than three
 * steps, and nothing that has to be believed. `{time}` is a time of day with its time zone.
 */
export const en = {
  subject: 'Support session with {technician} ({organisation})',
  hello: 'Hello,',
  invites: '{technician} ({organisation}) invites you to a support session.',
  invitesLens:
    '{technician} ({organisation}) invites you to a support session with the camera of your phone. You need its browser and nothing else; nothing is installed.',
  open: '1. Open this link:',
  openLens: '1. Open this link on your phone:',
  orPin: 'Or go to {address} and type the PIN code {pin}.',
  terms: '2. Read the terms of use and accept them.',
  wait: '3. Wait for {technician}. You are asked before anything is shared, and you can end the session at any time.',
  waitLens:
    '3. Wait for {technician}. No picture leaves your phone before that, and you can pause or end it at any time.',
  works: 'Link and PIN code work once, until {time}.',
  never:
    'Nobody will ask you for passwords or payment. If somebody does, or if you did not expect this message, do not go on.',
  sms: '{technician} ({organisation}) invites you to a support session. Open {url} or go to {address} and type PIN {pin}. Works once, until {time}. Nobody will ask for passwords or payment.',
  smsLens:
    '{technician} ({organisation}) invites you to a support session with the camera of your phone. Open {url} or go to {address} and type PIN {pin}. Works once, until {time}. Nobody will ask for passwords or payment.',
} as const;
