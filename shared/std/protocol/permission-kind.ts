/** What can be granted (PRM1). Later kinds (clipboard, file manager, ...) are added here and nowhere else. */
export const permissionKinds = ['viewScreen', 'control', 'sendFile', 'takeFile'] as const;

export type PermissionKind = (typeof permissionKinds)[number];
