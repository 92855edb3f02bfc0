import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Language } from '#shared/std/messages/language.ts';
import type { ConsoleView, SessionView } from '#shared/std/view/console-view.ts';
import { fitted, type CameraPlace, type CameraZoom } from '../lens/picture/camera-zoom.ts';

/** What only this window decides: where the technician looks. Everything about sessions is main's. */
export type WindowState = {
  /** The session that the toolbar acts on and whose tab is in front. */
  readonly selected: string | null;
  /** Sessions that have a tab. */
  readonly opened: readonly string[];
  readonly dialog: 'none' | 'create' | 'help';
  readonly openPanels: Readonly<Record<'chat' | 'files' | 'log', boolean>>;
  readonly fit: 'fit' | 'actual';
  /** The session that main was asked to start, until it answered: the relay may take its time. */
  readonly starting: string | null;
  /** What customers were written to in last; null before the first choice. */
  readonly invitationLanguage: Language | null;
  /** Of each camera that is not simply fitted. */
  readonly zooms: Readonly<Record<string, CameraZoom>>;
  /** Where each camera's picture is shown, while it is: what buttons elsewhere zoom by. */
  readonly places: Readonly<Record<string, CameraPlace>>;
};

export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({
    selected: null,
    opened: [],
    dialog: 'none',
    openPanels: { chat: true, files: true, log: true },
    fit: 'fit',
    starting: null,
    invitationLanguage: null,
    zooms: {},
    places: {},
  }));
}

/** Selects a session and gives it a tab. */
export function openSession(state: WindowState, id: string): WindowState {
  return { ...state, selected: id, opened: state.opened.includes(id) ? state.opened : [...state.opened, id] };
}

export function zoomOf(state: WindowState, id: string): CameraZoom {
  return state.zooms[id] ?? fitted;
}

export function setZoom(state: WindowState, id: string, zoom: CameraZoom): WindowState {
  return { ...state, zooms: { ...state.zooms, [id]: zoom } };
}

/** Null: its picture is not in sight any more. */
export function setPlace(state: WindowState, id: string, place: CameraPlace | null): WindowState {
  const { [id]: _, ...others } = state.places;
  return { ...state, places: place === null ? others : { ...others, [id]: place } };
}

/**
 * Follows main's view: a session that runs always has a tab, also after a reload; one that is gone has none, and the
 * tab beside it comes to the front.
 */
export function followView(state: WindowState, view: ConsoleView): WindowState {
  const exists = (id: string): boolean => view.sessions.some((session) => session.id === id);
  const running = view.sessions.filter(isRunning).map(({ id }) => id);
  const opened = [...state.opened.filter(exists), ...running.filter((id) => !state.opened.includes(id))];
  const selected = state.selected !== null && exists(state.selected) ? state.selected : neighbour(state, opened);
  const unchanged = selected === state.selected && sameItems(opened, state.opened);
  if (unchanged) return state;
  const zooms = Object.fromEntries(Object.entries(state.zooms).filter(([id]) => exists(id)));
  return { ...state, opened, selected, zooms };
}

/** Started and not over. */
export function isRunning(session: Pick<SessionView, 'status'>): boolean {
  return ['active', 'onHold', 'reconnecting', 'offline'].includes(session.status.name);
}

export function isOver(session: Pick<SessionView, 'status'>): boolean {
  return session.status.name === 'closed' || session.status.name === 'timedOut';
}

function neighbour(state: WindowState, opened: readonly string[]): string | null {
  const place = state.selected === null ? 0 : state.opened.indexOf(state.selected);
  return opened[Math.max(0, Math.min(place, opened.length - 1))] ?? null;
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
