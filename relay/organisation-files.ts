/** The public half of the organisation, in the relay's data folder. */
export const organisationFile = 'organisation.json';
/** The root; to be moved off the computer (KEY1). */
export const rootFile = 'organisation-root-recovery.json';
