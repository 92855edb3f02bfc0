/** Name of the one trusted-types policy of the console's page: the page makes it, the headers it comes with allow it. */
export const screenWorkerPolicy = 'handrail-screen-worker';
