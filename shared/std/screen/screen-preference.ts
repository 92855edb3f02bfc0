/** What the technician would rather have where the link or a processor is too slow for both: detail, or movement. */
export const screenPreferences = ['automatic', 'sharper', 'smoother'] as const;
export type ScreenPreference = (typeof screenPreferences)[number];
