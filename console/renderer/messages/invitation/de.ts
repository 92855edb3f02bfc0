import type { Translation } from '#shared/std/messages/message.ts';
import type { en } from './en.ts';

/** German texts of invitations. */
export const de: Translation<typeof en> = {
  subject: 'Support-Sitzung mit {technician} ({organisation})',
  hello: 'Guten Tag,',
  invites: '{technician} ({organisation}) lädt Sie zu einer Support-Sitzung ein.',
  invitesLens:
    '{technician} ({organisation}) lädt Sie zu einer Support-Sitzung mit der Kamera Ihres Handys ein. Sie brauchen nur dessen Browser; es wird nichts installiert.',
  open: '1. Öffnen Sie diesen Link:',
  openLens: '1. Öffnen Sie diesen Link auf Ihrem Handy:',
  orPin: 'Oder gehen Sie auf {address} und geben Sie den PIN-Code {pin} ein.',
  terms: '2. Lesen Sie die Nutzungsbedingungen und nehmen Sie sie an.',
  wait: '3. Warten Sie auf {technician}. Sie werden gefragt, bevor etwas geteilt wird, und können die Sitzung jederzeit beenden.',
  waitLens:
    '3. Warten Sie auf {technician}. Vorher verlässt kein Bild Ihr Handy, und Sie können jederzeit anhalten oder beenden.',
  works: 'Link und PIN-Code gelten einmal, bis {time}.',
  never:
    'Niemand wird Sie nach Passwörtern oder Zahlungen fragen. Tut es doch jemand, oder haben Sie diese Nachricht nicht erwartet, dann machen Sie nicht weiter.',
  sms: '{technician} ({organisation}) lädt Sie zu einer Support-Sitzung ein. Öffnen Sie {url} oder gehen Sie auf {address} und geben Sie die PIN {pin} ein. Gilt einmal, bis {time}. Niemand wird nach Passwörtern oder Zahlungen fragen.',
  smsLens:
    '{technician} ({organisation}) lädt Sie zu einer Support-Sitzung mit Ihrer Handykamera ein. Öffnen Sie {url} oder gehen Sie auf {address} und geben Sie die PIN {pin} ein. Gilt einmal, bis {time}. Niemand wird nach Passwörtern oder Zahlungen fragen.',
};
