/** What a session is for; chosen when it is created. */
export const sessionTypes = ['remoteSupport', 'lens', 'chatOnly'] as const;

export type SessionType = (typeof sessionTypes)[number];
