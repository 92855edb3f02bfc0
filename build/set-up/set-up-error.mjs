/** Something that the person has to do first; its message says what. */
export class SetUpError extends Error {}
