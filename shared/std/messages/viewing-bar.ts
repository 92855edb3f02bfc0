import type { Language } from './language.ts';

/** What the bar in front of all windows says, page or Electron; `{name}` is the technician's. */
export const viewingBarMessages = {
  en: { seen: '{name} can see your screen', controlled: '{name} controls your computer', stop: 'Stop' },
  de: { seen: '{name} sieht Ihren Bildschirm', controlled: '{name} steuert Ihren Computer', stop: 'Stopp' },
  es: { seen: '{name} puede ver su pantalla', controlled: '{name} controla su equipo', stop: 'Parar' },
  fr: { seen: '{name} voit votre écran', controlled: '{name} utilise votre ordinateur', stop: 'Arrêter' },
  pt: { seen: '{name} está vendo a sua tela', controlled: '{name} controla o seu computador', stop: 'Parar' },
} as const satisfies Readonly<Record<Language, { seen: string; controlled: string; stop: string }>>;
