import type { Words } from '../words.ts';

/** German names of permissions, sides and reasons. */
export const words: Words = {
  permission: {
    viewScreen: 'Bildschirm sehen',
    control: 'Maus und Tastatur steuern',
    sendFile: 'Dateien an die Kundenseite senden',
    takeFile: 'Dateien von der Kundenseite holen',
    camera: 'sehen, was die Kamera sieht',
    voice: 'miteinander sprechen',
    recording: 'das Gespräch aufzeichnen',
  },
  endedBy: {
    technician: 'Techniker',
    customer: 'Kundin oder Kunde',
    relay: 'Vermittlungsserver',
    handrail: 'Programm',
  },
  endReason: {
    ended: 'Normal beendet.',
    termsDeclined: 'Die Nutzungsbedingungen wurden nicht angenommen.',
    wrongCodes: 'Der Prüfcode war dreimal falsch.',
    handshakeFailed:
      'Die sichere Verbindung kam nicht zustande, oder jemand dazwischen hat versucht, sie zu verändern.',
    joinedTwice: 'Zwei Personen haben denselben PIN-Code oder Link benutzt.',
    connectionFailed: 'Die beiden Geräte konnten sich nicht miteinander verbinden.',
    protocolBroken: 'Die Gegenseite hat etwas Unverständliches gesendet.',
    windowClosed: 'Das Fenster wurde geschlossen.',
    logUnwritable: 'Das Sitzungsprotokoll konnte nicht geschrieben werden.',
  },
  verifiedBy: { code: 'Prüfcode', link: 'Link' },
  path: { direct: 'direkt', relayed: 'über den Vermittlungsserver' },
  actor: { technician: 'Techniker', customer: 'Kunde', handrail: 'Handrail' },
};
